using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Identities between tables, as the catalogue lists them.</summary>
public sealed class ReconciliationIdentities(IdentityCatalogue catalogue)
{
    public IEnumerable<Identity> Of(ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        foreach (var link in catalogue.Reconciliations)
            foreach (var left in tables.Where(table => table.Kind == link.Left.Kind && table.Unit is not null))
                foreach (var right in tables.Where(table => table.Kind == link.Right.Kind && table.Unit is not null))
                    foreach (var identity in Between(link, left, right, fiscalYear)) yield return identity;
    }

    private IEnumerable<Identity> Between(Reconciliation link, CanonicalTable left, CanonicalTable right, int? year)
    {
        var kind = link.Relation == "atMost" ? IdentityKind.Inequality : IdentityKind.Equality;
        var sign = kind == IdentityKind.Equality ? "=" : "≤";
        var lefts = Keyed(left, link.Left, link.By == "code-to-total" ? "code" : link.By, year);
        var rights = Keyed(right, link.Right, link.By == "code-to-total" ? "total" : link.By, year);
        foreach (var (key, amount) in lefts)
        {
            if (link.Codes is { } codes && !codes.Contains(key)) continue;
            if (!rights.TryGetValue(link.By == "code-to-total" ? TotalKey : key, out var other)) continue;
            yield return new(link.Rule, kind, key == TotalKey ? "totals" : key, [new(amount)], [new(other)],
                $"{Title(left)} {Shown(key)} {sign} {Title(right)} {(link.By == "code-to-total" ? "" : Shown(key))}".TrimEnd());
        }
    }

    private const string TotalKey = "*";

    private static string Shown(string key) => key == TotalKey ? "合计" : key;

    private static string Title(CanonicalTable table) => table.Title.Length > 0 ? table.Title : table.Id;

    /// <summary>The amounts of a table by what they are matched by; a key that occurs twice is no key.</summary>
    private SortedDictionary<string, AmountKey> Keyed(CanonicalTable table, TableSide side, string by, int? year)
    {
        var keyed = new SortedDictionary<string, AmountKey>(StringComparer.Ordinal);
        var doubled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, amount) in side.Side is null ? CodedRows(table, side, by, year) : Lines(table, side, by))
            if (!keyed.TryAdd(key, amount)) doubled.Add(key);
        foreach (var key in doubled) keyed.Remove(key);
        return keyed;
    }

    private static IEnumerable<(string, AmountKey)> CodedRows(CanonicalTable table, TableSide side, string by, int? year)
    {
        if (ColumnOf(table.Columns, side.Column, year) is not { } column) yield break;
        var only = by == "total" && table.Rows.Length == 1;
        foreach (var row in table.Rows)
        {
            var key = by switch
            {
                "total" => row.Kind == RowKind.Total || only ? TotalKey : null,
                "class" => row.Code is { Length: 3 } && row.Name is { } name ? SideLines.Bare(name) : null,
                _ => row.Kind == RowKind.Item ? row.Code : null,
            };
            if (key is { Length: > 0 }) yield return (key, AmountKey.OfCell(table.Id, row.Index, column.Key));
        }
    }

    private IEnumerable<(string, AmountKey)> Lines(CanonicalTable table, TableSide side, string by)
    {
        var sides = SideLines.Of(table, catalogue.Lines);
        if (sides.FirstOrDefault(lines => lines.IsRevenue == (side.Side == "revenue")) is not { } found) yield break;
        var column = side.Column is null ? found.Columns[0] : found.Columns.FirstOrDefault(column => column.Meaning == side.Column);
        if (column is null) yield break;
        if (by == "total")
        {
            var line = side.Line == "current" ? found.First(LineRole.Current) ?? found.First(LineRole.All) : found.First(LineRole.All);
            if (line is not null) yield return (TotalKey, found.Amount(line, column));
            yield break;
        }
        foreach (var line in found.Lines)
            if (line.Role == LineRole.Item && line.Depth != SideLine.Aside) yield return (SideLines.Bare(line.Name), found.Amount(line, column));
    }

    /// <summary>The column of a meaning; where several years have it, the document's own.</summary>
    private static Column? ColumnOf(ImmutableArray<Column> columns, string? meaning, int? year)
    {
        var found = columns.Where(column => column.Type == ColumnType.Amount && column.Meaning == meaning).ToArray();
        return found.FirstOrDefault(column => column.FiscalYear == year) ?? found.FirstOrDefault(column => column.FiscalYear is null) ??
            found.MaxBy(column => column.FiscalYear);
    }
}
