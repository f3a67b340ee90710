namespace Normalizer.Repairs;

/// <summary>Drops rows that a page break printed again: the same cells as the row before, on the other side of a break.</summary>
/// <remarks>Equal neighbours on one page are the publisher's (two projects of one name and amount) and stay.</remarks>
public sealed class DuplicateRowRepairer
{
    /// <summary>A row with fewer filled cells is no row to be sure of.</summary>
    private const int LeastCells = 2;

    public (ExtractedTable Table, ImmutableArray<Repair> Repairs) Repair(ExtractedTable table)
    {
        var rows = table.Cells.GroupBy(cell => cell.Row).ToDictionary(row => row.Key, row => row.OrderBy(cell => cell.Column).ToArray());
        var dropped = Enumerable.Range(table.HeaderRows + 1, Math.Max(0, table.RowCount - table.HeaderRows - 1))
            .Where(row => rows.TryGetValue(row - 1, out var above) && rows.TryGetValue(row, out var below) && IsRepeated(above, below)).ToArray();
        if (dropped.Length == 0) return (table, []);
        var repairs = dropped.Select(row => new Repair("row", new(rows[row][0].At),
            string.Join('\t', rows[row].Select(cell => cell.Printed)), "", "row.repeated",
            ["The row before the page break is printed again after it, cell by cell."], 0.99, true));
        return (table with
        {
            RowCount = table.RowCount - dropped.Length,
            Cells = [.. table.Cells.Where(cell => Array.IndexOf(dropped, cell.Row) < 0).Select(cell => cell with { Row = cell.Row - dropped.Count(row => row < cell.Row) })],
        }, [.. repairs]);
    }

    private static bool IsRepeated(GridCell[] above, GridCell[] below)
    {
        if (!IsAcrossBreak(above[0].At, below[0].At) || above.Concat(below).Any(cell => cell.RowSpan > 1)) return false;
        var filled = below.Where(cell => cell.Text.Length > 0).ToArray();
        return filled.Length >= LeastCells && filled.Any(cell => cell.Text.Any(char.IsAsciiDigit)) &&
            filled.Select(cell => (cell.Column, cell.Text)).SequenceEqual(above.Where(cell => cell.Text.Length > 0).Select(cell => (cell.Column, cell.Text)));
    }

    private static bool IsAcrossBreak(Evidence above, Evidence below) =>
        above.Page != below.Page || above.Line is { } first && below.Line is { } second && second > first + 1;
}
