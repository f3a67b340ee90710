using Worker.Jobs;
using Worker.Queues;
using Worker.Service;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>Disk full, output read-only, queue gone: our failures, never a document's.</summary>
[Collection("processes")]
public sealed class LostStorageTests
{
    private const int Documents = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>ENOSPC, EROFS and EACCES as .NET throws them.</summary>
    public static TheoryData<string> Faults => ["disk full", "read-only", "no permission"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_sink_that_cannot_be_written_parks_nothing_and_work_resumes_when_it_can(string kind)
    {
        await using var queue = new MemoryJobQueue(new(ServiceParts.Lease));
        using var parts = new ServiceParts(queue);
        parts.Sink.Fault = kind switch
        {
            "disk full" => () => new IOException("No space left on device", 28),
            "read-only" => () => new IOException("Read-only file system", 30),
            _ => () => new UnauthorizedAccessException("Access to the path is denied."),
        };
        await parts.FeedAsync(Documents);
        using var service = parts.Service();
        await service.StartAsync(default);

        await ServiceParts.UntilAsync(() => parts.Sink.Failures >= 3, Patience);
        Assert.NotNull(service.StorageTrouble);
        Assert.Equal((0, Documents), (parts.Tally.Ended, (int)(await queue.CountAsync(default)).Open));
        Assert.Empty(await queue.ListPoisonAsync(10, default));

        parts.Sink.Fault = null;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await ServiceParts.UntilAsync(() => parts.Tally.Ended > 0, Patience);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"resumed after {watch.Elapsed}");
        await ServiceParts.UntilAsync(() => parts.Tally.Ended == Documents, Patience);
        await service.StopAsync(default);
        Assert.Equal(0, parts.Tally.Failed);
        Assert.Null(service.StorageTrouble);
        Assert.Empty(await queue.ListPoisonAsync(10, default));
        var state = await parts.ReconcilerOf(queue).StateAsync(default);
        Assert.Equal((Documents, Documents, 0L), (state.Files, state.Done, state.Open));
    }

    [Fact]
    public async Task Jobs_of_a_queue_that_was_deleted_are_sent_again_and_those_done_are_not()
    {
        await using var deleted = new MemoryJobQueue(new(ServiceParts.Lease));
        using var parts = new ServiceParts(deleted);
        await parts.FeedAsync(Documents);
        var done = Assert.Single(await deleted.ReceiveAsync(Lane.Fast, 1, default));
        Assert.Equal(JobEnding.Done, (await parts.Processor.ProcessAsync(done, default)).Ending);

        await using var recreated = new MemoryJobQueue(new(ServiceParts.Lease));
        var reconciler = parts.ReconcilerOf(recreated);
        var lost = await reconciler.StateAsync(default);
        Assert.Equal((Documents, 1, Documents - 1, Documents - 1), ((int)lost.Files, (int)lost.Done, (int)lost.Open, (int)lost.Missing));
        Assert.False(lost.Holds);

        Assert.Equal(Documents - 1, await reconciler.ResendAsync(default));
        Assert.Equal(0, await reconciler.ResendAsync(default));
        Assert.True((await reconciler.StateAsync(default)).Holds);
        using var leases = new LeaseKeeper(recreated, ServiceParts.Lease);
        var processor = parts.ProcessorOf(recreated, leases);
        foreach (var lease in await recreated.ReceiveAsync(Lane.Fast, Documents, default))
        {
            Assert.NotEqual(done.Id, lease.Id);
            Assert.Equal(JobEnding.Done, (await processor.ProcessAsync(lease, default)).Ending);
        }
        var after = await reconciler.StateAsync(default);
        Assert.Equal((Documents, 0, 0), ((int)after.Done, (int)after.Open, (int)after.Missing));
    }
}
