using Worker.Output;
using Worker.Sinks;

namespace Worker.Tests.Harness;

/// <summary>A sink whose writes fail as the test says, until it says nothing any more.</summary>
internal sealed class FaultySink(IResultSink inner) : IResultSink
{
    private int _failures;

    /// <summary>Thrown by every write, and by the sweep of the start; null: none.</summary>
    public Func<Exception>? Fault { get; set; }

    public int Failures => _failures;

    public Task<byte[]?> ReadManifestAsync(ResultKey key, CancellationToken stop) => inner.ReadManifestAsync(key, stop);

    public Task<byte[]?> ReadPartAsync(ResultKey key, string name, CancellationToken stop) => inner.ReadPartAsync(key, name, stop);

    public Task<WriteOutcome> WriteAsync(ResultKey key, IReadOnlyList<OutputFile> files, CancellationToken stop)
    {
        if (Fault is not { } fault) return inner.WriteAsync(key, files, stop);
        Interlocked.Increment(ref _failures);
        throw fault();
    }

    public IAsyncEnumerable<ResultKey> ListAsync(CancellationToken stop) => inner.ListAsync(stop);

    public Task WithdrawFailureAsync(ResultKey key, CancellationToken stop) => inner.WithdrawFailureAsync(key, stop);

    public Task SweepAsync(CancellationToken stop) => Fault is { } fault ? throw fault() : inner.SweepAsync(stop);
}
