using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Worker.Children;
using Worker.Jobs;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Service;

/// <summary>How one delivery ended.</summary>
/// <param name="Key">Where the result lies, if there is one.</param>
public sealed record JobEnd(JobEnding Ending, string? Code = null, ResultKey? Key = null);

/// <summary>Lost: somebody else has the job now; nothing was written.</summary>
public enum JobEnding { Done, AlreadyDone, Failed, Parked, Released, Lost }

/// <summary>One job from its message to its result. Everything may be repeated after a crash at any point: parts, manifest, ledger,
/// and only then the message goes.</summary>
internal sealed class JobProcessor(
    IJobQueue queue, ILedger ledger, ISourceStore sources, IResultSink sink, Parking parking, ChildPool children, LeaseKeeper leases,
    WorkerSettings settings, EngineInfo engine, TimeProvider time, ILogger<JobProcessor> logger)
{
    /// <summary>Dead workers after which a job runs alone.</summary>
    private const int LostWorkersToQuarantine = 3;

    private static readonly string Worker = $"{Environment.MachineName[..Math.Min(12, Environment.MachineName.Length)]}-{Environment.ProcessId}";

    /// <param name="stop">The worker must end: the job is released, and not counted as an attempt.</param>
    /// <exception cref="Exception">A <see cref="StorageFault"/>; the job was released if that was possible.</exception>
    public async Task<JobEnd> ProcessAsync(JobLease lease, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        JobMessage job;
        try
        {
            job = JobMessage.Read(lease.Body.Span);
        }
        catch (MessageRefusedException refusal)
        {
            return await parking.RefuseMessageAsync(lease, refusal, stop);
        }
        ActivityContext.TryParse(job.Trace, null, isRemote: true, out var producer);
        using var span = WorkerMeter.Traces.StartActivity("job", ActivityKind.Consumer, producer);
        using var held = leases.Hold(lease, stop);
        job = job with { Attempts = [.. job.Attempts.Select(attempt => attempt.End is null ? attempt with { End = "lost" } : attempt)] };
        try
        {
            var end = await WorkAsync(held, job, started);
            WorkerMeter.Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("ending", end.Ending));
            logger.Ended(job.Id, end.Ending, end.Code ?? "", Milliseconds(started));
            return end;
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested)
        {
            return held.IsLost ? new(JobEnding.Lost) : await ReleaseAsync(lease, job, TimeSpan.Zero);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            WorkerMeter.StorageFailures.Add(1);
            logger.OwnFailure(job.Id, failure.GetType().Name, failure.Message);
            // The attempt is taken back: it was our failure, not the document's.
            if (!held.IsLost) await TryReleaseAsync(lease, job);
            throw;
        }
    }

    private async Task<JobEnd> WorkAsync(LeaseKeeper.Held held, JobMessage job, long started)
    {
        var (lease, stop) = (held.Lease, held.Lost);
        FaultPoint.Hit("after-receive");
        var lost = Count(job, "lost");
        if (lost >= LostWorkersToQuarantine && lease.Lane != Lane.Quarantine && lost < settings.LostWorkers)
            return await MoveAsync(lease, job with { Lane = Lane.Quarantine }, stop);
        var marked = job with { Lane = lease.Lane, Attempts = job.Attempts.Add(new(Worker, time.GetUtcNow(), null)) };
        if (!await queue.UpdateAsync(lease, marked, stop)) return new(JobEnding.Lost);
        FaultPoint.Hit("after-start-mark");

        if (job.Sha256 is { } known && await DoneBeforeAsync(held, job, new(known, engine.Fingerprint)) is { } before) return before;
        ISourceContent content;
        try
        {
            content = await sources.OpenAsync(job.Source, stop);
        }
        catch (DocumentRejectedException refusal)
        {
            return await parking.FailAsync(held, job, ResultKey.WithoutContent(job.Source, engine.Fingerprint), null,
                new(Failure.SourceStage, refusal.Code, refusal.Message, started));
        }
        await using (content)
        {
            var opened = Stopwatch.GetTimestamp();
            var key = new ResultKey(await HashAsync(content, stop), engine.Fingerprint);
            logger.SourceStage(job.Id, content.Length, Milliseconds(opened));
            if (key.Hash != job.Sha256 && await DoneBeforeAsync(held, job, key) is { } done) return done;
            if (lost >= settings.LostWorkers)
                return await parking.FailAsync(held, job, key, content.Length,
                    new(Failure.ReadStage, "crash", $"The worker itself ended in each of {settings.LostWorkers} attempts.", started));
            if (content.Length > settings.MaxBytes)
                return await parking.FailAsync(held, job, key, content.Length, new(Failure.ReadStage, "limit.size",
                    $"The file has {content.Length} bytes; {settings.MaxBytes} are allowed.", started));
            return await ExtractAsync(held, job, key, content, started);
        }
    }

    private async Task<JobEnd> ExtractAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, ISourceContent content, long started)
    {
        var stop = held.Lost;
        var limits = held.Lease.Lane == Lane.Fast ? settings.Fast : settings.Slow;
        var given = Stopwatch.GetTimestamp();
        ChildOutcome outcome;
        await using (var stream = await content.OpenStreamAsync(stop))
            outcome = await Task.Factory.StartNew(
                () => children.Run(job.Source.FileName, stream, content.Length, limits, stop),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        FaultPoint.Hit("mid-child");
        WorkerMeter.ChildPeak.Record(outcome.PeakBytes);
        logger.ExtractStage(job.Id, outcome.GetType().Name, outcome.PeakBytes, Milliseconds(given));
        stop.ThrowIfCancellationRequested();
        switch (outcome)
        {
            case Extracted extracted when extracted.Sha256 == key.Hash:
                return await CompleteAsync(held, job, key, extracted);
            case Refused refused when refused.Sha256 == key.Hash:
                return await parking.FailAsync(held, job, key, content.Length,
                    new(Failure.ReadStage, refused.Code, refused.Message, started, PeakBytes: refused.PeakBytes));
            case Unable unable:
                // Another worker may have the part, and so may this one after it was mended.
                throw new InstallationException($"{unable.Code}: {unable.Message} `pipeline doctor` tells what this machine has.");
            case Died died:
                return await DiedAsync(held, job, key, content.Length, died, started);
            default:
                // Written to between hashing and reading: as if it had just come.
                return await MoveAsync(held.Lease, job with { Sha256 = null }, stop);
        }
    }

    private async Task<JobEnd> CompleteAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, Extracted extracted)
    {
        var begun = Stopwatch.GetTimestamp();
        var written = await sink.WriteAsync(key, extracted.Files, held.Lost);
        logger.WriteStage(job.Id, written, extracted.Files.Length, extracted.Files.Sum(file => (long)file.Content.Length), Milliseconds(begun));
        if (written == WriteOutcome.Conflict) return await parking.ConflictAsync(held, job, key);
        return await EndAsync(held, job, key, written == WriteOutcome.Equal ? JobEnding.AlreadyDone : JobEnding.Done, null);
    }

    private async Task<JobEnd> DiedAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, long length, Died died, long started)
    {
        WorkerMeter.ChildrenDied.Add(1, new KeyValuePair<string, object?>("reason", died.Death));
        logger.ChildDied(job.Id, died.Death, died.ExitCode, died.PeakBytes);
        // No exit code in the message: the record is the same whichever attempt writes it. The poison entry has it.
        var (end, message) = died.Death switch
        {
            Death.Timeout => ("timeout", $"Reading took more than {settings.Slow.Cpu.TotalSeconds:0} seconds of processor time."),
            Death.Memory => ("memory", $"Reading took more than {settings.Slow.MemoryBytes >> 20} MiB of memory."),
            Death.Output => ("limit.output", $"The result would be larger than {settings.Slow.OutputBytes >> 20} MiB."),
            _ => ("crash", $"The process that read the file ended by itself in each of {settings.Crashes} attempts."),
        };
        var tried = job with { Attempts = job.Attempts.Add(new(Worker, time.GetUtcNow(), end)) };
        var next = end switch
        {
            "crash" => Count(tried, "crash") < settings.Crashes ? Lane.Quarantine : (Lane?)null,
            "timeout" or "memory" => held.Lease.Lane == Lane.Fast ? Lane.Slow : null,
            _ => null,
        };
        if (next is { } lane) return await MoveAsync(held.Lease, tried with { Lane = lane }, held.Lost);
        return await parking.FailAsync(held, tried, key, length,
            new(Failure.ReadStage, end, message, started, Count(tried, end), died.ExitCode, died.PeakBytes, died.StderrTail));
    }

    private async Task<JobEnd?> DoneBeforeAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key)
    {
        if (await sink.ReadManifestAsync(key, held.Lost) is not { } bytes) return null;
        // A failure before this one may have died between its manifest and its place in the poison queue.
        if (Manifest.Parse(bytes).Entry is not { Outcome: IndexEntry.Failed, Reason: { } reason })
            return await EndAsync(held, job, key, JobEnding.AlreadyDone, null);
        return await parking.ParkAsync(held, job, key, new(Failure.ReadStage, reason.Code, reason.Message, Stopwatch.GetTimestamp()));
    }

    private async Task<JobEnd> EndAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, JobEnding ending, string? code)
    {
        await ledger.SettleAsync(job.Id, key.ToString(), held.Lost);
        FaultPoint.Hit("before-delete");
        if (!await queue.CompleteAsync(held.Lease, held.Lost)) return new(JobEnding.Lost);
        WorkerMeter.Completed.Add(1);
        return new(ending, code, key);
    }

    private async Task<JobEnd> MoveAsync(JobLease lease, JobMessage job, CancellationToken stop)
    {
        if (!await queue.ReleaseAsync(lease, job, TimeSpan.Zero, stop)) return new(JobEnding.Lost);
        WorkerMeter.Redelivered.Add(1);
        return new(JobEnding.Released);
    }

    private async Task<JobEnd> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        if (!await queue.ReleaseAsync(lease, job, delay, limit.Token)) return new(JobEnding.Lost);
        WorkerMeter.Released.Add(1);
        return new(JobEnding.Released);
    }

    private async Task TryReleaseAsync(JobLease lease, JobMessage job)
    {
        try
        {
            await ReleaseAsync(lease, job, TimeSpan.FromSeconds(2 + 3 * Random.Shared.NextDouble()));
        }
        catch (Exception failure) when (StorageFault.Is(failure) || failure is OperationCanceledException)
        {
            // The queue is away as well; the lease will end by itself.
        }
    }

    private static double Milliseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMilliseconds;

    private static int Count(JobMessage job, string end) => job.Attempts.Count(attempt => attempt.End == end);

    private static async Task<string> HashAsync(ISourceContent content, CancellationToken stop)
    {
        await using var stream = await content.OpenStreamAsync(stop);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }
}
