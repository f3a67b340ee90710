using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Normalizer.Headers;

/// <summary>How many rows of a table are header, once words may be looked at as well as shapes.</summary>
/// <remarks>The extractor counts by shape alone and stops where it is in doubt. A header is not over while one of its cells
/// reaches further down, or while a group's columns have not been named; and a row of amounts is never header.</remarks>
public static class HeaderDepth
{
    private const int Deepest = 6;

    /// <returns>The table with its header rows recounted; itself where nothing changes.</returns>
    public static ExtractedTable Fitted(ExtractedTable table)
    {
        var depth = table.HeaderRows;
        if (depth == 0 && NamesColumns(table)) depth = 1;
        while (depth > 1 && IsFigures(table, depth - 1) && !HeaderPaths.IsNumbering(table, depth - 1)) depth--;
        while (depth > 0 && depth < Math.Min(Deepest, table.RowCount - 1) && Amounts(table, depth) == 0 && (ReachesInto(table, depth) || LeavesGroupOpen(table, depth))) depth++;
        return depth == table.HeaderRows ? table : table with { HeaderRows = depth };
    }

    /// <summary>The first row is words over most columns and the second has amounts.</summary>
    private static bool NamesColumns(ExtractedTable table) =>
        table.RowCount > 1 && Amounts(table, 0) == 0 && Amounts(table, 1) > 0 &&
        Row(table, 0).Count(IsWord) is var words && words >= 2 && words * 10 >= table.ColumnCount * 6;

    /// <summary>Two amounts, or one with decimals: headers name years and columns, never cents.</summary>
    private static bool IsFigures(ExtractedTable table, int row) =>
        Amounts(table, row) >= 2 || Row(table, row).Any(cell => AmountReader.Read(cell.Text) is { State: CellState.Amount, Decimals: > 0 });

    private static bool ReachesInto(ExtractedTable table, int row) =>
        table.Cells.Any(cell => cell.Row < row && cell.Row + cell.RowSpan > row && cell.Text.Length > 0);

    /// <summary>A group has two or more texts below it, and nothing in that row stands below a column already named.</summary>
    private static bool LeavesGroupOpen(ExtractedTable table, int row)
    {
        var above = Row(table, row - 1).ToArray();
        var below = Row(table, row).ToArray();
        bool Over(GridCell header, GridCell cell) => cell.Column >= header.Column && cell.Column < header.Column + header.ColumnSpan;
        return Array.Exists(above, group => group.ColumnSpan > 1 && below.Count(cell => Over(group, cell)) >= 2)
            && Array.TrueForAll(below, cell => !Array.Exists(above, named => named.ColumnSpan == 1 && Over(named, cell)));
    }

    private static int Amounts(ExtractedTable table, int row) => Row(table, row).Count(IsAmount);

    private static bool IsWord(GridCell cell) => AmountReader.Read(cell.Text).State == CellState.Text;

    /// <summary>A number that is neither a year nor a column's number.</summary>
    private static bool IsAmount(GridCell cell) =>
        AmountReader.Read(cell.Text) is { State: CellState.Amount } reading && (reading.Decimals > 0 || reading.Value is 0 or > 2100 || (reading.Value > 99 && reading.Value < 1990));

    private static IEnumerable<GridCell> Row(ExtractedTable table, int row) => table.Cells.Where(cell => cell.Row == row && cell.Text.Length > 0);
}
