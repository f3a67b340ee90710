using System.Globalization;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>B10: a printed growth is (this year - last year) / last year; a printed change is their difference.</summary>
public sealed class GrowthIdentities
{
    public IEnumerable<Identity> Of(CanonicalTable table)
    {
        var percent = table.Columns.Where(column => column.Meaning == "change.percent").ToArray();
        var totals = table.Columns.Where(column => column.Type == ColumnType.Amount && IsTotal(column)).ToArray();
        // Two years of the same total and one growth: anything else would be a guess at which is compared with which.
        if (percent.Length != 1 || totals.Length != 2 || totals[0].FiscalYear == totals[1].FiscalYear) yield break;
        var (last, current) = totals[0].FiscalYear < totals[1].FiscalYear ? (totals[0], totals[1]) : (totals[1], totals[0]);
        foreach (var row in table.Rows)
            if (row.Cells.TryGetValue(percent[0].Key, out var cell) && Read(cell.Text) is var (value, resolution) &&
                row.Cells.ContainsKey(last.Key) && row.Cells.ContainsKey(current.Key))
            {
                var (before, now) = (AmountKey.OfCell(table.Id, row.Index, last.Key), AmountKey.OfCell(table.Id, row.Index, current.Key));
                yield return new("B10", IdentityKind.Percent, $"row {row.Index}", [new(now), new(before, -1)], [new(before)],
                    "增减% = (本年 - 上年) / 上年", new(value, resolution, new(cell.At, table.Id, row.Index, percent[0].Key)));
            }
    }

    private static bool IsTotal(Column column) => column.Meaning is "expenditure.total" or "revenue.total";

    /// <returns>"-34.6%" as (-34.6, 0.1); null for "/" and anything else that is no number.</returns>
    private static (decimal Value, decimal Resolution)? Read(string text) =>
        decimal.TryParse(text.Trim().TrimEnd('%', '％'), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? (value, AmountText.LastDigit(value)) : null;
}
