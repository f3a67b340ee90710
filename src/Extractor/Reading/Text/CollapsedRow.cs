using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>Rows of a table that kept no separator: their cells ran together, or all but the first are empty and were cut off.</summary>
public static class CollapsedRow
{
    private const int LongestLabel = 40;
    private const int MostInSequence = 12;

    /// <param name="index">Of a line right below a row.</param>
    /// <returns>Whether only such labels stand between it and the next row, or a blank line follows it.</returns>
    public static bool IsAt(ImmutableArray<SourceLine> lines, int index)
    {
        for (var i = index; i < Math.Min(lines.Length, index + MostInSequence); i++)
        {
            if (lines[i].Kind == LineKind.Row) return IsData(RowSplitter.Split(lines[i].Number, lines[i].Text));
            if (lines[i].Kind == LineKind.Blank && i == index + 1) return true;
            if (lines[i].Kind != LineKind.Prose || !IsLabel(lines[i].Text)) return false;
        }
        return false;
    }

    private static bool IsLabel(string text) =>
        text.Length < LongestLabel && text.AsSpan().IndexOfAny("：:。；#") < 0 && !CaptionRows.IsCaptionLine(text);

    /// <summary>A row of words all along would be the header of another table, with the line above it as its title.</summary>
    private static bool IsData(TabbedRow row) => row.HasNumber || row.FilledCount < 2 || row.FirstFilled > 0;
}
