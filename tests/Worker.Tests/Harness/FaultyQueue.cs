using Worker.Jobs;

namespace Worker.Tests.Harness;

/// <summary>A queue whose receives or renewals fail as the test says.</summary>
internal sealed class FaultyQueue(IJobQueue inner) : IJobQueue
{
    private int _failures;

    /// <summary>Thrown by every receive; null: none.</summary>
    public Func<Exception>? Fault { get; set; }

    /// <summary>Thrown by every renewal; null: none.</summary>
    public Func<Exception>? RenewalFault { get; set; }

    public int Failures => _failures;

    public Task<IReadOnlyList<JobLease>> ReceiveAsync(Lane lane, int max, CancellationToken stop)
    {
        if (Fault is not { } fault) return inner.ReceiveAsync(lane, max, stop);
        Interlocked.Increment(ref _failures);
        throw fault();
    }

    public Task EnqueueAsync(IReadOnlyList<JobMessage> jobs, CancellationToken stop) => inner.EnqueueAsync(jobs, stop);

    public Task<bool> UpdateAsync(JobLease lease, JobMessage job, CancellationToken stop) => inner.UpdateAsync(lease, job, stop);

    public bool Renew(JobLease lease)
    {
        if (RenewalFault is not { } fault) return inner.Renew(lease);
        Interlocked.Increment(ref _failures);
        throw fault();
    }

    public Task<bool> CompleteAsync(JobLease lease, CancellationToken stop) => inner.CompleteAsync(lease, stop);

    public Task<bool> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay, CancellationToken stop) => inner.ReleaseAsync(lease, job, delay, stop);

    public Task<bool> ParkAsync(JobLease lease, PoisonEntry entry, CancellationToken stop) => inner.ParkAsync(lease, entry, stop);

    public Task<QueueDepth> CountAsync(CancellationToken stop) => inner.CountAsync(stop);

    public Task<IReadOnlyList<PoisonEntry>> ListPoisonAsync(int max, CancellationToken stop) => inner.ListPoisonAsync(max, stop);

    public Task RequeueAsync(PoisonEntry entry, JobMessage? job, CancellationToken stop) => inner.RequeueAsync(entry, job, stop);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
