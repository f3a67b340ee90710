namespace Extractor.Tables.Tabbed;

/// <summary>Moves a heading one column to the left where its own column is empty and the values stand in the nameless one beside it.</summary>
/// <remarks>"指标内容⇥⇥指标值" over rows that all have their value in the second place. Wants at least three such rows and none
/// against it.</remarks>
public static class HeadingOverValues
{
    private const int FewestRows = 3;

    /// <param name="rows">The whole table.</param>
    /// <param name="heading">Index of the heading's row.</param>
    /// <returns>The heading row with its cells moved, or null if they stand right.</returns>
    public static TabbedRow? Move(IReadOnlyList<TabbedRow> rows, int heading)
    {
        var row = rows[heading];
        TabbedRow? moved = null;
        for (var column = 2; column < row.Width; column++)
        {
            if (!row.IsFilled(column) || row.IsFilled(column - 1) || !row.IsFilled(column - 2)) continue;
            if (!ValuesStandBefore(rows, heading, column)) continue;
            var cells = (moved ?? row).Cells.ToBuilder();
            (cells[column - 1], cells[column]) = (cells[column], TabbedCell.Empty);
            moved = row with { Cells = cells.ToImmutable() };
        }
        return moved;
    }

    private static bool ValuesStandBefore(IReadOnlyList<TabbedRow> rows, int heading, int column)
    {
        var before = 0;
        for (var r = heading + 1; r < rows.Count; r++)
        {
            if (rows[r].IsFilled(column)) return false;
            if (rows[r].IsFilled(column - 1)) before++;
        }
        return before >= FewestRows && before * 2 > rows.Count - heading - 1;
    }
}
