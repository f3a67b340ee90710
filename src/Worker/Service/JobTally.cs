namespace Worker.Service;

/// <summary>How many jobs ended how, for the progress display and the summary of a run.</summary>
public sealed class JobTally
{
    private int _ended, _failed, _retried;

    public int Ended => _ended;

    public int Failed => _failed;

    public int Retried => _retried;

    /// <summary>The last storage failure, in plain words; null if there was none.</summary>
    public string? StorageFailure { get; set; }

    public void Count(JobEnd end)
    {
        if (end.Ending is JobEnding.Done or JobEnding.AlreadyDone or JobEnding.Failed or JobEnding.Parked) Interlocked.Increment(ref _ended);
        if (end.Ending is JobEnding.Failed or JobEnding.Parked) Interlocked.Increment(ref _failed);
        if (end.Ending is JobEnding.Released or JobEnding.Lost) Interlocked.Increment(ref _retried);
    }
}
