namespace Worker.Children;

/// <summary>What one document may take. Two sets are in use: a first try in the fast lane, a larger second one in the slow lane.</summary>
/// <param name="Wall">Time from the first byte sent to the last byte back.</param>
/// <param name="MemoryBytes">Resident memory of the child; the managed heap ends a little earlier.</param>
/// <param name="OutputBytes">All parts together.</param>
public sealed record ChildLimits(TimeSpan Wall, long MemoryBytes, long OutputBytes)
{
    public static ChildLimits Fast { get; } = new(TimeSpan.FromSeconds(60), 1L << 30, 256L << 20);

    public static ChildLimits Slow { get; } = new(TimeSpan.FromMinutes(10), 2L << 30, 512L << 20);
}
