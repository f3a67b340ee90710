using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Worker.Sinks;

namespace Worker.Service;

/// <summary>Keeps the index of a service's folder up to date: anew whenever work pauses, and once more at the end.</summary>
/// <remarks>A rebuild reads every manifest, so a service under steady load does it rarely, and one with very many results not at all
/// (<see cref="WorkerSettings.Index"/>).</remarks>
internal sealed class IndexKeeper(IndexWriter index, JobTally tally, ILogger<IndexKeeper> logger) : BackgroundService
{
    /// <summary>Without a job ended for so long, work pauses.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The index of a service that never pauses is at most about this old.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    private int _written;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, at) = (0, Stopwatch.GetTimestamp());
        try
        {
            while (true)
            {
                await Task.Delay(Pause, stoppingToken);
                var ended = tally.Ended;
                if (ended != _written && (ended == seen || Stopwatch.GetElapsedTime(at) > Oldest))
                {
                    await WriteAsync(ended, stoppingToken);
                    at = Stopwatch.GetTimestamp();
                }
                seen = ended;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Registered before the worker, so ended after it: nothing runs any more.
            if (tally.Ended != _written) await WriteAsync(tally.Ended, CancellationToken.None);
        }
    }

    private async Task WriteAsync(int ended, CancellationToken stop)
    {
        try
        {
            var entries = await index.WriteAsync(stop);
            _written = ended;
            // Every entry was in memory: without this the worker stays as large as its largest index.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            logger.IndexWritten(entries.Length);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            // A view only; the next round tries again.
            logger.IndexNotWritten(failure.GetType().Name, failure.Message);
        }
    }
}
