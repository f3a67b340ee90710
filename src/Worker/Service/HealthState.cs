using System.Diagnostics;
using Worker.Jobs;
using Worker.Sinks;

namespace Worker.Service;

/// <summary>Whether the worker lives, has started, and can work. Each answer is null, or what is wrong in one line.</summary>
internal sealed class HealthState(JobService jobs, LeaseKeeper leases, IJobQueue queue, IResultSink sink, WorkerSettings settings)
{
    /// <summary>Rounds of the loops are a second apart at most; ten without one is a stuck thread.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StorageAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Not storage: an outage there must not restart every worker.</summary>
    public string? Live()
    {
        if (Stopwatch.GetElapsedTime(leases.LastRound) > Stuck) return "the lease keeper is stuck";
        return Stopwatch.GetElapsedTime(jobs.LastRound) > Stuck + settings.Fast.Wall ? "the dispatcher is stuck" : null;
    }

    public string? Started() => jobs.HasStarted ? null : "starting";

    public async Task<string?> ReadyAsync(CancellationToken stop)
    {
        if (jobs.StorageTrouble is { } trouble) return $"storage: {trouble}";
        if (FreeSpace.Shortage(settings) is { } shortage) return $"storage: {shortage}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StorageAnswer);
        try
        {
            await queue.CountAsync(limit.Token);
            await sink.ReadManifestAsync(new(new('0', 64), "health"), limit.Token);
            return null;
        }
        catch (Exception failure) when (StorageFault.Is(failure) || failure is OperationCanceledException)
        {
            return $"storage: {failure.GetType().Name}";
        }
    }
}
