using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>What the undamaged cells of one column look like; what a damaged one is measured by.</summary>
/// <param name="CodeLengths">Bit n is set if a cell of n characters is nothing but digits (or an upper-case project code).</param>
/// <param name="IsCodeColumn">Most of its filled cells are such codes.</param>
/// <param name="Decimals">Most decimals of its well-formed numbers.</param>
public readonly record struct ColumnProfile(uint CodeLengths, bool IsCodeColumn, int Decimals)
{
    private const int LongestCode = 24;

    /// <summary>Lengths of classification codes, for a column in which every code is broken.</summary>
    private const uint UsualLengths = 1u << 3 | 1u << 5 | 1u << 7;

    public static ColumnProfile Of(IEnumerable<string> texts)
    {
        uint lengths = 0;
        int filled = 0, codes = 0, decimals = 0;
        foreach (var text in texts)
        {
            if (IsBlank(text)) continue;
            filled++;
            if (IsCode(text)) { codes++; lengths |= 1u << text.Length; }
            else if (IsSpacedCode(text)) codes++;
            else if (NumberJoiner.IsWellFormed(text, out var places)) decimals = Math.Max(decimals, places);
        }
        return new(lengths, codes * 2 > filled, decimals);
    }

    /// <summary>Whether a code of this length belongs into the column.</summary>
    public bool Admits(int length)
    {
        if (length > LongestCode) return false;
        var hasUsualCodes = CodeLengths == 0 || (CodeLengths & UsualLengths) != 0;
        return ((CodeLengths | (hasUsualCodes ? UsualLengths : 0)) >> length & 1) == 1;
    }

    private static bool IsCode(string text)
    {
        if (text.Length is < 3 or > LongestCode) return false;
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
        return digits < text.Length && digits <= LongestCode && (UsualLengths >> digits & 1) == 1;
    }
}
