using Normalizer.Canonical;

namespace Worker.Fixtures;

/// <summary>Finds sums that hold in every row of a table: the identities a new layout may state.</summary>
internal static class SumSearch
{
    /// <summary>A sum seen in fewer rows, or of which fewer rows have two parts, may be an accident.</summary>
    private const int FewestRows = 2;

    /// <returns>For each amount column the longest run of columns beside it that sums to it in all rows; shorter and looser sums are left out.</returns>
    public static IEnumerable<(Column Total, ImmutableArray<Column> Parts)> Of(CanonicalTable table)
    {
        foreach (var block in table.Columns.Where(column => column.Type == ColumnType.Amount).GroupBy(column => column.Block))
        {
            var columns = block.ToArray();
            for (var total = 0; total < columns.Length; total++)
            {
                var runs = Runs(columns.Length, total).Select(run => columns[run].Where(column => column.Key != columns[total].Key).ToImmutableArray());
                if (runs.FirstOrDefault(parts => parts.Length > 1 && Holds(table, columns[total], parts)) is { IsDefault: false } found) yield return (columns[total], found);
            }
        }
    }

    /// <summary>Ranges of columns right of the total, then left of it, longest first.</summary>
    private static IEnumerable<Range> Runs(int count, int total)
    {
        for (var last = count; last > total + 2; last--) yield return (total + 1)..last;
        for (var first = 0; first < total - 1; first++) yield return first..total;
    }

    private static bool Holds(CanonicalTable table, Column total, ImmutableArray<Column> parts)
    {
        int stated = 0, several = 0;
        foreach (var row in table.Rows)
        {
            var whole = row.Cells.GetValueOrDefault(total.Key);
            var amounts = parts.Select(part => row.Cells.GetValueOrDefault(part.Key)).Where(cell => cell is { State: CellState.Amount }).ToArray();
            if (whole is not { State: CellState.Amount, Yuan: { } yuan } || Array.Exists(amounts, cell => cell!.Yuan is null))
            {
                if (amounts.Length > 0 && row.Kind != RowKind.Note) return false;
                continue;
            }
            if (Math.Abs(yuan - amounts.Sum(cell => cell!.Yuan!.Value)) > (whole.Resolution + amounts.Sum(cell => cell!.Resolution)) / 2) return false;
            stated++;
            if (amounts.Count(cell => cell!.Yuan != 0) > 1) several++;
        }
        return stated >= FewestRows && several > 0;
    }
}
