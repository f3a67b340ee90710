namespace Worker.Children;

/// <summary>What one document may take. Two sets are in use: a first try in the fast lane, a larger second one in the slow lane.</summary>
public sealed record ChildLimits
{
    /// <summary>Processor time of the child for this document: a busy machine makes no document fail that an idle one reads.</summary>
    public TimeSpan Cpu { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time from the first byte sent to the last byte back, for what waits without working: a hang.</summary>
    public TimeSpan Wall { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Resident memory of the child; the managed heap ends a little earlier.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>All parts together.</summary>
    public long OutputBytes { get; init; } = 256L << 20;

    public static ChildLimits Fast => new();

    public static ChildLimits Slow => new()
    {
        Cpu = TimeSpan.FromMinutes(10), Wall = TimeSpan.FromMinutes(30), MemoryBytes = 2L << 30, OutputBytes = 512L << 20,
    };
}
