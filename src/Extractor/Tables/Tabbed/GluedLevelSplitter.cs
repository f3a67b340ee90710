namespace Extractor.Tables.Tabbed;

/// <summary>Parts a group's name from the heading of its first column where both are printed in one cell: "公共预算拨款 小计"
/// beside "其中：…".</summary>
public static class GluedLevelSplitter
{
    /// <param name="header">Header rows with their cells in place.</param>
    /// <returns>The header with the level below the group's name, the cell that was parted and its two parts; null if none is glued.</returns>
    public static (ImmutableArray<TabbedRow> Header, TabbedRow Row, TabbedCell Glued, string Parts)? Split(ImmutableArray<TabbedRow> header)
    {
        if (header.IsEmpty) return null;
        var last = header[^1];
        for (var column = 0; column + 1 < last.Width; column++)
        {
            var glued = last.Cells[column];
            var space = glued.Printed.LastIndexOf(' ');
            if (space <= 0 || glued.Printed[(space + 1)..] is not ("小计" or "合计") || !last[column + 1].StartsWith("其中", StringComparison.Ordinal)) continue;
            var (group, total) = (glued.Printed[..space].TrimEnd(), glued.Printed[(space + 1)..]);
            var upper = last.Cells.ToBuilder();
            var lower = Enumerable.Repeat(TabbedCell.Empty, last.Width).ToArray();
            (upper[column], upper[column + 1]) = (new(group, group, glued.Start, 0), TabbedCell.Empty);
            (lower[column], lower[column + 1]) = (new(total, total, glued.Start + space + 1, 0), last.Cells[column + 1]);
            return ([.. header[..^1], last with { Cells = upper.ToImmutable() }, last with { Cells = [.. lower] }], last, glued, $"{group}/{total}");
        }
        return null;
    }
}
