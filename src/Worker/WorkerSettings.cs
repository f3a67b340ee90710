using Normalizer.Privacy;
using Worker.Azure;
using Worker.Children;

namespace Worker;

/// <summary>What an operator may set: appsettings.json beside the program, environment variables PIPELINE__NAME, then options of the verb.</summary>
public sealed record WorkerSettings
{
    /// <summary>The folder of the results.</summary>
    public string Out { get; init; } = "out";

    /// <summary>The embedded database; null: <c>.state/pipeline.db</c> in <see cref="Out"/>.</summary>
    public string? State { get; init; }

    /// <summary>Folders that messages may name as their root.</summary>
    public Dictionary<string, string> Roots { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Documents worked on at a time; 0: one a processor.</summary>
    public int Slots { get; init; }

    /// <summary>Larger files are refused (limit.size).</summary>
    public long MaxBytes { get; init; } = 100L << 20;

    /// <summary>Free space in the folder of the results below which no job is taken: a result must fit.</summary>
    public long MinFreeBytes { get; init; } = 512L << 20;

    /// <summary>What becomes of personal mobile numbers in disclosure.json. What people read (report, index, failure) shows none unmasked.</summary>
    /// <remarks>Part of the engine's fingerprint: another rule gives other bytes.</remarks>
    public MobileNumberRule MobileNumbers { get; init; } = MobileNumberRule.Keep;

    /// <summary>Expected share of wrong amounts above which a document is for a person; see <see cref="Worker.EngineOptions"/>.</summary>
    public double MaxErrorRate { get; init; } = Worker.EngineOptions.Default.MaxErrorRate;

    /// <summary>Jobs in the queue beyond which `ingest` waits for the workers; 0: none. Azurite, for one, slows with its depth.</summary>
    public int HighWater { get; init; }

    /// <summary>How long a job is one worker's without renewal.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time to finish what is running when told to stop; what is not done by then is released. The worker is gone within
    /// ten seconds more.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Workers that may die over a job before it fails. Parsing happens in children, so a dead worker is rarely the document's
    /// doing; but a document that ends every worker must not go round for ever.</summary>
    public int LostWorkers { get; init; } = 8;

    /// <summary>Starts of a document whose child died by itself before it fails; from the second on it is alone in quarantine.</summary>
    public int Crashes { get; init; } = 3;

    /// <summary>How often a service looks for files whose jobs were lost.</summary>
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a service keeps index.jsonl and index.html up to date: every manifest is read for it.</summary>
    public bool Index { get; init; } = true;

    /// <summary>Port of the health and metrics endpoints; 0: none.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>An OpenTelemetry collector (OTLP over gRPC) for metrics and traces; null: none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The address they listen on: loopback, or a pod's own.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public ChildLimits Fast { get; init; } = ChildLimits.Fast;

    public ChildLimits Slow { get; init; } = ChildLimits.Slow;

    /// <summary>"Development" allows a connection string and makes missing queues and containers.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>Set: queue, sources, ledger and results lie in Azure Storage. Null: in the embedded database and folders.</summary>
    public AzureSettings? Azure { get; init; }

    /// <summary>For the tests that kill: children that do what a faulty document says.</summary>
    public bool FaultyChildren { get; init; }

    public EngineOptions EngineOptions => new(MobileNumbers, MaxErrorRate);

    public int SlotCount => Slots > 0 ? Slots : System.Environment.ProcessorCount;

    public string StatePath => State ?? Path.Combine(Out, ".state", "pipeline.db");
}
