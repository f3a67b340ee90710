using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Worker.Jobs;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;
using Worker.Sinks;

namespace Worker.Service;

/// <summary>Where every file that was ever fed stands. "Nothing is lost" is the equation Files = Done + Failed + Open, with
/// Missing = 0 among the open.</summary>
/// <param name="Open">Files without a result.</param>
/// <param name="Missing">Jobs of open files that the queue does not hold: lost there, and to be sent again.</param>
public sealed record LedgerState(long Files, long Done, long Failed, long Open, long Missing, QueueDepth Queue)
{
    public bool Holds => Missing == 0 && Files == Done + Failed + Open;
}

/// <summary>Compares ledger, results and queue, and sends again what a queue has lost: its time to live, a purge, a crash of the store.</summary>
/// <remarks>A job sent twice is harmless: its result is found under its key. So this waits only until the queue is empty,
/// where a file without a result can be nowhere else.</remarks>
internal sealed class Reconciler(
    IJobQueue queue, ILedger ledger, IResultSink sink, EngineInfo engine, WorkerSettings settings, ILogger<Reconciler> logger) : BackgroundService
{
    private const int Batch = 1000;

    public async Task<LedgerState> StateAsync(CancellationToken stop)
    {
        long files = 0, done = 0, failed = 0, open = 0;
        var openJobs = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in ledger.ReadAsync(null, stop))
        {
            files++;
            var manifest = entry.Result is { } key ? await sink.ReadManifestAsync(ResultKey.Parse(key), stop) : null;
            if (manifest is null)
            {
                open++;
                openJobs.Add(entry.Job);
            }
            else if (Manifest.Parse(manifest).Entry.Outcome == IndexEntry.Failed) failed++;
            else done++;
        }
        var depth = await queue.CountAsync(stop);
        return new(files, done, failed, open, Math.Max(0, openJobs.Count - depth.Open), depth);
    }

    /// <summary>Sends again every open file's job if the queue is empty.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> ResendAsync(CancellationToken stop)
    {
        if ((await queue.CountAsync(stop)).Open > 0) return 0;
        var jobs = new Dictionary<string, JobMessage>(StringComparer.Ordinal);
        await foreach (var entry in ledger.ReadAsync(null, stop))
        {
            if (entry.Result is { } key && await sink.ReadManifestAsync(ResultKey.Parse(key), stop) is not null) continue;
            var source = new SourceReference(entry.Root, entry.Name, null, entry.Bytes);
            // The ledger's job id, not a new one: files of equal content share it.
            jobs.TryAdd(entry.Job, JobMessage.For(source, entry.Sha256, engine.Fingerprint) with { Id = entry.Job });
        }
        // Above the high-water mark the rest waits for the next round.
        var sent = jobs.Values.Take(settings.HighWater > 0 ? settings.HighWater : int.MaxValue).ToArray();
        foreach (var batch in sent.Chunk(Batch)) await queue.EnqueueAsync(batch, stop);
        return sent.Length;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = await ResendAsync(stoppingToken);
                if (sent > 0) logger.Resent(sent);
                await Task.Delay(settings.ReconcileEvery, stoppingToken);
            }
            catch (Exception failure) when (StorageFault.Is(failure))
            {
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
