using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Worker.Children;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;
using Worker.Sources;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>Disk full, output read-only, queue gone: our failures, never a document's.</summary>
[Collection("processes")]
public sealed class LostStorageTests : IDisposable
{
    private const int Documents = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly EngineInfo _engine = EngineFingerprint.Of(AppContext.BaseDirectory);
    private readonly SqliteStore _store;
    private readonly SqliteLedger _ledger;
    private readonly RootDirectory _roots;
    private readonly FaultySink _sink;

    public LostStorageTests()
    {
        _store = SqliteStore.Open(_folder.At("state", "pipeline.db"));
        (_ledger, _roots) = (new(_store), new(_store, new Dictionary<string, string>()));
        _sink = new(new FolderResultSink(_folder.At("out")));
        SampleTexts.Write(_folder.At("inbox"), Documents);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    /// <summary>ENOSPC, EROFS and EACCES as .NET throws them.</summary>
    public static TheoryData<string> Faults => ["disk full", "read-only", "no permission"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_sink_that_cannot_be_written_parks_nothing_and_work_resumes_when_it_can(string kind)
    {
        _sink.Fault = kind switch
        {
            "disk full" => () => new IOException("No space left on device", 28),
            "read-only" => () => new IOException("Read-only file system", 30),
            _ => () => new UnauthorizedAccessException("Access to the path is denied."),
        };
        await using var queue = new MemoryJobQueue(new(TimeSpan.FromSeconds(30)));
        using var children = new ChildPool(ChildCommandLine.Detect());
        using var leases = new LeaseKeeper(queue, TimeSpan.FromSeconds(30));
        var settings = new WorkerSettings { Slots = 2, Grace = TimeSpan.FromSeconds(5) };
        var tally = new JobTally();
        var processor = Processor(queue, children, leases, settings);
        await FeedAsync(queue, processor);
        using var service = new JobService(queue, processor, _sink, children, settings, tally, new(StopWhenEmpty: false),
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), NullLogger<JobService>.Instance);
        await service.StartAsync(default);

        await UntilAsync(() => _sink.Failures >= 3, TimeSpan.FromMinutes(1));
        Assert.NotNull(service.StorageTrouble);
        Assert.Equal((0, Documents), (tally.Ended, (int)(await queue.CountAsync(default)).Open));
        Assert.Empty(await queue.ListPoisonAsync(10, default));

        _sink.Fault = null;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await UntilAsync(() => tally.Ended > 0, TimeSpan.FromMinutes(1));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"resumed after {watch.Elapsed}");
        await UntilAsync(() => tally.Ended == Documents, TimeSpan.FromMinutes(1));
        await service.StopAsync(default);
        Assert.Equal(0, tally.Failed);
        Assert.Null(service.StorageTrouble);
        Assert.Empty(await queue.ListPoisonAsync(10, default));
        var state = await Reconciler(queue, settings).StateAsync(default);
        Assert.Equal((Documents, Documents, 0L), (state.Files, state.Done, state.Open));
    }

    [Fact]
    public async Task Jobs_of_a_queue_that_was_deleted_are_sent_again_and_those_done_are_not()
    {
        var settings = new WorkerSettings();
        await using var deleted = new MemoryJobQueue(new(TimeSpan.FromSeconds(30)));
        using var children = new ChildPool(ChildCommandLine.Detect());
        using var leases = new LeaseKeeper(deleted, TimeSpan.FromSeconds(30));
        var processor = Processor(deleted, children, leases, settings);
        await FeedAsync(deleted, processor);
        var done = Assert.Single(await deleted.ReceiveAsync(Lane.Fast, 1, default));
        Assert.Equal(JobEnding.Done, (await processor.ProcessAsync(done, default)).Ending);

        await using var recreated = new MemoryJobQueue(new(TimeSpan.FromSeconds(30)));
        var reconciler = Reconciler(recreated, settings);
        var lost = await reconciler.StateAsync(default);
        Assert.Equal((Documents, 1, Documents - 1, Documents - 1), ((int)lost.Files, (int)lost.Done, (int)lost.Open, (int)lost.Missing));
        Assert.False(lost.Holds);

        Assert.Equal(Documents - 1, await reconciler.ResendAsync(default));
        Assert.Equal(0, await reconciler.ResendAsync(default));
        Assert.True((await reconciler.StateAsync(default)).Holds);
        using var again = new LeaseKeeper(recreated, TimeSpan.FromSeconds(30));
        var second = Processor(recreated, children, again, settings);
        foreach (var lease in await recreated.ReceiveAsync(Lane.Fast, Documents, default))
        {
            Assert.NotEqual(done.Id, lease.Id);
            Assert.Equal(JobEnding.Done, (await second.ProcessAsync(lease, default)).Ending);
        }
        var after = await reconciler.StateAsync(default);
        Assert.Equal((Documents, 0, 0), ((int)after.Done, (int)after.Open, (int)after.Missing));
    }

    private JobProcessor Processor(IJobQueue queue, ChildPool children, LeaseKeeper leases, WorkerSettings settings) =>
        new(queue, _ledger, new FolderSource(_roots.PathOf), _sink, children, leases, settings, _engine, TimeProvider.System,
            NullLogger<JobProcessor>.Instance);

    private Reconciler Reconciler(IJobQueue queue, WorkerSettings settings) =>
        new(queue, _ledger, _sink, _engine, settings, NullLogger<Reconciler>.Instance);

    private Task<IReadOnlyList<FedFile>> FeedAsync(IJobQueue queue, JobProcessor processor) =>
        new Feeder(queue, _ledger, new FolderSource(_roots.PathOf), new FolderLister(_roots), processor, _engine)
            .FeedAsync([_folder.At("inbox")], _folder.At("out"), default);

    private static async Task UntilAsync(Func<bool> holds, TimeSpan limit)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !holds(); await Task.Delay(20))
            if (watch.Elapsed > limit) throw new TimeoutException("It did not come to pass.");
    }
}
