using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Worker.Children;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Tests.Harness;

/// <summary>The parts of a worker around a queue of the test's, in this process, with results in a folder and children as ever.</summary>
internal sealed class ServiceParts : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly SqliteLedger _ledger;
    private readonly RootDirectory _roots;
    private readonly ChildPool _children = new(ChildCommandLine.Detect(faults: true));
    private readonly LeaseKeeper _leases;
    private readonly IJobQueue _queue;
    private readonly EngineInfo _engine = EngineFingerprint.Of(AppContext.BaseDirectory);

    public ServiceParts(IJobQueue queue, WorkerSettings? settings = null, TimeSpan? lease = null)
    {
        _queue = queue;
        Settings = settings ?? new() { Slots = 2, Grace = TimeSpan.FromSeconds(5) };
        _store = SqliteStore.Open(_folder.At("state", "pipeline.db"));
        (_ledger, _roots) = (new(_store), new(_store, new Dictionary<string, string>()));
        Sink = new(new FolderResultSink(_folder.At("out")));
        _leases = new(queue, lease ?? Lease);
        Processor = ProcessorOf(queue, _leases);
    }

    public WorkerSettings Settings { get; }

    public FaultySink Sink { get; }

    public JobTally Tally { get; } = new();

    public JobProcessor Processor { get; }

    /// <summary>Writes sample texts and feeds them.</summary>
    public Task<IReadOnlyList<FedFile>> FeedAsync(int documents)
    {
        SampleTexts.Write(_folder.At("inbox"), documents);
        return FeedAsync();
    }

    /// <summary>Writes one text and feeds it.</summary>
    public Task<IReadOnlyList<FedFile>> FeedAsync(string text)
    {
        _folder.Write("inbox/a.txt", text);
        return FeedAsync();
    }

    private Task<IReadOnlyList<FedFile>> FeedAsync() =>
        new Feeder(_queue, _ledger, new FolderSource(_roots.PathOf), new FolderLister(_roots), ParkingOf(_queue), Settings, _engine)
            .FeedAsync([_folder.At("inbox")], _folder.At("out"), default);

    public JobService Service() => new(_queue, Processor, Sink, _children, Settings, Tally, new(StopWhenEmpty: false),
        new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), TimeProvider.System, NullLogger<JobService>.Instance);

    public JobProcessor ProcessorOf(IJobQueue queue, LeaseKeeper leases) => new(queue, _ledger, new FolderSource(_roots.PathOf), Sink, ParkingOf(queue),
        _children, leases, Settings, _engine, TimeProvider.System, NullLogger<JobProcessor>.Instance);

    public Reconciler ReconcilerOf(IJobQueue queue) => new(queue, _ledger, Sink, _engine, Settings, NullLogger<Reconciler>.Instance);

    public static async Task UntilAsync(Func<bool> holds, TimeSpan limit)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !holds(); await Task.Delay(5))
            if (watch.Elapsed > limit) throw new TimeoutException("It did not come to pass.");
    }

    public void Dispose()
    {
        _leases.Dispose();
        _children.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    private Parking ParkingOf(IJobQueue queue) => new(queue, _ledger, Sink, _engine, TimeProvider.System, NullLogger<Parking>.Instance);
}
