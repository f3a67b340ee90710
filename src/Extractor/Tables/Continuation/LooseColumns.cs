namespace Extractor.Tables.Continuation;

/// <summary>Puts the cells of a part without rulings into the columns of another part of the same table, by where their texts stand.</summary>
/// <remarks>A page with few rows shows its columns worse than one with many: texts decide less than they would beside others.</remarks>
internal static class LooseColumns
{
    /// <summary>How far, in points, a text may reach over the outer edges of the columns.</summary>
    private const double Overhang = 12;

    /// <param name="cells">The part's cells on its own columns.</param>
    /// <param name="own">The edges of those columns.</param>
    /// <param name="edges">The edges of the columns they are put into.</param>
    /// <returns>Null when a text stands outside of the columns, or two texts of a row would share one.</returns>
    public static List<GridCell>? Place(IReadOnlyList<GridCell> cells, ImmutableArray<double> own, ImmutableArray<double> edges)
    {
        var placed = new List<GridCell>(cells.Count);
        var taken = new HashSet<(int Row, int Column)>();
        foreach (var cell in cells)
        {
            var (from, to) = cell.ColumnSpan > 1 || cell.At.Box is not { } box
                ? (own[cell.Column] + 1, own[cell.Column + cell.ColumnSpan] - 1) : (box.CenterX, box.CenterX);
            if (from < edges[0] - Overhang || to > edges[^1] + Overhang) return null;
            int first = ColumnAt(edges, from), last = ColumnAt(edges, to);
            for (var row = cell.Row; row < cell.Row + cell.RowSpan; row++)
                for (var column = first; column <= last; column++)
                    if (!taken.Add((row, column))) return null;
            placed.Add(cell with { Column = first, ColumnSpan = last - first + 1 });
        }
        return placed;
    }

    private static int ColumnAt(ImmutableArray<double> edges, double x)
    {
        var column = 0;
        while (column + 2 < edges.Length && edges[column + 1] <= x) column++;
        return column;
    }
}
