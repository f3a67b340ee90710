using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>The amounts of the tables by what a sentence would call them: totals of columns, lines by name, rows by name or code.</summary>
/// <param name="year">The document's fiscal year; where a table prints several years, its column is meant.</param>
internal sealed partial class TableAmounts(ImmutableArray<CanonicalTable> tables, LineWords lines, int? year)
{
    private static readonly string[] Totals = ["expenditure.total", "revenue.total", "revenue.amount"];

    private readonly ImmutableArray<CanonicalTable> known = [.. tables.Where(table => table.Unit is not null && table.Kind != "unknown")];

    // Every sentence asks again: the sides of each table and the key of each name are made once.
    private readonly Dictionary<string, ImmutableArray<SideLines>> sidesOf =
        tables.ToDictionary(table => table.Id, table => SideLines.Of(table, lines), StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, Row>> itemsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);

    /// <summary>The totals that a link names, as far as the document prints them.</summary>
    public IEnumerable<TableAmount> Of(LinkedAmount wanted)
    {
        foreach (var table in known.Where(table => table.Kind == wanted.Kind))
            foreach (var amount in wanted.Side is null ? ColumnTotals(table, wanted.Column) : Lines(table, wanted)) yield return amount;
    }

    /// <summary>Rows and lines of that name, their total of the current year.</summary>
    /// <param name="code">The code printed behind the name; null if none is.</param>
    /// <param name="path">Names of the 类 and 款 above it, or "".</param>
    public IEnumerable<TableAmount> Named(string name, string? code, string path)
    {
        var names = NamesOf(name);
        foreach (var table in known)
            if (sidesOf[table.Id] is { Length: > 0 } sides)
            {
                foreach (var side in sides.Where(side => !side.IsRevenue))
                    foreach (var line in side.Lines.Where(line => line.Role == LineRole.Item && names.Contains(KeyOf(SideLines.Bare(line.Name)))))
                        if (Amount(table, line.Row, side.Columns[0], line.Name, side.First(LineRole.All)?.Row ?? side.First(LineRole.Current)?.Row) is { } amount)
                            yield return amount;
            }
            else
                foreach (var column in TotalColumns(table))
                    foreach (var row in Rows(table, name, code, path))
                        if (Amount(table, row, column, row.Name, TotalRow(table)) is { } amount) yield return amount;
    }

    /// <summary>A name as it is compared: without white space, its code and one form of brackets.</summary>
    public static string Key(string name) =>
        CodeBehind().Replace(Blank().Replace(name, "").Replace('(', '（').Replace(')', '）'), "").Replace("“", "", StringComparison.Ordinal).Replace("”", "", StringComparison.Ordinal);

    private string KeyOf(string name) => keys.TryGetValue(name, out var known) ? known : keys[name] = Key(name);

    /// <summary>Sentences leave out the last word: "一般公共服务（类）" is the table's 一般公共服务支出.</summary>
    private static string[] NamesOf(string name) => name.Length == 0 ? [] : [name, name + "支出"];

    private Row[] Rows(CanonicalTable table, string name, string? code, string path)
    {
        if (!itemsOf.TryGetValue(table.Id, out var items))
            itemsOf[table.Id] = items = table.Rows.Where(row => row is { Kind: RowKind.Item, Name: not null }).ToLookup(row => Key(row.Name!), StringComparer.Ordinal);
        var rows = NamesOf(name).SelectMany(own => items[own]).Where(row => code is null || row.Code == code).OrderBy(row => row.Index).ToArray();
        if (rows.Length < 2 || path.Length == 0) return rows;
        var named = rows.Where(row => table.Rows.FirstOrDefault(parent => parent.Code is not null && parent.Code == row.Parent)?.Name is { } above
            && path.Contains(Key(above), StringComparison.Ordinal)).ToArray();
        return named.Length > 0 ? named : rows;
    }

    private IEnumerable<TableAmount> ColumnTotals(CanonicalTable table, string? meaning)
    {
        if (TotalRow(table) is not { } total) yield break;
        foreach (var column in ColumnsOf(table.Columns, meaning))
            if (Amount(table, total, column, "合计", null) is { } amount) yield return amount;
    }

    private IEnumerable<TableAmount> Lines(CanonicalTable table, LinkedAmount wanted)
    {
        if (sidesOf[table.Id].FirstOrDefault(side => side.IsRevenue == (wanted.Side == "revenue")) is not { } found) yield break;
        var column = wanted.Column is null ? found.Columns[0] : found.Columns.FirstOrDefault(column => column.Meaning == wanted.Column);
        if (column is null) yield break;
        var line = wanted.Line switch
        {
            "all" => found.First(LineRole.All),
            "current" => found.First(LineRole.Current),
            _ => found.Lines.FirstOrDefault(line => wanted.IsNamed(SideLines.Bare(line.Name))),
        };
        if (line is not null && Amount(table, line.Row, column, line.Name, null) is { } amount) yield return amount with { IsCurrent = wanted.Line == "current" };
    }

    private static Row? TotalRow(CanonicalTable table) =>
        table.Rows.FirstOrDefault(row => row.Kind == RowKind.Total) ?? (table.Rows.Length == 1 ? table.Rows[0] : null);

    private Column[] TotalColumns(CanonicalTable table) =>
        Totals.Select(meaning => ColumnsOf(table.Columns, meaning)).FirstOrDefault(columns => columns.Length > 0) ?? [];

    /// <summary>The columns of a meaning: the document's own year's where headers tell years; else all, for the sentence may mean any.</summary>
    private Column[] ColumnsOf(ImmutableArray<Column> columns, string? meaning)
    {
        var found = columns.Where(column => column.Type == ColumnType.Amount && column.Meaning == meaning).ToArray();
        var own = found.Where(column => column.FiscalYear == year).ToArray();
        return own.Length > 0 ? own : [.. found.Where(column => column.FiscalYear is null)];
    }

    /// <returns>Null for blank and unreadable cells: they state nothing that a sentence could agree with.</returns>
    private TableAmount? Amount(CanonicalTable table, Row row, Column column, string? name, Row? total)
    {
        if (!row.Cells.TryGetValue(column.Key, out var cell) || cell is not { State: CellState.Amount, Yuan: { } yuan }) return null;
        var last = table.Columns.FirstOrDefault(other => other.Type == ColumnType.Amount && other.Meaning == column.Meaning
            && other.FiscalYear == year - 1 && other.Block == column.Block && other.Key != column.Key);
        var lastCell = last is null ? null : row.Cells.GetValueOrDefault(last.Key);
        return new(
            AmountKey.OfCell(table.Id, row.Index, column.Key), yuan, cell.Resolution, $"{table.Title} {name}",
            lastCell is { State: CellState.Amount } ? AmountKey.OfCell(table.Id, row.Index, last!.Key) : null,
            new(cell.At, table.Id, row.Index, column.Key),
            total?.Cells.GetValueOrDefault(column.Key) is { Yuan: { } all, Resolution: var digit } ? (all, digit) : null);
    }

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"（\d+）$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeBehind();
}

/// <param name="Label">For people: the table and the row.</param>
/// <param name="Total">The whole column, for rows and lines; null for totals.</param>
/// <param name="LastYear">The same of the year before, where the table prints it.</param>
internal sealed record TableAmount(AmountKey Key, decimal Yuan, decimal Resolution, string Label, AmountKey? LastYear, Place At, (decimal Yuan, decimal Resolution)? Total)
{
    /// <summary>This year's part of a whole that also holds what was carried over: a sentence may mean it, and mostly does not.</summary>
    public bool IsCurrent { get; init; }
}
