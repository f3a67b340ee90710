using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>Puts codes together again: "210130 1", "210 15 06", "50001624T 000000237403".</summary>
/// <remarks>Only in a column of codes, and only where the joined code is as long as codes are there.</remarks>
public static class CodeJoiner
{
    /// <returns>The joined code, or null if the text is no broken code of the column.</returns>
    public static string? Join(string text, ColumnProfile column)
    {
        if (!column.IsCodeColumn || text.IndexOf(' ', StringComparison.Ordinal) < 0) return null;
        foreach (var c in text)
            if (!IsDigit(c) && c is not (' ' or (>= 'A' and <= 'Z'))) return null;
        var joined = text.Replace(" ", "", StringComparison.Ordinal);
        return IsDigit(joined[0]) && column.Admits(joined.Length) ? joined : null;
    }
}
