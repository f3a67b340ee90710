using Microsoft.Extensions.Logging;
using Worker.Children;
using Worker.Sinks;

namespace Worker.Service;

/// <summary>Every line the service logs: ids, counts and times, never a name or a word of a document.</summary>
/// <remarks>All in one class: the generator behind <see cref="LoggerMessageAttribute"/> writes several classes in an order that
/// changes from build to build, and the engine's fingerprint covers this assembly.</remarks>
internal static partial class WorkerLog
{
    [LoggerMessage(LogLevel.Information, "job {Job} source: {Bytes} bytes in {Milliseconds:0} ms")]
    public static partial void SourceStage(this ILogger logger, string job, long bytes, double milliseconds);

    [LoggerMessage(LogLevel.Information, "job {Job} extract: {Outcome}, peak {PeakBytes} bytes, in {Milliseconds:0} ms")]
    public static partial void ExtractStage(this ILogger logger, string job, string outcome, long peakBytes, double milliseconds);

    [LoggerMessage(LogLevel.Information, "job {Job} write: {Outcome}, {Files} files, {Bytes} bytes in {Milliseconds:0} ms")]
    public static partial void WriteStage(this ILogger logger, string job, WriteOutcome outcome, int files, long bytes, double milliseconds);

    [LoggerMessage(LogLevel.Information, "job {Job} ended: {Ending} {Code} in {Milliseconds:0} ms")]
    public static partial void Ended(this ILogger logger, string job, JobEnding ending, string code, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "job {Job}: child died: {Death}, exit code {ExitCode}, peak {PeakBytes} bytes")]
    public static partial void ChildDied(this ILogger logger, string job, Death death, int? exitCode, long peakBytes);

    [LoggerMessage(LogLevel.Error, "job {Job}: our own failure: {Type}: {Reason}")]
    public static partial void OwnFailure(this ILogger logger, string job, string type, string reason);

    [LoggerMessage(LogLevel.Critical, "job {Job}: two attempts gave different results for {Hash}; both are kept")]
    public static partial void Conflict(this ILogger logger, string job, string hash);

    [LoggerMessage(LogLevel.Warning, "message {Message} parked: {Code}")]
    public static partial void MessageParked(this ILogger logger, string message, string code);

    [LoggerMessage(LogLevel.Warning, "{Count} jobs had no result and were in no queue; sent again")]
    public static partial void Resent(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Information, "stopping; {Running} jobs may finish")]
    public static partial void Stopping(this ILogger logger, int running);

    [LoggerMessage(LogLevel.Error, "no job is taken: {Reason}")]
    public static partial void NoRoom(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "storage failed {Count} times in a row: {Type}: {Reason}")]
    public static partial void StorageFailed(this ILogger logger, int count, string type, string reason);

    /// <summary>Without the exception's message, which may quote a document.</summary>
    [LoggerMessage(LogLevel.Critical, "defect: {Type} at {Trace}")]
    public static partial void Defect(this ILogger logger, string type, string? trace);

    [LoggerMessage(LogLevel.Information, "index written: {Documents} documents")]
    public static partial void IndexWritten(this ILogger logger, int documents);

    [LoggerMessage(LogLevel.Error, "index not written: {Type}: {Reason}")]
    public static partial void IndexNotWritten(this ILogger logger, string type, string reason);
}
