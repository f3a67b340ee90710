using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Headers;
using Normalizer.Layouts;

namespace Normalizer.Tables;

/// <summary>Which cells of a form are amounts of money: those that a label of the layout's "amountLabels" speaks of.</summary>
/// <remarks>The label stands to the left of its amount or, in funding blocks, above it. A unit in the label, or in the label
/// at the start of the row ("资金金额（万元）"), goes before the table's.</remarks>
public sealed class FormAmounts
{
    private readonly Dictionary<(int Row, int Column), UnitLabel> units = [];

    /// <summary>Null where the cell is no amount of a form, or no unit is known for it.</summary>
    public UnitLabel? UnitOf(GridCell cell) => units.GetValueOrDefault((cell.Row, cell.Column));

    /// <summary>The one unit that the labels of the form's amounts state, where all do or the form repeats such an amount without a
    /// unit; else null.</summary>
    public UnitLabel? Common { get; private set; }

    public static FormAmounts Of(ExtractedTable table, LayoutDefinition? layout, UnitLabel? unit)
    {
        var amounts = new FormAmounts();
        var stated = new List<(UnitLabel? Unit, decimal? Value)>();
        if (layout is not { Grid: GridKind.Form, AmountLabels.IsEmpty: false }) return amounts;
        var filled = table.Cells.Where(cell => cell.Text.Length > 0).ToArray();
        var acrossRow = filled.SelectMany(cell => Enumerable.Range(cell.Row, cell.RowSpan).Select(row => (row, cell))).ToLookup(pair => pair.row, pair => pair.cell);
        var downColumn = filled.SelectMany(cell => Enumerable.Range(cell.Column, cell.ColumnSpan).Select(column => (column, cell))).ToLookup(pair => pair.column, pair => pair.cell);
        foreach (var cell in filled)
        {
            var carried = UnitReader.OfAmount(cell.Text, cell.At);
            if (AmountReader.Read(carried?.Amount ?? cell.Text) is not { State: CellState.Amount or CellState.Unreadable, Value: var value }) continue;
            var left = acrossRow[cell.Row].Where(other => other.Column < cell.Column).ToArray();
            var beside = left.MaxBy(other => other.Column);
            var above = downColumn[cell.Column].Where(other => other.Row < cell.Row).MaxBy(other => other.Row);
            var label = beside is not null && Speaks(layout, beside) ? beside : above is not null && Speaks(layout, above) ? above : null;
            if (label is null) continue;
            var own = carried?.Unit ?? left.Append(label).OrderByDescending(other => other == label).Select(other => UnitReader.OfLabel(other.Text, other.At)).FirstOrDefault(found => found is not null);
            stated.Add((own, value));
            if ((own ?? unit) is { } known) amounts.units[(cell.Row, cell.Column)] = known;
        }
        amounts.Common = CommonOf(stated);
        return amounts;
    }

    private static UnitLabel? CommonOf(List<(UnitLabel? Unit, decimal? Value)> stated)
    {
        var labelled = stated.Where(amount => amount.Unit is not null).ToArray();
        if (labelled.Select(amount => amount.Unit!.Yuan).Distinct().Count() != 1) return null;
        var isOfAll = labelled.Length == stated.Count ||
            stated.Any(amount => amount.Unit is null && amount.Value != 0 && labelled.Any(other => other.Value == amount.Value));
        return isOfAll ? labelled[0].Unit : null;
    }

    private static bool Speaks(LayoutDefinition layout, GridCell label) =>
        FoldedText.Of(label.Text) is var text && layout.AmountLabels.Any(pattern => pattern.IsMatch(text));
}
