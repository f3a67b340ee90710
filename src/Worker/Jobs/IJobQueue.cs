namespace Worker.Jobs;

/// <summary>One delivery of a job, ours until the lease ends. Renewing keeps it; everything else ends it.</summary>
public abstract class JobLease(string id, ReadOnlyMemory<byte> body, Lane lane, long receives)
{
    public string Id { get; } = id;

    /// <summary>The message as stored: a job, or what somebody else sent.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The lane it was taken from.</summary>
    public Lane Lane { get; } = lane;

    /// <summary>Deliveries so far, this one included; deploys and drains count too, so it is no count of failures.</summary>
    public long Receives { get; } = receives;
}

/// <param name="Ready">Waiting, by lane.</param>
/// <param name="Running">Leased or delayed.</param>
public sealed record QueueDepth(ImmutableArray<long> Ready, long Running, long Parked)
{
    public long Open => Ready.Sum() + Running;
}

/// <summary>A durable queue with leases, at least once. Every ending carries the lease's fence: after it was lost, it returns false.</summary>
public interface IJobQueue : IAsyncDisposable
{
    /// <summary>Adds jobs; returns when they are durable. A job whose id is in the queue already is left alone.</summary>
    Task EnqueueAsync(IReadOnlyList<JobMessage> jobs, CancellationToken stop);

    /// <summary>Takes up to <paramref name="max"/> jobs of one lane; empty at once if there are none.</summary>
    Task<IReadOnlyList<JobLease>> ReceiveAsync(Lane lane, int max, CancellationToken stop);

    /// <summary>Stores the message anew (its start mark) and renews the lease.</summary>
    Task<bool> UpdateAsync(JobLease lease, JobMessage job, CancellationToken stop);

    /// <summary>Renews the lease. Synchronous: it runs on a thread of its own, so that a busy thread pool loses no lease.</summary>
    bool Renew(JobLease lease);

    /// <summary>Done: the job goes.</summary>
    Task<bool> CompleteAsync(JobLease lease, CancellationToken stop);

    /// <summary>Not done: back into <see cref="JobMessage.Lane"/>, visible after <paramref name="delay"/>.</summary>
    Task<bool> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay, CancellationToken stop);

    /// <summary>Failed: into the poison queue, then away; at worst twice there, never in neither.</summary>
    Task<bool> ParkAsync(JobLease lease, PoisonEntry entry, CancellationToken stop);

    Task<QueueDepth> CountAsync(CancellationToken stop);

    Task<IReadOnlyList<PoisonEntry>> ListPoisonAsync(int max, CancellationToken stop);

    /// <summary>Puts a parked job back at the start of its life, or only drops the entry where <paramref name="job"/> is null.</summary>
    Task RequeueAsync(PoisonEntry entry, JobMessage? job, CancellationToken stop);
}
