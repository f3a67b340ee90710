namespace Worker.Service;

/// <summary>Whether storage fails just now, and how long intake pauses for it.</summary>
/// <remarks>The queue's failures end with its next answer. A job's failures end with a job that ends, or fade: what was released is
/// tried again within seconds, but perhaps by another worker.</remarks>
internal sealed class StorageTrouble(TimeProvider time)
{
    /// <summary>Longest pause of intake: work resumes within it once storage is back.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Without another failure for so long, those of jobs are over.</summary>
    private static readonly TimeSpan Fade = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private int _ofQueue, _ofJobs;
    private long _last;
    private string? _what;

    /// <summary>Failures in a row; 0 while storage works.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _ofQueue + (time.GetElapsedTime(_last) < Fade ? _ofJobs : 0);
        }
    }

    /// <summary>What storage said last; null while it works.</summary>
    public string? What
    {
        get
        {
            lock (_lock) return Count > 0 ? _what : null;
        }
    }

    /// <summary>Doubles with every failure; with jitter, so that a fleet does not come back as one.</summary>
    public TimeSpan Pause
    {
        get
        {
            var seconds = Math.Min(0.25 * Math.Pow(2, Count), LongestPause.TotalSeconds);
            return TimeSpan.FromSeconds(seconds * (0.75 + Random.Shared.NextDouble() / 4));
        }
    }

    /// <returns>Failures in a row, this one included.</returns>
    public int QueueFailed(string what)
    {
        lock (_lock)
        {
            _ofQueue++;
            _what = what;
            return Count;
        }
    }

    public void QueueAnswered()
    {
        lock (_lock) _ofQueue = 0;
    }

    /// <returns>Failures in a row, this one included.</returns>
    public int JobFailed(string what)
    {
        lock (_lock)
        {
            // Long after the last one it is the first of a new trouble.
            _ofJobs = time.GetElapsedTime(_last) < Fade ? _ofJobs + 1 : 1;
            _last = time.GetTimestamp();
            _what = what;
            return Count;
        }
    }

    public void JobEnded()
    {
        lock (_lock) _ofJobs = 0;
    }
}
