namespace Normalizer.Captions;

/// <summary>Title, unit line and agency line that stand inside a table's frame, in rows above its header.</summary>
public static class FrameCaptions
{
    /// <summary>Rows of one or two texts that are captions by their form are taken off the top of the table.</summary>
    /// <returns>The table without those rows (itself if there are none) and their lines in order.</returns>
    public static (ExtractedTable Table, ImmutableArray<CaptionLine> Lines) Split(ExtractedTable table)
    {
        var lines = ImmutableArray.CreateBuilder<CaptionLine>();
        var rows = 0;
        for (; rows < table.RowCount - 1; rows++)
        {
            var cells = table.Cells.Where(cell => cell.Row == rows && cell.Text.Trim().Length > 0).ToArray();
            if (cells.Length > 3 || (cells.Length > 0 && !Array.TrueForAll(cells, cell => IsCaption(cell, table.ColumnCount, cells.Length)))) break;
            lines.AddRange(cells.Select(cell => new CaptionLine(cell.Text, cell.At, false)));
        }
        if (lines.Count == 0) return (table, []);
        var kept = table.Cells.Where(cell => cell.Row >= rows).Select(cell => cell with { Row = cell.Row - rows }).ToImmutableArray();
        return (table with { RowCount = table.RowCount - rows, HeaderRows = Math.Max(0, table.HeaderRows - rows), Cells = kept }, lines.ToImmutable());
    }

    private static bool IsCaption(GridCell cell, int columns, int cellsInRow) =>
        CaptionLines.RoleOf(new(cell.Text, cell.At, false)) switch
        {
            LineRole.Title => cellsInRow == 1 && (cell.ColumnSpan * 2 > columns || cell.Text.Length > 10),
            LineRole.Unit or LineRole.Label or LineRole.Subtitle => true,
            LineRole.Agency => cellsInRow > 1 || cell.ColumnSpan * 2 > columns,
            _ => false,
        };
}
