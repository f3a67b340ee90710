using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>What the undamaged cells of one column look like; what a damaged one is measured by.</summary>
/// <param name="CodeLengths">Lengths of its cells that are nothing but digits (or an upper-case project code).</param>
/// <param name="IsCodeColumn">Most of its filled cells are such codes.</param>
/// <param name="Decimals">Most decimals of its well-formed numbers.</param>
public sealed record ColumnProfile(ImmutableArray<int> CodeLengths, bool IsCodeColumn, int Decimals)
{
    /// <summary>Lengths of classification codes, for a column in which every code is broken.</summary>
    private static readonly ImmutableArray<int> UsualLengths = [3, 5, 7];

    public static ColumnProfile Of(IEnumerable<string> texts)
    {
        var lengths = new SortedSet<int>();
        int filled = 0, codes = 0, decimals = 0;
        foreach (var text in texts)
        {
            if (IsBlank(text)) continue;
            filled++;
            if (IsCode(text)) { codes++; lengths.Add(text.Length); }
            else if (IsSpacedCode(text)) codes++;
            else if (NumberJoiner.IsWellFormed(text, out var places)) decimals = Math.Max(decimals, places);
        }
        return new([.. lengths], codes * 2 > filled, decimals);
    }

    /// <summary>Whether a code of this length belongs into the column.</summary>
    public bool Admits(int length) => CodeLengths.Contains(length) || CodeLengths.IsEmpty && UsualLengths.Contains(length) || UsualLengths.Contains(length) && CodeLengths.Any(UsualLengths.Contains);

    private static bool IsCode(string text)
    {
        if (text.Length is < 3 or > 24) return false;
        foreach (var c in text)
            if (!IsDigit(c) && c is not (>= 'A' and <= 'Z')) return false;
        return IsDigit(text[0]);
    }

    private static bool IsSpacedCode(string text)
    {
        var digits = 0;
        foreach (var c in text)
            if (IsDigit(c)) digits++;
            else if (c != ' ') return false;
        return UsualLengths.Contains(digits) && digits < text.Length;
    }
}
