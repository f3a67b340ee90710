using Normalizer.Canonical;
using Normalizer.Codes;

namespace Normalizer.Checks;

/// <summary>A row, or one block's part of a row, as a node of the table's tree.</summary>
/// <param name="Code">What it is keyed by: the printed code, or a unit's where the printed ones repeat.</param>
/// <param name="Labels">Grid columns in front of the amounts that hold a text here, in order; cells that span from above don't count.</param>
/// <param name="IsSum">小计 stands beside the label: "一般公共预算资金 | 小计".</param>
/// <param name="IsHead">The name of a unit above its codes.</param>
internal sealed record TreeLine(
    Row Row, int Block, RowKind Kind, string? Code, string? Name, int? Level, ImmutableArray<int> Labels, bool IsSum, bool IsHead)
{
    public bool IsPart => Kind is RowKind.Item or RowKind.Subtotal;

    /// <summary>"其中：…" repeats a part of the line above it.</summary>
    public bool IsAside => Name?.StartsWith("其中", StringComparison.Ordinal) == true;

    /// <returns>Block by block from the top down; empty for blocks without codes: two-sided tables of names are no trees.</returns>
    public static ImmutableArray<TreeLine> Of(CanonicalTable table)
    {
        var blocks = table.Columns.GroupBy(column => column.Block).OrderBy(block => block.Key).Select(block => block.ToArray()).ToArray();
        if (blocks.Length == 1) return WithUnitCodes(table, [.. table.Rows.Select(row => OfRow(table, row))]);
        if (!Array.TrueForAll(blocks, block => block.Any(column => column.Type == ColumnType.Code))) return [];
        return [.. blocks.SelectMany(block => table.Rows.Select(row => OfBlock(row, block)).OfType<TreeLine>())];
    }

    private static TreeLine OfRow(CanonicalTable table, Row row)
    {
        var front = table.Columns.TakeWhile(column => column.Type != ColumnType.Amount).ToArray();
        var labels = Enumerable.Range(0, front.Length).Where(column => Text(row, front[column]).Length > 0).ToImmutableArray();
        var code = Array.FindIndex(front, column => column.Type == ColumnType.Code && column.Meaning != "unit.code");
        var isHead = row is { Kind: RowKind.Item, Code: null } && code > 0 && labels.Length > 0
            && (labels[^1] < code || labels.Any(column => front[column].Meaning == "unit.code"));
        var isSum = labels.Skip(row.Kind == RowKind.Item ? 0 : 1).Any(column => Text(row, front[column]) is "小计" or "合计");
        return new(row, 0, row.Kind, row.Code, row.Name, row.Level, labels, isSum, isHead);
    }

    /// <returns>Null where the block has nothing in this row.</returns>
    private static TreeLine? OfBlock(Row row, Column[] block)
    {
        var texts = block.Where(column => column.Type is ColumnType.Code or ColumnType.Name).Select(column => Text(row, column)).Where(text => text.Length > 0).ToArray();
        if (texts.Length == 0) return null;
        var code = CodeSystem.CodeOf(texts[0]);
        var kind = code is not null ? RowKind.Item : row.Kind;
        return new(row, block[0].Block, kind, code, texts[^1], null, [], false, false);
    }

    /// <summary>Where the functional codes repeat from row to row, and some rows name a unit, the tree is that of the units: 245, 245001, then what it buys.</summary>
    private static ImmutableArray<TreeLine> WithUnitCodes(CanonicalTable table, ImmutableArray<TreeLine> lines)
    {
        if (table.Columns.FirstOrDefault(column => column.Meaning == "unit.code") is not { } unit) return lines;
        var keyed = lines.Where(line => line.Code is not null).ToArray();
        var named = keyed.Count(line => Text(line.Row, unit).Length > 0);
        var distinct = keyed.Select(line => line.Code).Distinct().Count();
        if (named == 0 || named * 2 > keyed.Length || distinct * 2 > keyed.Length) return lines;
        return [.. lines.Select(line => line with { Code = CodeSystem.CodeOf(Text(line.Row, unit)), Level = null })];
    }

    private static string Text(Row row, Column column) => row.Cells.GetValueOrDefault(column.Key)?.Text.Trim() ?? "";
}
