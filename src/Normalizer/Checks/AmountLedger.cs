using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>One amount of the document: a variable of its constraint graph.</summary>
/// <param name="Printed">The characters of the source.</param>
/// <param name="Yuan">Null when unreadable; 0 for a blank or a dash, which a sum may take as nothing.</param>
/// <param name="Resolution">Yuan per unit of the last printed digit; 0 for blanks.</param>
/// <param name="Unit">Yuan of the unit it is printed in.</param>
/// <param name="IsBlank">Nothing, or a dash, is printed.</param>
/// <param name="Label">For people: the row's name or code and the column's header.</param>
public sealed record LedgerAmount(
    AmountKey Key, string Printed, decimal? Yuan, decimal Resolution, decimal Unit, bool IsBlank, string Label, Place At);

/// <summary>Every amount of a document once, in reading order: cells of amount columns, then facts and their changes.</summary>
public sealed class AmountLedger
{
    private readonly Dictionary<AmountKey, int> index = [];
    private readonly List<LedgerAmount> amounts = [];

    public AmountLedger(ImmutableArray<CanonicalTable> tables, ImmutableArray<Fact> facts)
    {
        foreach (var table in tables)
            if (table.Unit is { } unit)
                AddTable(table, unit.Yuan);
        foreach (var fact in facts) AddFact(fact);
    }

    public IReadOnlyList<LedgerAmount> Amounts => amounts;

    /// <summary>The place of an amount in <see cref="Amounts"/>; null for what is no amount of this document.</summary>
    public int? Find(AmountKey key) => index.TryGetValue(key, out var at) ? at : null;

    private void AddTable(CanonicalTable table, decimal unit)
    {
        var columns = table.Columns.Where(column => column.Type == ColumnType.Amount).ToArray();
        foreach (var row in table.Rows)
        {
            foreach (var column in columns)
                if (row.Cells.TryGetValue(column.Key, out var cell)) AddCell(table, row, column, cell, unit);
            if (columns.Length > 0) continue;
            // A form has no columns of amounts; its labels say which of its cells are, and in what unit.
            foreach (var column in table.Columns)
                if (row.Cells.TryGetValue(column.Key, out var cell) && cell.State is (CellState.Amount or CellState.Unreadable))
                    AddCell(table, row, column, cell, UnitOf(cell) ?? unit);
        }
    }

    /// <summary>What an amount's own label says its unit is.</summary>
    private static decimal? UnitOf(Cell cell) =>
        cell is { Yuan: { } yuan } && AmountReader.Read(cell.Text).Value is { } value && value != 0 ? yuan / value : null;

    private void AddCell(CanonicalTable table, Row row, Column column, Cell cell, decimal unit)
    {
        var isBlank = cell.State is CellState.Blank or CellState.Dash;
        if (!isBlank && cell.State is not (CellState.Amount or CellState.Unreadable) && !IsGarbled(cell)) return;
        Add(new(AmountKey.OfCell(table.Id, row.Index, column.Key), cell.Printed, isBlank ? 0 : cell.Yuan, cell.Resolution,
            unit, isBlank, $"{RowLabel(table, row, column)} {ColumnLabel(column)}".Trim(),
            new(cell.At, table.Id, row.Index, column.Key)));
    }

    /// <summary>"1Z.S3": too few digits to be called a number, and nothing but one.</summary>
    private static bool IsGarbled(Cell cell) =>
        cell.State == CellState.Text && cell.Text.Length > 2 && cell.Text.Contains('.', StringComparison.Ordinal) &&
        cell.Text.Any(char.IsAsciiDigit) && cell.Text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or ',' or '|' or ' ');

    private void AddFact(Fact fact)
    {
        if (fact is { Value: { } value, Yuan: { } yuan })
            Add(new(AmountKey.OfFact(fact.Id), Plain(value), yuan, fact.Resolution,
                UnitOf(value, yuan), false, fact.Subject, fact.At));
        if (fact.Change is not { Value: { } change, Yuan: { } changeYuan } stated) return;
        var sign = stated.Direction == "decrease" ? -1 : 1;
        var unit = UnitOf(change, changeYuan);
        Add(new(AmountKey.OfChange(fact.Id), Plain(change), sign * changeYuan,
            unit * AmountText.LastDigit(change), unit, false, $"{fact.Subject} 增减", fact.At));
    }

    /// <summary>With the digits the sentence prints: what reads it again must find the same last digit.</summary>
    private static string Plain(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static decimal UnitOf(decimal printed, decimal yuan) => printed == 0 ? 1 : yuan / printed;

    private void Add(LedgerAmount amount)
    {
        if (index.TryAdd(amount.Key, amounts.Count)) amounts.Add(amount);
    }

    private static string RowLabel(CanonicalTable table, Row row, Column column)
    {
        if (column.Block > 0 || table.Columns.Any(other => other.Block != column.Block))
            foreach (var other in table.Columns)
                if (other.Block == column.Block && other.Type == ColumnType.Name &&
                    row.Cells.TryGetValue(other.Key, out var cell) && cell.Text.Length > 0)
                    return cell.Text;
        return row.Name is { Length: > 0 } name ? name : row.Code ?? (row.Kind == RowKind.Total ? "合计" : $"row {row.Index + 1}");
    }

    private static string ColumnLabel(Column column) => string.Join("/", column.Header.Where(text => text.Length > 0));
}
