using System.Diagnostics;
using Worker.Jobs;

namespace Worker.Queues;

/// <summary>A queue in memory, with the same leases and fences: for tests of what stands on a queue, and the measure the durable ones are held to.</summary>
public sealed class MemoryJobQueue(QueueSettings settings) : IJobQueue
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _jobs = [];
    private readonly SortedDictionary<string, PoisonEntry> _poison = new(StringComparer.Ordinal);

    public Task EnqueueAsync(IReadOnlyList<JobMessage> jobs, CancellationToken stop)
    {
        lock (_lock)
            foreach (var job in jobs) Add(job);
        return Task.CompletedTask;
    }

    /// <summary>Puts in bytes as somebody else might send them.</summary>
    public void EnqueueRaw(string id, byte[] body)
    {
        lock (_lock) _jobs.Add(new() { Id = id, Body = body });
    }

    public Task<IReadOnlyList<JobLease>> ReceiveAsync(Lane lane, int max, CancellationToken stop)
    {
        lock (_lock)
        {
            var taken = _jobs.Where(job => job.Lane == lane && job.Visible <= Now).Take(max).ToArray();
            foreach (var job in taken)
            {
                job.Visible = Now + settings.Lease;
                job.Fence++;
                job.Receives++;
                job.Leased = true;
            }
            return Task.FromResult<IReadOnlyList<JobLease>>(
                [.. taken.Select(job => new MemoryLease(job.Id, job.Body, lane, job.Receives, job.Fence))]);
        }
    }

    public Task<bool> UpdateAsync(JobLease lease, JobMessage job, CancellationToken stop) => End(lease, held =>
    {
        held.Body = job.Write();
        held.Visible = Now + settings.Lease;
    });

    public bool Renew(JobLease lease) => End(lease, held => held.Visible = Now + settings.Lease).Result;

    public Task<bool> CompleteAsync(JobLease lease, CancellationToken stop) => End(lease, held => _jobs.Remove(held));

    public Task<bool> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay, CancellationToken stop) => End(lease, held =>
    {
        held.Body = job.Write();
        held.Lane = job.Lane;
        held.Visible = Now + delay;
        held.Leased = false;
        held.Fence++;
    });

    public Task<bool> ParkAsync(JobLease lease, PoisonEntry entry, CancellationToken stop) => End(lease, held =>
    {
        _poison[entry.Id] = entry;
        _jobs.Remove(held);
    });

    public Task<QueueDepth> CountAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            var ready = Enum.GetValues<Lane>().Select(lane => _jobs.LongCount(job => job.Lane == lane && !job.Leased && job.Visible <= Now));
            ImmutableArray<long> counts = [.. ready];
            return Task.FromResult(new QueueDepth(counts, _jobs.Count - counts.Sum(), _poison.Count));
        }
    }

    public Task<IReadOnlyList<PoisonEntry>> ListPoisonAsync(int max, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<PoisonEntry>>([.. _poison.Values.Take(max)]);
    }

    public Task RequeueAsync(PoisonEntry entry, JobMessage? job, CancellationToken stop)
    {
        lock (_lock)
        {
            if (job is not null) Add(job);
            _poison.Remove(entry.Id);
            return Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    private void Add(JobMessage job)
    {
        if (_jobs.All(other => other.Id != job.Id)) _jobs.Add(new() { Id = job.Id, Body = job.Write(), Lane = job.Lane });
    }

    private Task<bool> End(JobLease lease, Action<Entry> change)
    {
        lock (_lock)
        {
            var held = _jobs.Find(job => job.Id == lease.Id && job.Fence == ((MemoryLease)lease).Fence);
            if (held is not null) change(held);
            return Task.FromResult(held is not null);
        }
    }

    private sealed class Entry
    {
        public required string Id { get; init; }
        public required byte[] Body { get; set; }
        public Lane Lane { get; set; }
        public TimeSpan Visible { get; set; }
        public long Fence { get; set; }
        public long Receives { get; set; }
        public bool Leased { get; set; }
    }

    private sealed class MemoryLease(string id, byte[] body, Lane lane, long receives, long fence) : JobLease(id, body, lane, receives)
    {
        public long Fence { get; } = fence;
    }
}
