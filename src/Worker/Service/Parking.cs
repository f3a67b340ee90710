using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Normalizer.Privacy;
using Worker.Jobs;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;
using Worker.Sinks;

namespace Worker.Service;

/// <summary>Why a document failed, with what an operator wants to know.</summary>
/// <param name="Started">Monotonic time of the attempt's begin.</param>
/// <param name="Attempts">Tries that the document itself brought to nothing.</param>
internal sealed record Failure(
    string Stage, string Code, string Message, long Started, int Attempts = 1, int? ExitCode = null, long? PeakBytes = null, string? StderrTail = null)
{
    public const string SourceStage = "source";
    public const string ReadStage = "extract";
}

/// <summary>Ends what cannot be worked off: failure record and manifest, ledger, poison queue, and only then the message goes.</summary>
internal sealed class Parking(
    IJobQueue queue, ILedger ledger, IResultSink sink, EngineInfo engine, TimeProvider time, ILogger<Parking> logger)
{
    /// <summary>A document that failed for good.</summary>
    /// <param name="length">Null where there was no content to read.</param>
    public async Task<JobEnd> FailAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, long? length, Failure failure)
    {
        await WriteAsync(key, job.Source, length, failure, held.Lost);
        return await ParkAsync(held, job, key, failure);
    }

    /// <summary>A document whose failure is on record: ledger and poison queue may not know yet.</summary>
    public async Task<JobEnd> ParkAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key, Failure failure)
    {
        await ledger.SettleAsync(job.Id, key.ToString(), held.Lost);
        FaultPoint.Hit("before-park");
        var entry = new PoisonEntry(job.Id, failure.Code, failure.Stage, Masked(failure.Message), engine.Fingerprint, failure.Attempts,
            failure.ExitCode, failure.PeakBytes, Stopwatch.GetElapsedTime(failure.Started).TotalSeconds, time.GetUtcNow(),
            failure.StderrTail is null ? null : Masked(failure.StderrTail), key.ToString(), Encoding.UTF8.GetString(job.Write()));
        if (!await queue.ParkAsync(held.Lease, entry, held.Lost)) return new(JobEnding.Lost);
        WorkerMeter.Failed.Add(1, new KeyValuePair<string, object?>("code", failure.Code));
        WorkerMeter.Parked.Add(1);
        return new(JobEnding.Failed, failure.Code, key);
    }

    /// <summary>Records the failure of a file that never becomes a job: its name does not even fit into a message.</summary>
    public async Task<ResultKey> RefuseAsync(SourceReference source, DocumentRejectedException refusal, CancellationToken stop)
    {
        var key = ResultKey.WithoutContent(source, engine.Fingerprint);
        await WriteAsync(key, source, null, new(Failure.SourceStage, refusal.Code, refusal.Message, Stopwatch.GetTimestamp()), stop);
        return key;
    }

    /// <summary>Two attempts at one key made different bytes. That is a defect of the engine, and a person must look.</summary>
    public async Task<JobEnd> ConflictAsync(LeaseKeeper.Held held, JobMessage job, ResultKey key)
    {
        WorkerMeter.Conflicts.Add(1);
        logger.Conflict(job.Id, key.Hash);
        var entry = new PoisonEntry(job.Id, "output.conflict", "write", "Two attempts gave different results; both are kept.",
            engine.Fingerprint, Math.Max(1, job.Attempts.Length), null, null, 0, time.GetUtcNow(), null, null, Encoding.UTF8.GetString(job.Write()));
        await queue.ParkAsync(held.Lease, entry, held.Lost);
        return new(JobEnding.Parked, "output.conflict", key);
    }

    /// <summary>A message that is no job is parked with its raw bytes.</summary>
    public async Task<JobEnd> RefuseMessageAsync(JobLease lease, MessageRefusedException refusal, CancellationToken stop)
    {
        var body = System.Text.Unicode.Utf8.IsValid(lease.Body.Span) ? Encoding.UTF8.GetString(lease.Body.Span) : Convert.ToBase64String(lease.Body.Span);
        var entry = new PoisonEntry(lease.Id, refusal.Code, "receive", refusal.Message, engine.Fingerprint, 1, null, null, 0,
            time.GetUtcNow(), null, null, body);
        if (!await queue.ParkAsync(lease, entry, stop)) return new(JobEnding.Lost);
        WorkerMeter.Parked.Add(1);
        logger.MessageParked(lease.Id, refusal.Code);
        return new(JobEnding.Parked, refusal.Code);
    }

    private async Task WriteAsync(ResultKey key, SourceReference source, long? length, Failure failure, CancellationToken stop)
    {
        var record = new FailureRecord(
            Masked(source.FileName), length is null ? null : key.Hash, length, failure.Code, failure.Stage, Masked(failure.Message));
        OutputFile[] files = [record.ToFile(engine)];
        files = [.. files, Manifest.Of(IndexEntry.Of(record, engine, key.Folder), engine, files).ToFile()];
        // Another attempt may have failed otherwise (a time-out here, a crash there) or not at all: the first record stands.
        if (await sink.WriteAsync(key, files, stop) == WriteOutcome.Conflict) WorkerMeter.Conflicts.Add(1);
    }

    /// <summary>Records of failures go to operators, and never hold a person's number, whatever the setting for results.</summary>
    private static string Masked(string text) => MobileNumber.Apply(text, MobileNumberRule.Mask);
}
