using Extractor.Cleanup;

namespace Extractor.Tables.Tabbed;

/// <summary>Parts a count and the pairs of a class and a section that recognition printed into one cell: "1 302 39 502 01".</summary>
/// <remarks>Only where just as many columns to its right are empty in the whole table as there are codes to put there.</remarks>
public static class GluedCodeSplitter
{
    /// <param name="filled">By column: whether any row of the body has something there.</param>
    /// <returns>The row with each code in a cell of its own, or null if nothing in it is glued.</returns>
    public static TabbedRow? Split(TabbedRow row, bool[] filled)
    {
        for (var column = 0; column + 1 < row.Width; column++)
        {
            if (Parts(row.Cells[column].Printed) is not { } parts || column + parts.Count > row.Width) continue;
            if (Array.IndexOf(filled, true, column + 1, parts.Count - 1) >= 0) continue;
            var cells = row.Cells.ToBuilder();
            var (start, printed) = (row.Cells[column].Start, row.Cells[column].Printed);
            for (var k = 0; k < parts.Count; k++)
            {
                var text = printed[parts[k]];
                cells[column + k] = new(text, text, start + parts[k].Start.Value, 0);
            }
            return row with { Cells = cells.ToImmutable() };
        }
        return null;
    }

    /// <summary>Where the count and each pair of three and two digits stand; null if the text is anything else.</summary>
    private static List<Range>? Parts(string text)
    {
        var groups = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && CharacterClass.IsDigit(text[end])) end++;
            if (end == start) return null;
            groups.Add(start..end);
            if (end < text.Length && text[end] != ' ') return null;
            start = end + 1;
        }
        if (groups.Count < 3 || groups.Count % 2 == 0 || Length(groups[0]) > 3) return null;
        var parts = new List<Range> { groups[0] };
        for (var k = 1; k < groups.Count; k += 2)
        {
            if (Length(groups[k]) != 3 || Length(groups[k + 1]) != 2) return null;
            parts.Add(groups[k].Start..groups[k + 1].End);
        }
        return parts;
    }

    private static int Length(Range range) => range.End.Value - range.Start.Value;
}
