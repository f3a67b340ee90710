using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>Rows that follow each other without a gap, and the captions and notes that were printed as rows around them.</summary>
public sealed record TableRun(
    int FirstLine, int LastLine, ImmutableArray<TabbedRow> Captions, ImmutableArray<TabbedRow> Rows, ImmutableArray<TabbedRow> Notes)
{
    /// <param name="rows">One line's row each, rules already taken out.</param>
    public static TableRun Of(int firstLine, int lastLine, IReadOnlyList<TabbedRow> rows)
    {
        var first = 0;
        while (first < rows.Count && CaptionRows.IsCaption(rows[first])) first++;
        var end = rows.Count;
        while (end > first && CaptionRows.IsNote(rows[end - 1])) end--;
        return new(firstLine, lastLine, [.. rows.Take(first)], [.. rows.Skip(first).Take(end - first)], [.. rows.Skip(end)]);
    }
}
