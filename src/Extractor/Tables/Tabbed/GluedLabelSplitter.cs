namespace Extractor.Tables.Tabbed;

/// <summary>Parts a label from its value where a form has both in one cell: "项目终止时间 2020.12.31".</summary>
/// <remarks>The label must be known: the document has it as a cell of its own more than once, and the cell beside is empty.</remarks>
public static class GluedLabelSplitter
{
    private const int LongestLabel = 16;
    private const int Known = 2;

    /// <param name="blocks">A document's blocks; forms among them are replaced where a cell was parted.</param>
    public static void Split(ImmutableArray<Block>.Builder blocks, ImmutableArray<Repair>.Builder repairs)
    {
        var labels = Labels(blocks);
        if (labels.Count == 0) return;
        for (var i = 0; i < blocks.Count; i++)
            if (blocks[i] is TableBlock { Table: { HeaderRows: 0 } form } && Split(form, labels, repairs) is { } parted)
                blocks[i] = new TableBlock(parted);
    }

    private static HashSet<string> Labels(IEnumerable<Block> blocks) =>
        blocks.OfType<TableBlock>().Where(block => block.Table.HeaderRows == 0)
            .SelectMany(block => block.Table.Cells).Where(cell => cell.Text.Length is > 2 and <= LongestLabel && CellShapes.Of(cell.Text) == CellShape.Text)
            .GroupBy(cell => cell.Text, StringComparer.Ordinal).Where(group => group.Count() >= Known).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);

    private static ExtractedTable? Split(ExtractedTable form, HashSet<string> labels, ImmutableArray<Repair>.Builder repairs)
    {
        var filled = form.Cells.Select(cell => (cell.Row, cell.Column)).ToHashSet();
        var cells = form.Cells.ToBuilder();
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            var cell = cells[i];
            var space = cell.Printed.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || cell.Column + 1 >= form.ColumnCount || filled.Contains((cell.Row, cell.Column + 1)) || cell.At.Line is not { } line) continue;
            var (label, value) = (cell.Printed[..space], cell.Printed[(space + 1)..].TrimStart());
            if (!labels.Contains(label) || labels.Contains(cell.Text)) continue;
            var start = cell.At.Start + cell.Printed.Length - value.Length;
            cells[i] = cell with { Printed = label, Text = label, At = Evidence.OnLine(line, cell.At.Start, cell.At.Start + space) };
            cells.Insert(i + 1, cell with { Column = cell.Column + 1, Printed = value, Text = value, At = Evidence.OnLine(line, start, cell.At.End) });
            repairs.Add(new("merged_cells", new(cell.At), cell.Printed, $"{label}\t{value}", "glued-label",
                [$"The document has \"{label}\" as a label of its own elsewhere, and the cell beside it is empty."], 0.97, true));
        }
        return cells.Count == form.Cells.Length ? null : form with { Cells = cells.ToImmutable() };
    }
}
