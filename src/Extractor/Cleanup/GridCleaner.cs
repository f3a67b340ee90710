namespace Extractor.Cleanup;

/// <summary>Cleans the cells of a grid, each in the light of its column.</summary>
public static class GridCleaner
{
    /// <param name="cells">Their texts as printed.</param>
    /// <param name="repairs">Gets what was changed.</param>
    /// <returns>The cells that hold something, or span others, with their cleaned texts.</returns>
    public static ImmutableArray<GridCell> Clean(IReadOnlyCollection<GridCell> cells, int columns, ImmutableArray<Repair>.Builder repairs)
    {
        var texts = cells.ToLookup(cell => cell.Column, cell => cell.Text);
        var profiles = Enumerable.Range(0, columns).Select(column => ColumnProfile.Of(texts[column])).ToArray();
        var cleaned = ImmutableArray.CreateBuilder<GridCell>(cells.Count);
        foreach (var cell in cells)
        {
            if (cell.Printed.Length == 0 && cell is { RowSpan: 1, ColumnSpan: 1 }) continue;
            var (text, changes) = CellCleaner.Clean(cell.Printed, profiles[cell.Column]);
            foreach (var change in changes) repairs.Add(change.ToRepair(cell.At));
            cleaned.Add(cell with { Text = text });
        }
        return cleaned.ToImmutable();
    }
}
