using Extractor.Cleanup;
using Extractor.Tables;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Office;

/// <summary>Makes blocks of a grid as office documents have it: titles and unit lines stand in rows of their own above
/// the table, remarks below, and one sheet may hold several tables.</summary>
internal static class OfficeGrid
{
    /// <summary>A lone text of this length across the table's foot is a remark, whatever it begins with.</summary>
    private const int LongRemark = 30;

    /// <param name="cells">Printed texts at their places; only those that hold something, ordered by row, then column.</param>
    /// <param name="isFramed">The grid is a table's own frame, whose title stands outside as a rule; false for a whole sheet.</param>
    /// <param name="repairs">Gets what clean-up changed.</param>
    public static IEnumerable<Block> Blocks(IReadOnlyList<GridCell> cells, bool isFramed, ImmutableArray<Repair>.Builder repairs)
    {
        var rows = cells.GroupBy(cell => cell.Row).Select(row => row.ToArray()).ToArray();
        foreach (var part in Parts(rows))
            foreach (var block in OfPart(part, isFramed, repairs)) yield return block;
    }

    /// <summary>A title below a blank row begins another table.</summary>
    private static IEnumerable<ArraySegment<GridCell[]>> Parts(GridCell[][] rows)
    {
        var start = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            var isBelowBlank = rows[i][0].Row > Bottom(rows[i - 1]);
            if (!isBelowBlank || !(rows[i] is [var alone] && (CaptionRows.IsTitle(alone.Text) || CaptionRows.IsAttachmentLabel(alone.Text)))) continue;
            yield return new(rows, start, i - start);
            start = i;
        }
        if (start < rows.Length) yield return new(rows, start, rows.Length - start);
    }

    private static IEnumerable<Block> OfPart(ArraySegment<GridCell[]> rows, bool isFramed, ImmutableArray<Repair>.Builder repairs)
    {
        var first = 0;
        var isHeaderDue = isFramed;
        while (first < rows.Count && IsCaption(rows[first]) && !(isHeaderDue && IsHeader(rows[first])))
            isHeaderDue |= Array.Exists(rows[first++], cell => CaptionRows.IsUnitLine(cell.Text));
        var last = rows.Count - 1;
        while (last > first && rows[last] is [var alone] && (CaptionRows.IsNoteLine(alone.Text) || alone.Text.Length >= LongRemark)) last--;
        var body = rows[first..(last + 1)];
        var table = body.Count > 1 ? Table(body, repairs) : null;
        if (table is null) (first, last) = (rows.Count, rows.Count - 1);
        foreach (var text in Texts(rows[..first])) yield return text;
        if (table is not null) yield return new TableBlock(table);
        foreach (var text in Texts(rows[(last + 1)..])) yield return text;
    }

    /// <summary>A lone text above the table, or a unit line with whatever stands beside it.</summary>
    private static bool IsCaption(GridCell[] row) =>
        row.Length == 1 || row.Length <= 3 && Array.Exists(row, cell => CaptionRows.IsUnitLine(cell.Text)) && Array.TrueForAll(row, cell => cell.RowSpan == 1);

    /// <summary>In a frame, or below the unit line, which comes last of what stands above, a lone text over several columns heads them all.</summary>
    private static bool IsHeader(GridCell[] row) => row is [{ ColumnSpan: > 1 } alone] && !CaptionRows.IsCaptionLine(alone.Text);

    private static IEnumerable<Block> Texts(IEnumerable<GridCell[]> rows) =>
        rows.SelectMany(row => row).Select(cell => new TextBlock(cell.Text, 0, [new(0, cell.At)]));

    private static ExtractedTable? Table(ArraySegment<GridCell[]> rows, ImmutableArray<Repair>.Builder repairs)
    {
        var top = rows[0][0].Row;
        var left = rows.Min(row => row[0].Column);
        var cells = rows.SelectMany(row => row).Select(cell => cell with { Row = cell.Row - top, Column = cell.Column - left }).ToArray();
        var columns = cells.Max(cell => cell.Column + 1);
        if (columns < 2) return null;
        var height = rows[^1][0].Row - top + 1;
        // A merge may reach into columns and rows where nothing stands: those are no part of the table.
        cells = [.. cells.Select(cell => cell with { RowSpan = Math.Min(cell.RowSpan, height - cell.Row), ColumnSpan = Math.Min(cell.ColumnSpan, columns - cell.Column) })];
        var cleaned = GridCleaner.Clean(cells, columns, repairs);
        return new(height, columns, HeaderRowCounter.Count(cleaned, height, columns), cleaned, [rows[0][0].At, rows[^1][^1].At]);
    }

    private static int Bottom(GridCell[] row) => row.Max(cell => cell.Row + cell.RowSpan);
}
