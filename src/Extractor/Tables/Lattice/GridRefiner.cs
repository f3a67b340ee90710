using Extractor.Tables.Stream;
using Extractor.Tables.Text;

namespace Extractor.Tables.Lattice;

/// <summary>Adds the borders that a partly ruled grid leaves to white space: columns ruled in the header only, rows not ruled at all.</summary>
internal sealed class GridRefiner
{
    /// <summary>One cell whose texts keep to so many columns is enough to show that its inner borders are missing.</summary>
    private const int SureColumns = 4;

    private readonly TextLineBuilder lineBuilder = new();
    private readonly LineSegmenter segmenter = new();
    private readonly ColumnFinder columnFinder = new();
    private readonly StreamRowBuilder rowBuilder = new();

    /// <param name="inside">The runs that stand in the grid.</param>
    public RulingGrid Refine(RulingGrid grid, IReadOnlyList<TextRun> inside)
    {
        var segments = lineBuilder.Build(inside.Where(run => run.Turn == 0)).SelectMany(line => CutAtBorders(segmenter.Cut(line), grid)).ToList();
        grid = SplitColumns(grid, segments);
        grid = SplitOpenCells(grid, segments);
        return SplitRows(grid, segments);
    }

    /// <summary>A segment that runs over a border with a gap there is two.</summary>
    private static IEnumerable<Segment> CutAtBorders(SegmentedLine line, RulingGrid grid)
    {
        foreach (var segment in line.Segments)
        {
            var open = new List<TextRun>();
            foreach (var run in segment.Runs)
            {
                if (open.Count > 0 && grid.ColumnEdges.Any(edge => open[^1].Box.X1 <= edge + 1 && run.Box.X0 >= edge - 1))
                {
                    yield return Segment.Of(open);
                    open.Clear();
                }
                open.Add(run);
            }
            yield return Segment.Of(open);
        }
    }

    /// <summary>A ruled column in which most lines fall apart along the same white lanes is several columns.</summary>
    private RulingGrid SplitColumns(RulingGrid grid, List<Segment> segments)
    {
        var edges = new List<double>();
        for (var column = 0; column + 1 < grid.ColumnEdges.Length; column++)
        {
            double left = grid.ColumnEdges[column], right = grid.ColumnEdges[column + 1];
            edges.Add(left);
            var own = segments.Where(segment => segment.Box.X0 >= left - 2 && segment.Box.X1 <= right + 2).ToList();
            var lines = own.GroupBy(segment => Math.Round(segment.Box.Y1)).Select(line => SegmentedLine.Of([.. line.OrderBy(segment => segment.Box.X0)])).ToList();
            var parted = lines.Where(line => line.Segments.Length > 1).ToList();
            if (parted.Count < 3 || parted.Count < 0.6 * lines.Count) continue;
            // Lines with figures show the columns; a title's loose words do not.
            var found = columnFinder.Find(parted.FindAll(line => line.Segments.Any(segment => segment.IsNumeric)));
            if (found.Count < 2 || parted.SelectMany(line => line.Segments.Skip(1)).Count(segment => segment.IsNumeric) < 0.5 * parted.Count) continue;
            edges.AddRange(found.Zip(found.Skip(1), (a, b) => (a.X1 + b.X0) / 2));
        }
        edges.Add(grid.ColumnEdges[^1]);
        if (edges.Count == grid.ColumnEdges.Length) return grid;
        int NewIndex(int old) => edges.FindIndex(edge => edge == grid.ColumnEdges[old]);
        return grid with
        {
            ColumnEdges = [.. edges],
            Cells = [.. grid.Cells.Select(cell => cell with { Column = NewIndex(cell.Column), ColumnSpan = NewIndex(cell.Column + cell.ColumnSpan) - NewIndex(cell.Column) })],
        };
    }

