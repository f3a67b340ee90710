using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>A list of sentences that goes through a table item by item and leaves one out.</summary>
internal static class ItemListFindings
{
    /// <summary>Fewer items are examples, not a list.</summary>
    private const int ShortestList = 5;

    /// <param name="agreeing">Which sentence speaks of which amount of a table.</param>
    public static IEnumerable<Finding> Of(
        IReadOnlyList<(Fact Fact, TableAmount Amount)> agreeing, FactReading reading, ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        // "其他支出 0 元" is named, though the table prints a blank.
        var named = reading.Facts.Select(fact => TableAmounts.Key(fact.Subject)).ToHashSet(StringComparer.Ordinal);
        foreach (var list in agreeing.Where(pair => pair.Amount.Total is not null).GroupBy(pair => pair.Amount.Key.Owner, StringComparer.Ordinal))
        {
            var table = tables.First(table => table.Id == list.Key);
            var listed = list.Select(pair => pair.Amount.Key.Row).ToHashSet();
            var leaves = table.Rows.Where(row => row is { Kind: RowKind.Item, Code: { } code } && !table.Rows.Any(other => other.Parent == code)).ToArray();
            if (list.Select(pair => table.Columns.First(column => column.Key == pair.Amount.Key.Part)).Distinct().ToArray() is not [var column]) continue;
            var amounts = leaves.Where(row => IsAmount(row, column)).ToArray();
            // The list goes through the table only if it names every item that has an amount this year.
            if (amounts.Length < ShortestList || !amounts.All(row => listed.Contains(row.Index))) continue;
            var last = table.Columns.FirstOrDefault(other => other.Type == ColumnType.Amount && other.Meaning == column.Meaning && other.FiscalYear == fiscalYear - 1);
            if (last is null) continue;
            foreach (var row in leaves.Where(row => !listed.Contains(row.Index) && row.Name is { } name && !named.Contains(TableAmounts.Key(name)) && IsAmount(row, last)))
                yield return new("prose.omitted_item", Severity.Info, FindingCause.Source,
                    $"The sentences go through {table.Title} item by item and leave out {row.Name}, which had {AmountText.Format(row.Cells[last.Key].Yuan!.Value)} the year before and has none now.",
                    [new(row.Cells[last.Key].At, table.Id, row.Index, last.Key), list.First().Fact.At, list.Last().Fact.At], null, AmountText.Format(row.Cells[last.Key].Yuan!.Value));
        }
    }

    private static bool IsAmount(Row row, Column column) => row.Cells.GetValueOrDefault(column.Key) is { State: CellState.Amount, Yuan: not 0 };
}
