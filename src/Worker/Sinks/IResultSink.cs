using Worker.Output;

namespace Worker.Sinks;

/// <summary>How a write ended. Equal: another attempt had written the same bytes. Conflict: it had written others; both are kept,
/// the first stands, and somebody must look.</summary>
public enum WriteOutcome { Written, Equal, Conflict }

/// <summary>Keeps results. Everything is create-only; the manifest comes last, and readers look at nothing without one.</summary>
public interface IResultSink
{
    /// <summary>The manifest's bytes, or null if there is no result yet.</summary>
    Task<byte[]?> ReadManifestAsync(ResultKey key, CancellationToken stop);

    Task<byte[]?> ReadPartAsync(ResultKey key, string name, CancellationToken stop);

    /// <param name="files">The manifest is the last of them.</param>
    Task<WriteOutcome> WriteAsync(ResultKey key, IReadOnlyList<OutputFile> files, CancellationToken stop);

    /// <summary>The keys of all results, in ordinal order.</summary>
    IAsyncEnumerable<ResultKey> ListAsync(CancellationToken stop);

    /// <summary>Takes a failure's record away, so that the file may be tried again. A result is never taken away: then this does nothing.</summary>
    Task WithdrawFailureAsync(ResultKey key, CancellationToken stop);

    /// <summary>Removes what dead writers left half-written.</summary>
    Task SweepAsync(CancellationToken stop);
}
