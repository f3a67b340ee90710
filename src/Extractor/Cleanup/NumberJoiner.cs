using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>Puts numbers together again that a cell's width or an OCR engine cut: "375,745,00 0.00", "7,422,337. 43".</summary>
/// <remarks>Only where the joined text is a well-formed amount: separators every three digits, at most one point, and no more
/// decimals than the table's own numbers have. "318.30 318.30" (two cells run together) and "1,129 07" (a lost point) stay.</remarks>
public static class NumberJoiner
{
    /// <param name="text">A cell's text, already in narrow characters.</param>
    /// <param name="decimals">Most decimals that an unbroken number of the table has.</param>
    /// <returns>The joined number, or null if the text is no broken number.</returns>
    public static string? Join(string text, int decimals)
    {
        var spaces = 0;
        foreach (var c in text)
            if (IsBlank(c)) spaces++;
            else if (!IsDigit(c) && c is not (',' or '.' or '-' or '%')) return null;
        if (spaces == 0 || spaces > 4) return null;
        var joined = string.Concat(text.Where(c => !IsBlank(c)));
        return IsWellFormed(joined, out var places) && places <= Math.Max(decimals, 2) && joined.AsSpan().IndexOfAny(',', '.') >= 0 ? joined : null;
    }

    /// <summary>An amount as printed properly: "-1,234.50", "1234.5", "12", "3.5%".</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text, out int decimals)
    {
        decimals = 0;
        if (text is ['-', ..]) text = text[1..];
        if (text is [.., '%']) text = text[..^1];
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (point >= 0)
        {
            var fraction = text[(point + 1)..];
            if (fraction.IsEmpty || fraction.ContainsAnyExceptInRange('0', '9')) return false;
            decimals = fraction.Length;
        }
        return HasProperGroups(whole);
    }

    private static bool HasProperGroups(ReadOnlySpan<char> whole)
    {
        if (whole.IsEmpty) return false;
        if (whole.IndexOf(',') < 0) return !whole.ContainsAnyExceptInRange('0', '9');
        for (var i = 0; i < whole.Length; i++)
        {
            var isSeparatorPlace = (whole.Length - i) % 4 == 0;
            if (isSeparatorPlace ? whole[i] != ',' || i == 0 : !IsDigit(whole[i])) return false;
        }
        return true;
    }
}
