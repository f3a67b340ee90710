using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Codes;

namespace Normalizer.Tables;

/// <summary>What a row is called.</summary>
public readonly record struct RowLabel(string? Code, string? SecondCode, string? Name, string? NameAsPrinted);

/// <summary>Which columns hold the key of a row, by their meanings and, without those, by their types.</summary>
public sealed class RowKeys(ImmutableArray<Column> columns)
{
    private static readonly string[] CodeMeanings = ["code", "unit.code", "project.code"];
    private static readonly string[] NameMeanings = ["name", "unit.name", "project.name"];
    private static readonly string[] SplitMeanings = ["code.class", "code.section", "code.item"];

    private readonly int code = First(columns, CodeMeanings, ColumnType.Code);
    private readonly int[] split = [.. SplitMeanings.Select(meaning => Index(columns, meaning))];
    private readonly int second = Index(columns, "second.code");
    private readonly int name = First(columns, NameMeanings, ColumnType.Name);

    /// <summary>Columns that a label may stand in, those of names first.</summary>
    private readonly int[] labels = [.. Enumerable.Range(0, columns.Length)
        .Where(column => columns[column].Type is not (ColumnType.Amount or ColumnType.Percent or ColumnType.Index or ColumnType.Count))
        .OrderBy(column => columns[column].Type == ColumnType.Name ? 0 : 1)];

    /// <summary>The table has a column for codes or names at all.</summary>
    public bool HasKey => code >= 0 || name >= 0 || IsSplit;

    public bool IsUnitKeyed => code >= 0 && columns[code].Meaning == "unit.code";

    private bool IsSplit => split[0] >= 0 && split[1] >= 0;

    public RowLabel Read(GridCell?[,] owners, int row, SplitCodes composer)
    {
        GridCell? At(int column) => column >= 0 ? owners[row, column] : null;
        var found = IsSplit
            ? composer.Next(At(split[0])?.Text ?? "", At(split[1])?.Text ?? "", split[2] >= 0 ? At(split[2])?.Text ?? "" : "")
            : At(code) is { } cell ? CodeSystem.CodeOf(cell.Text) : null;
        var secondCode = At(second) is { } other ? CodeSystem.CodeOf(other.Text) : null;
        var label = NameCell(owners, row);
        return new(found, secondCode, label?.Text.Trim().TrimEnd(':', '：'), label?.Printed.Trim());
    }

    /// <summary>The name column's cell; where it is blank, the block's next name, else the first label of the row:
    /// 合计 stands in the code column, or in whichever column the publisher put it.</summary>
    private GridCell? NameCell(GridCell?[,] owners, int row)
    {
        if (name >= 0 && owners[row, name] is { Text.Length: > 0 } cell) return cell;
        foreach (var column in labels)
        {
            if (owners[row, column] is not { } label || label.Row != row || label.Text.Length == 0) continue;
            if (CodeSystem.CodeOf(label.Text) is null && AmountReader.Read(label.Text).State == CellState.Text) return label;
        }
        return null;
    }

    private static int First(ImmutableArray<Column> columns, string[] meanings, ColumnType type)
    {
        foreach (var meaning in meanings)
            if (Index(columns, meaning) is >= 0 and var index) return index;
        for (var index = 0; index < columns.Length; index++)
            if (columns[index].Type == type) return index;
        return -1;
    }

    private static int Index(ImmutableArray<Column> columns, string meaning)
    {
        for (var index = 0; index < columns.Length; index++)
            if (columns[index].Meaning == meaning) return index;
        return -1;
    }
}
