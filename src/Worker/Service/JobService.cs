using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Worker.Children;
using Worker.Jobs;
using Worker.Sinks;

namespace Worker.Service;

/// <param name="StopWhenEmpty">True: the host stops when the queue is empty (a batch run). False: it waits for more (a service).</param>
public sealed record JobServiceMode(bool StopWhenEmpty);

/// <summary>The hosted worker: takes as many jobs as there are free slots, keeps suspects in their lanes, and ends cleanly.</summary>
internal sealed partial class JobService(
    IJobQueue queue, JobProcessor processor, IResultSink sink, ChildPool children, WorkerSettings settings, JobTally tally,
    JobServiceMode mode, IHostApplicationLifetime lifetime, ILogger<JobService> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause of intake while storage fails: work resumes within it once storage is back.</summary>
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    /// <summary>Storage failures in a row after which a batch run gives up; a service never does.</summary>
    private const int MaxFailuresOfBatch = 6;

    private readonly HashSet<Task> _running = [];
    private readonly int[] _busy = new int[Enum.GetValues<Lane>().Length];
    private int _storageFailures;

    /// <summary>Monotonic time of the last round; health looks at it.</summary>
    public long LastRound { get; private set; } = Stopwatch.GetTimestamp();

    public bool HasStarted { get; private set; }

    /// <summary>What storage last said, while it fails; null while it works.</summary>
    public string? StorageTrouble => Volatile.Read(ref _storageFailures) > 0 ? tally.StorageFailure : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the host does not wait for the first jobs.
        await Task.Yield();
        using var abandon = new CancellationTokenSource();
        try
        {
            await sink.SweepAsync(stoppingToken);
            HasStarted = true;
            await TakeJobsAsync(abandon.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopping(_running.Count);
        }
        // What runs may finish; at the end of the grace children are killed and their jobs released.
        abandon.CancelAfter(settings.Grace);
        await Task.WhenAll(_running);
        children.Dispose();
        if (mode.StopWhenEmpty) lifetime.StopApplication();
    }

    private async Task TakeJobsAsync(CancellationToken abandon, CancellationToken stop)
    {
        var poll = ShortestPoll;
        while (!stop.IsCancellationRequested)
        {
            LastRound = Stopwatch.GetTimestamp();
            _running.RemoveWhere(task => task.IsCompleted);
            if (FreeSpace.Shortage(settings) is { } shortage)
            {
                // What runs may finish; a batch ends and says why, a service waits for room.
                tally.StorageFailure = shortage;
                LogShortage(shortage);
                if (mode.StopWhenEmpty) return;
                await Task.Delay(LongestBackoff, stop);
                continue;
            }
            var taken = 0;
            try
            {
                foreach (var lane in Enum.GetValues<Lane>()) taken += await TakeAsync(lane, abandon, stop);
                if (taken == 0 && _running.Count == 0 && mode.StopWhenEmpty && (await queue.CountAsync(stop)).Open == 0) return;
            }
            catch (Exception failure) when (StorageFault.Is(failure))
            {
                NoteStorageFailure(failure);
            }
            if (_storageFailures > 0)
            {
                if (mode.StopWhenEmpty && _storageFailures >= MaxFailuresOfBatch) return;
                await Task.Delay(Backoff(), stop);
            }
            poll = taken > 0 ? ShortestPoll : TimeSpan.FromTicks(Math.Min(poll.Ticks * 3 / 2, LongestPoll.Ticks));
            await WaitAsync(taken > 0 ? TimeSpan.Zero : poll, stop);
        }
        stop.ThrowIfCancellationRequested();
    }

    private async Task<int> TakeAsync(Lane lane, CancellationToken abandon, CancellationToken stop)
    {
        var free = FreeSlots(lane);
        if (free <= 0) return 0;
        var leases = await queue.ReceiveAsync(lane, free, stop);
        foreach (var lease in leases)
        {
            WorkerMeter.Received.Add(1);
            WorkerMeter.BusySlots.Add(1, new KeyValuePair<string, object?>("lane", lane));
            lock (_busy) _busy[(int)lane]++;
            // Not cancelled by the host's stop but by the end of the grace.
            _running.Add(Task.Run(() => RunAsync(lease, abandon), CancellationToken.None));
        }
        return leases.Count;
    }

    /// <summary>Suspects hold a quarter of the slots at most (one at least), quarantine a single one.</summary>
    private int FreeSlots(Lane lane)
    {
        lock (_busy)
        {
            var free = settings.SlotCount - _busy.Sum();
            return lane switch
            {
                Lane.Slow => Math.Min(free, Math.Max(1, settings.SlotCount / 4) - _busy[(int)Lane.Slow]),
                Lane.Quarantine => Math.Min(free, 1 - _busy[(int)Lane.Quarantine]),
                _ => free,
            };
        }
    }

    private async Task RunAsync(JobLease lease, CancellationToken abandon)
    {
        try
        {
            var end = await processor.ProcessAsync(lease, abandon);
            Interlocked.Exchange(ref _storageFailures, 0);
            tally.Count(end);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            NoteStorageFailure(failure);
        }
        finally
        {
            WorkerMeter.BusySlots.Add(-1, new KeyValuePair<string, object?>("lane", lease.Lane));
            lock (_busy) _busy[(int)lease.Lane]--;
        }
    }

    private void NoteStorageFailure(Exception failure)
    {
        var count = Interlocked.Increment(ref _storageFailures);
        tally.StorageFailure = failure.Message;
        LogStorage(count, failure.GetType().Name, failure.Message);
    }

    private TimeSpan Backoff()
    {
        var seconds = Math.Min(0.25 * Math.Pow(2, _storageFailures), LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + Random.Shared.NextDouble() / 4));
    }

    /// <summary>Until a slot becomes free or the next poll is due; with no slot free a poll is of no use, but a sign of life is.</summary>
    private async Task WaitAsync(TimeSpan poll, CancellationToken stop)
    {
        if (_running.Count >= settings.SlotCount) poll = LongestPoll;
        if (poll > TimeSpan.Zero) await Task.WhenAny([.. _running, Task.Delay(poll, stop)]);
    }

    [LoggerMessage(LogLevel.Information, "stopping; {Running} jobs may finish")]
    private partial void LogStopping(int running);

    [LoggerMessage(LogLevel.Error, "no job is taken: {Reason}")]
    private partial void LogShortage(string reason);

    [LoggerMessage(LogLevel.Error, "storage failed {Count} times in a row: {Type}: {Reason}")]
    private partial void LogStorage(int count, string type, string reason);
}
