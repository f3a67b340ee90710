namespace Worker.Queues;

/// <param name="Lease">How long a job is ours without renewal.</param>
public sealed record QueueSettings(TimeSpan Lease)
{
    public static QueueSettings Default { get; } = new(TimeSpan.FromSeconds(60));
}
