using Normalizer.Canonical;

namespace Normalizer.Consistency;

/// <summary>One purpose under its functional and its economic code: 住房公积金 is 2210201 and 30113.</summary>
/// <remarks>They may differ, where a part is charged to another function (identities.csv, X13: a soft hint), so nothing is in error;
/// but a reader who sets the tables side by side wants to know.</remarks>
internal static class EconomicRemarks
{
    private static readonly (string Functional, string Economic)[] Pairs = [("2080505", "30108"), ("2080506", "30109"), ("2210201", "30113")];

    public static IEnumerable<Finding> Of(ImmutableArray<CanonicalTable> tables, int? year)
    {
        foreach (var (functional, economic) in Pairs)
            if (Only(tables, "gpb_expenditure", functional, "expenditure.basic", year) is { } left
                && Only(tables, "gpb_basic", economic, "expenditure.total", year) is { } right
                && Math.Abs(left.Cell.Yuan!.Value - right.Cell.Yuan!.Value) > (left.Cell.Resolution + right.Cell.Resolution) / 2)
                yield return ConsistencyReader.Remark("X13",
                    $"{functional} {left.Row.Name} prints {left.Cell.Text}, {economic} {right.Row.Name} prints {right.Cell.Text}: a part may be charged to another function.",
                    [left.Place, right.Place], left.Cell.Text, right.Cell.Text);
    }

    /// <summary>The one amount of a code in the tables of a kind; null if there is none, or more than one.</summary>
    private static (Row Row, Cell Cell, Place Place)? Only(ImmutableArray<CanonicalTable> tables, string kind, string code, string meaning, int? year)
    {
        var found = from table in tables
                    where table.Kind.Contains(kind, StringComparison.Ordinal)
                    from column in table.Columns
                    where column.Meaning == meaning && (column.FiscalYear is null || column.FiscalYear == year)
                    from row in table.Rows
                    where row.Code == code && row.Cells.TryGetValue(column.Key, out var cell) && cell is { State: CellState.Amount, Yuan: not null }
                    select (row, row.Cells[column.Key], new Place(row.Cells[column.Key].At, table.Id, row.Index, column.Key));
        return found.Take(2).ToArray() is [var only] ? only : null;
    }
}
