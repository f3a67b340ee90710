using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>The sums inside a row: those the layout states, and 小计 over the leaf columns of its own header group (C1).</summary>
public sealed class RowSumIdentities
{
    public IEnumerable<Identity> Of(CanonicalTable table)
    {
        var sums = Stated(table).ToList();
        sums.AddRange(Grouped(table).Where(group => !sums.Any(sum => sum.Total == group.Total)));
        foreach (var row in table.Rows)
            if (row.Kind != RowKind.Note)
                foreach (var sum in sums)
                    if (Of(table, row, sum) is { } identity) yield return identity;
    }

    private static Identity? Of(CanonicalTable table, Row row, ColumnSum sum)
    {
        if (!row.Cells.ContainsKey(sum.Total.Key)) return null;
        var parts = sum.Parts.Where(part => row.Cells.ContainsKey(part.Key)).ToArray();
        if (parts.Length == 0) return null;
        return new(sum.Rule, IdentityKind.Equality, $"row {row.Index}",
            [new(AmountKey.OfCell(table.Id, row.Index, sum.Total.Key))],
            [.. parts.Select(part => new Term(AmountKey.OfCell(table.Id, row.Index, part.Key)))],
            $"{Header(sum.Total)} = {string.Join(" + ", parts.Select(Header))}");
    }

    private static IEnumerable<ColumnSum> Stated(CanonicalTable table)
    {
        foreach (var check in table.RowChecks)
            foreach (var total in TotalsOf(table, check))
            {
                var parts = check.Parts.Select(meaning => Nearest(table, total, meaning))
                    .OfType<Column>().Distinct().ToImmutableArray();
                if (parts.Length > 0) yield return new(check.Rule, total, parts);
            }
    }

    /// <summary>Where only one year is broken down, the parts belong to the latest total: 上年预算数 stands alone.</summary>
    private static IEnumerable<Column> TotalsOf(CanonicalTable table, RowCheck check)
    {
        var totals = Amounts(table).Where(column => column.Meaning == check.Total).ToArray();
        foreach (var meaning in check.Parts)
            if (Amounts(table).Count(column => column.Meaning == meaning) > 1) return totals;
        return totals.GroupBy(column => column.Block)
            .SelectMany(block => block.Where(column => column.FiscalYear == block.Max(other => other.FiscalYear)));
    }

    /// <summary>The column of a meaning that stands under the same header group as the total: this year's, not last year's.</summary>
    private static Column? Nearest(CanonicalTable table, Column total, string meaning) =>
        Amounts(table)
            .Where(column => column != total && column.Meaning == meaning && column.Block == total.Block &&
                (column.FiscalYear is null || total.FiscalYear is null || column.FiscalYear == total.FiscalYear))
            .OrderByDescending(column => CommonPrefix(column.Header, total.Header)).FirstOrDefault();

    /// <summary>小计 = the columns of its header group: leaves, and of each group below it the total, or its leaves if it has none.</summary>
    /// <remarks>A second total beside the first says that the headers lost a level: what it adds up is not known, and no sum is stated.</remarks>
    private static IEnumerable<ColumnSum> Grouped(CanonicalTable table)
    {
        foreach (var total in Amounts(table))
        {
            if (total.Header.Length < 2 || !IsSubtotal(total.Header[^1]) || (table.Layout is not null && total.Meaning is null)) continue;
            var depth = total.Header.Length - 1;
            var below = Amounts(table).Where(column => column != total && column.Block == total.Block && column.FiscalYear == total.FiscalYear
                && column.Header.Length > depth && CommonPrefix(column.Header, total.Header) >= depth).ToLookup(column => column.Header[depth]);
            var leaves = below.SelectMany(group => group).Where(column => column.Header.Length == depth + 1).ToArray();
            if (leaves.Any(leaf => leaf.Header[^1].EndsWith("小计", StringComparison.Ordinal) || IsSubtotal(leaf.Header[^1]))) continue;
            var parts = below.Where(group => !group.Key.StartsWith("其中", StringComparison.Ordinal)).SelectMany(group => Standing(group, depth)).ToImmutableArray();
            if (parts.Length > 1) yield return new("C1", total, parts);
        }
    }

    /// <summary>The columns that stand for a group in the sum above it.</summary>
    private static IEnumerable<Column> Standing(IEnumerable<Column> group, int depth)
    {
        var columns = group.Where(column => !column.Header[^1].StartsWith("其中", StringComparison.Ordinal)).ToArray();
        var totals = columns.Where(column => column.Header.Length == depth + 2 && IsSubtotal(column.Header[^1])).ToArray();
        return totals.Length == 1 ? totals : columns;
    }

    private static bool IsSubtotal(string header) => header is "小计" or "合计";

    private static IEnumerable<Column> Amounts(CanonicalTable table) =>
        table.Columns.Where(column => column.Type == ColumnType.Amount);

    private static int CommonPrefix(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[length] == b[length]) length++;
        return length;
    }

    private static string Header(Column column) => column.Header.LastOrDefault(text => text.Length > 0) ?? column.Key;

    private readonly record struct ColumnSum(string Rule, Column Total, ImmutableArray<Column> Parts);
}
