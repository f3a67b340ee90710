using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>H1: a code's amount is the sum of its children's. H2: 合计 is the sum of the top level.</summary>
public sealed class TreeIdentities
{
    public IEnumerable<Identity> Of(CanonicalTable table)
    {
        var columns = table.Columns.Where(column => column.Type == ColumnType.Amount).ToArray();
        if (columns.Length == 0 || table.Columns.Any(column => column.Block > 0)) yield break;
        foreach (var (parent, children) in RowTree.Of(table).Families)
        {
            var totals = parent >= 0 ? [parent] : TotalRows(table);
            foreach (var total in totals)
                foreach (var column in columns)
                    if (Sum(table, column, total, children, parent >= 0 ? "H1" : "H2") is { } identity) yield return identity;
        }
    }

    private static int[] TotalRows(CanonicalTable table) =>
        [.. Enumerable.Range(0, table.Rows.Length).Where(row => table.Rows[row].Kind == RowKind.Total)];

    private static Identity? Sum(CanonicalTable table, Column column, int total, ImmutableArray<int> children, string rule)
    {
        var whole = table.Rows[total];
        if (!whole.Cells.ContainsKey(column.Key)) return null;
        var parts = children.Where(child => table.Rows[child].Cells.ContainsKey(column.Key))
            .Select(child => new Term(AmountKey.OfCell(table.Id, table.Rows[child].Index, column.Key))).ToImmutableArray();
        if (parts.Length == 0) return null;
        var header = string.Join("/", column.Header.Where(text => text.Length > 0));
        var name = rule == "H2" ? whole.Name ?? "合计" : $"{whole.Code} {whole.Name}".Trim();
        return new(rule, IdentityKind.Equality, $"row {whole.Index}, {column.Key}",
            [new(AmountKey.OfCell(table.Id, whole.Index, column.Key))], parts, $"{name} = Σ {parts.Length} rows below it ({header})");
    }
}
