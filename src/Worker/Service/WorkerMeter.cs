using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Worker.Service;

/// <summary>What the worker counts. Labels are codes, stages and lanes: never a name, an id or text.</summary>
public static class WorkerMeter
{
    public const string Name = "worker";

    private static readonly Meter Meter = new(Name);

    /// <summary>One span a job, child of the producer's, whose traceparent the message carries.</summary>
    public static readonly ActivitySource Traces = new(Name);

    public static readonly Counter<long> Received = Meter.CreateCounter<long>("jobs.received");
    public static readonly Counter<long> Completed = Meter.CreateCounter<long>("jobs.completed");
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("jobs.failed");
    public static readonly Counter<long> Released = Meter.CreateCounter<long>("jobs.released");
    public static readonly Counter<long> Redelivered = Meter.CreateCounter<long>("jobs.redelivered");
    public static readonly Counter<long> Parked = Meter.CreateCounter<long>("jobs.parked");
    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("job.duration", "s");
    public static readonly Counter<long> LeaseRenewalsFailed = Meter.CreateCounter<long>("lease.renewals.failed");
    public static readonly Counter<long> LeasesLost = Meter.CreateCounter<long>("lease.lost");
    public static readonly Counter<long> ChildrenDied = Meter.CreateCounter<long>("child.died");
    public static readonly Histogram<long> ChildPeak = Meter.CreateHistogram<long>("child.rss_peak", "By");
    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("output.conflict");
    public static readonly Counter<long> StorageFailures = Meter.CreateCounter<long>("storage.failures");
    public static readonly Counter<long> StorageRetries = Meter.CreateCounter<long>("storage.retries");
    public static readonly UpDownCounter<long> BusySlots = Meter.CreateUpDownCounter<long>("slots.busy");
}
