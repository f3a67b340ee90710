using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Codes;
using Normalizer.Headers;
using Normalizer.Layouts;

namespace Normalizer.Tables;

/// <summary>The body of one table: rows with their key, place in the tree, and cells.</summary>
/// <param name="columns">Of the whole grid, in order.</param>
/// <param name="unit">Null: no yuan is computed.</param>
/// <param name="layout">The layout that claims the table; null for unknown tables.</param>
public sealed class RowReader(ExtractedTable table, ImmutableArray<Column> columns, UnitLabel? unit, LayoutDefinition? layout, LayoutLibrary library)
{
    private readonly RowKeys keys = new(columns);
    private readonly FormAmounts forms = FormAmounts.Of(table, layout, unit);
    private readonly string? system = layout?.Codes;
    private readonly ILookup<int, GridCell> cellsOfRow = table.Cells.ToLookup(cell => cell.Row);

    /// <summary>A unit in a column's header goes before the table's: "单价（元）" in a table of 万元.</summary>
    private readonly ImmutableArray<UnitLabel?> columnUnits = [.. columns.Select(column =>
        column.Header.Reverse().Select(text => UnitReader.OfLabel(text, table.At[0])).FirstOrDefault(found => found is not null) ?? unit)];

    public ImmutableArray<Row> Read()
    {
        var cells = Owners();
        var composer = new SplitCodes();
        var labels = new List<RowLabel>();
        for (var row = table.HeaderRows; row < table.RowCount; row++) labels.Add(keys.Read(cells, row, composer));
        var tree = new CodeTree(labels.Select(label => label.Code).OfType<string>());
        var rows = ImmutableArray.CreateBuilder<Row>(labels.Count);
        for (var index = 0; index < labels.Count; index++)
            rows.Add(Read(cells, index, labels[index], tree));
        return rows.MoveToImmutable();
    }

    private Row Read(GridCell?[,] owners, int index, RowLabel label, CodeTree tree)
    {
        var gridRow = table.HeaderRows + index;
        var building = new RowCells.Builder(columns.Length);
        var rowAt = cellsOfRow[gridRow].FirstOrDefault()?.At ?? table.At[0];
        for (var column = 0; column < columns.Length; column++)
        {
            var owner = owners[gridRow, column];
            if (owner is not null && (owner.Row != gridRow || owner.Column != column)) continue;
            if (owner is null && columns[column].Type is not (ColumnType.Amount or ColumnType.Percent)) continue;
            building.Add(columns[column].Key, owner is not null && forms.UnitOf(owner) is { } own
                ? ReadAmount(owner, own) : ReadCell(owner, columns[column].Type, columnUnits[column], owner?.At ?? Blank(rowAt)));
        }
        var cells = building.Build();
        var kind = Kind(label, gridRow, index, cells);
        var codes = label.Code is { } code ? system is CodeSystem.Unit ? CodeSystem.Unit : CodeSystem.Of(code) ?? (keys.IsUnitKeyed ? CodeSystem.Unit : system) : null;
        var level = label.Code is { } keyed ? tree.LevelOf(keyed, codes) : label.Name is { } name && kind == RowKind.Item ? NameLevel.Of(name) : null;
        return new(index, kind, label.Code, codes, label.SecondCode, level,
            label.Code is { } child ? tree.ParentOf(child) : null, label.Name, label.NameAsPrinted, cells);
    }

    private Cell ReadCell(GridCell? cell, ColumnType type, UnitLabel? unitHere, Evidence at)
    {
        if (cell is null) return new("", "", CellState.Blank, null, 0, null, null, at);
        if (type is not (ColumnType.Amount or ColumnType.Percent))
        {
            var state = cell.Text.Length == 0 ? CellState.Blank : type switch
            {
                ColumnType.Code => CellState.Code,
                ColumnType.Count or ColumnType.Index when AmountReader.Read(cell.Text).State == CellState.Amount => CellState.Count,
                _ => CellState.Text,
            };
            return new(cell.Printed, cell.Text, state, null, 0, null, null, at);
        }
        if (type == ColumnType.Amount) return ReadAmount(cell, unitHere);
        var reading = AmountReader.Read(cell.Text);
        return new(cell.Printed, cell.Text, reading.State == CellState.Amount ? CellState.Percent : reading.State, null, 0, null, null, at);
    }

    /// <summary>A unit that the cell itself prints goes before the table's.</summary>
    private static Cell ReadAmount(GridCell cell, UnitLabel? unit)
    {
        var (text, own) = UnitReader.OfAmount(cell.Text, cell.At) is { } whole ? (whole.Amount, whole.Unit) : (cell.Text, unit);
        var reading = AmountReader.Read(text);
        if (reading is not { State: CellState.Amount, Value: { } value })
            return new(cell.Printed, cell.Text, reading.State, null, 0, null, null, cell.At);
        decimal? yuan = own is null ? null : value * own.Yuan;
        var resolution = own is null ? 0 : own.Yuan / AmountText.PowerOfTen(reading.Decimals);
        return new(cell.Printed, AmountReader.Plain(text), CellState.Amount, yuan, resolution, CellStatus.Unchecked, null, cell.At);
    }

    private RowKind Kind(RowLabel label, int gridRow, int index, RowCells cells)
    {
        if (label.Code is null)
        {
            var name = FoldedText.WithYear(label.Name ?? "");
            if (library.IsTotal(name)) return RowKind.Total;
            if (library.IsSubtotal(name)) return RowKind.Subtotal;
            if (IsNote(gridRow)) return RowKind.Note;
            if (name.Length == 0 && index == 0 && keys.HasKey && table.RowCount > table.HeaderRows + 1 && cells.Values.Any(cell => cell.State == CellState.Amount)) return RowKind.Total;
        }
        return RowKind.Item;
    }

    /// <summary>A remark inside the frame: one text in the row, and it begins as remarks do.</summary>
    private bool IsNote(int gridRow)
    {
        var filled = cellsOfRow[gridRow].Where(cell => cell.Text.Length > 0).Take(2).ToArray();
        return filled.Length == 1 && Captions.CaptionLines.RoleOf(new(filled[0].Text, filled[0].At, false)) == Captions.LineRole.Note;
    }

    private GridCell?[,] Owners()
    {
        var owners = new GridCell?[table.RowCount, table.ColumnCount];
        foreach (var cell in table.Cells)
            for (var row = cell.Row; row < Math.Min(cell.Row + cell.RowSpan, table.RowCount); row++)
                for (var column = cell.Column; column < Math.Min(cell.Column + cell.ColumnSpan, table.ColumnCount); column++)
                    owners[row, column] ??= cell;
        return owners;
    }

    private static Evidence Blank(Evidence row) => row.Line is { } line ? Evidence.OnLine(line, 0, 0) : row with { Box = null };
}
