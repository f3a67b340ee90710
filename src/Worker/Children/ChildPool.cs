using System.Collections.Concurrent;

namespace Worker.Children;

/// <summary>Keeps children at hand: each works one document at a time, and is replaced when it died, grew or has done its share.</summary>
internal sealed class ChildPool(ChildCommandLine commandLine) : IDisposable
{
    private readonly ChildStarter _starter = new(commandLine);

    /// <summary>Documents after which a child is replaced whatever its memory: a leak too slow to see ends here.</summary>
    /// <remarks>A fresh child compiles its code again for about a second of processor time; at 2,000 that is no cost.</remarks>
    private const int MaxDocuments = 2000;

    /// <summary>Growth over its first document at which a child is replaced, as a factor and at least in bytes.</summary>
    private const double MaxGrowth = 1.5;
    private const long MinGrowthBytes = 192L << 20;

    private readonly ConcurrentBag<ChildProcess> _idle = [];
    private readonly ConcurrentDictionary<ChildProcess, bool> _busy = new();
    private bool _disposed;

    /// <summary>Starts children ahead of the first documents.</summary>
    public void Warm(int count, ChildLimits limits)
    {
        for (var i = 0; i < count; i++) _idle.Add(_starter.Start(limits));
    }

    /// <summary>Works one document off in a child. Blocks the calling thread.</summary>
    public ChildOutcome Run(string fileName, Stream content, long length, ChildLimits limits, CancellationToken stop)
    {
        var child = Take(limits);
        _busy[child] = true;
        try
        {
            var outcome = child.Run(fileName, content, length, limits, stop);
            if (outcome is Died || !IsFit(child) || _disposed) Replace(child, outcome is Died ? limits : null);
            else _idle.Add(child);
            return outcome;
        }
        catch
        {
            // Reading the source failed in mid-document: the child waits for bytes that will not come.
            Replace(child, null);
            throw;
        }
        finally
        {
            _busy.TryRemove(child, out _);
        }
    }

    /// <summary>Ends all children, busy ones too. May be called again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        foreach (var child in _busy.Keys) child.Kill(Death.Stopped);
        while (_idle.TryTake(out var child)) child.Dispose();
        _starter.Dispose();
    }

    private ChildProcess Take(ChildLimits limits)
    {
        while (_idle.TryTake(out var child))
        {
            if (child.Allows(limits) && !child.HasExited) return child;
            child.Dispose();
        }
        return _starter.Start(limits);
    }

    private static bool IsFit(ChildProcess child) =>
        child.Documents < MaxDocuments && child.ResidentBytes < Math.Max(child.BaseBytes * MaxGrowth, child.BaseBytes + MinGrowthBytes);

    private void Replace(ChildProcess child, ChildLimits? spare)
    {
        // The next document need not wait for the start.
        if (spare is not null && !_disposed) _idle.Add(_starter.Start(spare));
        child.Dispose();
    }
}
