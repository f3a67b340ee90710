namespace Normalizer.Codes;

/// <summary>The tree that the codes of one table form.</summary>
/// <param name="codes">Every code of the table, in any order, repeats allowed.</param>
public sealed class CodeTree(IEnumerable<string> codes)
{
    private readonly HashSet<string> known = [.. codes];

    /// <summary>The nearest code of the table that this one continues ("21015" for "2101501"); null for a root.</summary>
    public string? ParentOf(string code)
    {
        for (var length = code.Length - 1; length > 0; length--)
            if (known.Contains(code[..length])) return code[..length];
        return null;
    }

    /// <summary>Depth in the system's own digits; else depth among the table's codes, from 1.</summary>
    public int LevelOf(string code, string? system)
    {
        if (CodeSystem.Level(code, system) is { } level) return level;
        var depth = 1;
        for (var parent = ParentOf(code); parent is not null; parent = ParentOf(parent)) depth++;
        return depth;
    }
}