    /// <summary>Cells over the same columns, several of which hold texts that keep to those columns, are rows whose inner borders are not drawn.</summary>
    private static RulingGrid SplitOpenCells(RulingGrid grid, List<Segment> segments)
    {
        var cells = ImmutableArray.CreateBuilder<RulingCell>();
        foreach (var span in grid.Cells.GroupBy(cell => (cell.Column, cell.ColumnSpan)))
        {
            var edges = grid.ColumnEdges.AsSpan(span.Key.Column, span.Key.ColumnSpan + 1).ToArray();
            var keeps = span.Key.ColumnSpan == 1 ? [] : span.Where(cell => KeepsToColumns(grid.BoxOf(cell), edges, segments)).ToHashSet();
            var isOpen = (keeps.Count >= 2 || keeps.Any(cell => KeepsToColumns(grid.BoxOf(cell), edges, segments, SureColumns))) && keeps.Count >= 0.5 * span.Count(cell => HasText(grid.BoxOf(cell), segments));
            foreach (var cell in span)
            {
                if (!isOpen || !keeps.Contains(cell) && HasText(grid.BoxOf(cell), segments)) cells.Add(cell);
                else
                    for (var column = 0; column < cell.ColumnSpan; column++) cells.Add(cell with { Column = cell.Column + column, ColumnSpan = 1 });
            }
        }
        return grid with { Cells = [.. cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)] };
    }

    private static bool HasText(Box box, List<Segment> segments) => segments.Exists(segment => box.Contains(segment.Box.CenterX, segment.Box.CenterY));

    private static bool KeepsToColumns(Box box, double[] edges, List<Segment> segments, int fewest = 2)
    {
        var filled = new HashSet<int>();
        foreach (var segment in segments)
        {
            if (!box.Contains(segment.Box.CenterX, segment.Box.CenterY)) continue;
            var column = Array.FindLastIndex(edges, edge => edge <= segment.Box.CenterX);
            if (column + 1 >= edges.Length || segment.Box.X0 < edges[column] - 2 || segment.Box.X1 > edges[column + 1] + 2) return false;
            filled.Add(column);
        }
        return filled.Count >= fewest;
    }

    /// <summary>A ruled row whose cells hold lists of figures side by side is several rows.</summary>
    private RulingGrid SplitRows(RulingGrid grid, List<Segment> segments)
    {
        var edges = new List<double>();
        for (var row = 0; row + 1 < grid.RowEdges.Length; row++)
        {
            double top = grid.RowEdges[row], bottom = grid.RowEdges[row + 1];
            edges.Add(top);
            var own = segments.Where(segment => segment.Box.CenterY > top && segment.Box.CenterY < bottom).ToList();
            if (!HoldsLists(grid, row, own)) continue;
            var columns = grid.ColumnEdges.Zip(grid.ColumnEdges.Skip(1), (from, to) => new ColumnExtent(from, to)).ToList();
            var rows = rowBuilder.Build(own, [], columns);
            edges.AddRange(rows.Zip(rows.Skip(1), (a, b) => (a.Y1 + b.Y0) / 2));
        }
        edges.Add(grid.RowEdges[^1]);
        if (edges.Count == grid.RowEdges.Length) return grid;
        int NewIndex(int old) => edges.FindIndex(edge => edge == grid.RowEdges[old]);
        var cells = ImmutableArray.CreateBuilder<RulingCell>();
        foreach (var cell in grid.Cells)
        {
            int from = NewIndex(cell.Row), to = NewIndex(cell.Row + cell.RowSpan);
            if (cell.RowSpan > 1) cells.Add(cell with { Row = from, RowSpan = to - from });
            else
                for (var row = from; row < to; row++) cells.Add(cell with { Row = row });
        }
        return new(grid.ColumnEdges, [.. edges], [.. cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)]);
    }

    /// <summary>Two cells with two figures below each other, or one with three, that no narrow cell has wrapped.</summary>
    private static bool HoldsLists(RulingGrid grid, int row, List<Segment> own)
    {
        int pairs = 0, longer = 0;
        foreach (var cell in grid.Cells)
        {
            if (cell.Row != row || cell.RowSpan != 1) continue;
            var box = grid.BoxOf(cell);
            var lines = own.Where(segment => box.Contains(segment.Box.CenterX, segment.Box.CenterY)).OrderBy(segment => segment.Box.CenterY).ToList();
            if (lines.Count < 2 || !lines.TrueForAll(line => line.IsNumeric) || lines.Zip(lines.Skip(1)).Any(pair => pair.Second.Box.CenterY - pair.First.Box.CenterY < 0.6 * pair.First.Size)) continue;
            var isWrapped = lines.SkipLast(1).All(line => box.Width - line.Box.Width < 1.6 * line.Size)
                || Characters.IsWellFormedNumber(string.Concat(lines.Select(line => line.Text))) && lines.Exists(line => !Characters.IsWellFormedNumber(line.Text));
            if (isWrapped) continue;
            if (lines.Count >= 3) longer++;
            pairs++;
        }
        return pairs >= 2 || longer >= 1;
    }
}
