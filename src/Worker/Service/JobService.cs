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
internal sealed class JobService(
    IJobQueue queue, JobProcessor processor, IResultSink sink, ChildPool children, WorkerSettings settings, JobTally tally,
    JobServiceMode mode, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<JobService> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>How often room for results is looked for while there is none.</summary>
    private static readonly TimeSpan RoomPoll = TimeSpan.FromSeconds(5);

    /// <summary>Jobs of the fast lane after which one suspect has its turn: a queue that is never empty must not starve them.</summary>
    private const int FastInARow = 20;

    /// <summary>Storage failures in a row after which a batch run gives up; a service never does.</summary>
    private const int MaxFailuresOfBatch = 6;

    private readonly HashSet<Task> _running = [];
    private readonly int[] _busy = new int[Enum.GetValues<Lane>().Length];
    private readonly StorageTrouble _trouble = new(time);
    private int _fastInARow;

    /// <summary>Monotonic time of the last round; health looks at it.</summary>
    public long LastRound { get; private set; } = Stopwatch.GetTimestamp();

    public bool HasStarted { get; private set; }

    /// <summary>What storage last said, while it fails; null while it works.</summary>
    public string? StorageTrouble => _trouble.What;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the host does not wait for the first jobs.
        await Task.Yield();
        using var abandon = new CancellationTokenSource();
        try
        {
            await SweepAsync(stoppingToken);
            HasStarted = true;
            await TakeJobsAsync(abandon.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.Stopping(_running.Count);
        }
        // What runs may finish; at the end of the grace children are killed and their jobs released.
        abandon.CancelAfter(settings.Grace);
        await Task.WhenAll(_running);
        children.Dispose();
        if (mode.StopWhenEmpty) lifetime.StopApplication();
    }

    /// <summary>What dead writers left can stay where it is if storage is in trouble from the start.</summary>
    private async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await sink.SweepAsync(stop);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            Note(failure, _trouble.JobFailed(failure.Message));
        }
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
                logger.NoRoom(shortage);
                if (mode.StopWhenEmpty) return;
                await Task.Delay(RoomPoll, stop);
                continue;
            }
            var taken = 0;
            try
            {
                taken += await TakeSuspectAsync(abandon, stop);
                foreach (var lane in Enum.GetValues<Lane>()) taken += await TakeAsync(lane, FreeSlots(lane), abandon, stop);
                if (taken == 0 && _running.Count == 0 && mode.StopWhenEmpty && (await queue.CountAsync(stop)).Open == 0) return;
            }
            catch (Exception failure) when (StorageFault.Is(failure))
            {
                Note(failure, _trouble.QueueFailed(failure.Message));
            }
            if (_trouble.Count is > 0 and var failures)
            {
                if (mode.StopWhenEmpty && failures >= MaxFailuresOfBatch) return;
                await Task.Delay(_trouble.Pause, stop);
            }
            poll = taken > 0 ? ShortestPoll : TimeSpan.FromTicks(Math.Min(poll.Ticks * 3 / 2, LongestPoll.Ticks));
            await WaitAsync(taken > 0 ? TimeSpan.Zero : poll, stop);
        }
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>One suspect before the next fast jobs, if it is their turn.</summary>
    private async Task<int> TakeSuspectAsync(CancellationToken abandon, CancellationToken stop)
    {
        if (_fastInARow < FastInARow || FreeSlots(Lane.Fast) <= 0) return 0;
        _fastInARow = 0;
        foreach (var lane in new[] { Lane.Quarantine, Lane.Slow })
            if (await TakeAsync(lane, Math.Min(1, FreeSlots(lane)), abandon, stop) is > 0 and var taken) return taken;
        return 0;
    }

    private async Task<int> TakeAsync(Lane lane, int most, CancellationToken abandon, CancellationToken stop)
    {
        if (most <= 0) return 0;
        var leases = await queue.ReceiveAsync(lane, most, stop);
        _trouble.QueueAnswered();
        if (lane == Lane.Fast) _fastInARow += leases.Count;
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
            _trouble.JobEnded();
            tally.Count(end);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            Note(failure, _trouble.JobFailed(failure.Message));
        }
#pragma warning disable CA1031 // A defect of ours costs this delivery only; the job comes back when its lease ends, as after a dead worker.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            logger.Defect(defect.GetType().Name, defect.StackTrace);
        }
        finally
        {
            WorkerMeter.BusySlots.Add(-1, new KeyValuePair<string, object?>("lane", lease.Lane));
            lock (_busy) _busy[(int)lease.Lane]--;
        }
    }

    private void Note(Exception failure, int inARow)
    {
        tally.StorageFailure = failure.Message;
        logger.StorageFailed(inARow, failure.GetType().Name, failure.Message);
    }

    /// <summary>Until a slot becomes free or the next poll is due; with no slot free a poll is of no use, but a sign of life is.</summary>
    private async Task WaitAsync(TimeSpan poll, CancellationToken stop)
    {
        if (_running.Count >= settings.SlotCount) poll = LongestPoll;
        if (poll > TimeSpan.Zero) await Task.WhenAny([.. _running, Task.Delay(poll, stop)]);
    }
}
