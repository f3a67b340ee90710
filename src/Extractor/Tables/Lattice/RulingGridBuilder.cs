namespace Extractor.Tables.Lattice;

/// <summary>Finds the grids that crossing rulings span.</summary>
public sealed class RulingGridBuilder
{
    /// <summary>How far a line may end before another, in points, and still touch it.</summary>
    public double TouchTolerance { get; init; } = 3;

    /// <summary>Borders of one grid nearer than this, in points, are one border (double borders, shaded cells' own frames).</summary>
    public double BorderTolerance { get; init; } = 2.5;

    /// <summary>Share of a cell's side that lines must cover to close it.</summary>
    public double ClosedShare { get; init; } = 0.6;

    /// <summary>How far lines must run on beyond the last crossing line, in points, to show a cell whose outer border is missing.</summary>
    public double OpenEnd { get; init; } = 12;

    /// <summary>Grids with more places than this are drawings; the largest table page in our corpora has 2,000.</summary>
    public int LargestGrid { get; init; } = 40_000;

    /// <param name="horizontal">Joined horizontal lines of one page.</param>
    /// <returns>Grids with at least one crossing of each direction, largest first; empty when no two lines cross.</returns>
    public List<RulingGrid> Build(List<RulingLine> horizontal, List<RulingLine> vertical)
    {
        var groups = Connect(horizontal, vertical);
        var grids = new List<RulingGrid>();
        foreach (var (rows, columns) in groups)
            if (ToGrid(rows, columns) is { } grid) grids.Add(grid);
        grids.Sort((a, b) => (b.Box.Width * b.Box.Height).CompareTo(a.Box.Width * a.Box.Height));
        return grids;
    }

    private List<(List<RulingLine> Horizontal, List<RulingLine> Vertical)> Connect(List<RulingLine> horizontal, List<RulingLine> vertical)
    {
        var sets = new DisjointSets(horizontal.Count + vertical.Count);
        for (var v = 0; v < vertical.Count; v++)
        {
            var line = vertical[v];
            for (var h = FirstAtOrAfter(horizontal, line.From - TouchTolerance); h < horizontal.Count; h++)
            {
                if (horizontal[h].At > line.To + TouchTolerance) break;
                if (line.At >= horizontal[h].From - TouchTolerance && line.At <= horizontal[h].To + TouchTolerance)
                    sets.Join(h, horizontal.Count + v);
            }
        }
        var groups = new SortedDictionary<int, (List<RulingLine>, List<RulingLine>)>();
        for (var i = 0; i < horizontal.Count + vertical.Count; i++)
        {
            var root = sets.Find(i);
            if (!groups.TryGetValue(root, out var group)) groups[root] = group = ([], []);
            if (i < horizontal.Count) group.Item1.Add(horizontal[i]);
            else group.Item2.Add(vertical[i - horizontal.Count]);
        }
        return [.. groups.Values.Where(group => group.Item1.Count > 0 && group.Item2.Count > 0)];
    }

    private static int FirstAtOrAfter(List<RulingLine> lines, double at)
    {
        int low = 0, high = lines.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lines[middle].At < at) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private RulingGrid? ToGrid(List<RulingLine> horizontal, List<RulingLine> vertical)
    {
        var rows = Edges(horizontal, vertical);
        var columns = Edges(vertical, horizontal);
        if (rows.Count < 2 || columns.Count < 2 || (long)rows.Count * columns.Count > LargestGrid) return null;
        var closedRight = Closed(columns, rows, vertical);
        var closedBelow = Closed(rows, columns, horizontal);
        return new([.. columns], [.. rows], Cells(rows.Count - 1, columns.Count - 1,
            (row, column) => closedRight[column + 1, row], (row, column) => closedBelow[row + 1, column]));
    }

    /// <summary>Positions of the borders, with the outer ones that are missing where crossing lines run on beyond the last.</summary>
    private List<double> Edges(List<RulingLine> lines, List<RulingLine> crossing)
    {
        var edges = new List<double>();
        foreach (var at in lines.Select(line => line.At).Order())
            if (edges.Count == 0 || at - edges[^1] > BorderTolerance) edges.Add(at);
        // Half of the crossing lines must run on: one that sticks out is a stroke of something else.
        var starts = crossing.Select(line => line.From).Order().ToList();
        var ends = crossing.Select(line => line.To).OrderDescending().ToList();
        var start = starts[(starts.Count - 1) / 2];
        var end = ends[(ends.Count - 1) / 2];
        if (edges[0] - start > OpenEnd) edges.Insert(0, start);
        if (end - edges[^1] > OpenEnd) edges.Add(end);
        return edges;
    }

    /// <summary>closed[i, k]: lines at border i cover the stretch from crossing border k to k + 1.</summary>
    private bool[,] Closed(List<double> borders, List<double> crossing, List<RulingLine> lines)
    {
        var covered = new double[borders.Count, crossing.Count - 1];
        foreach (var line in lines)
        {
            var border = Nearest(borders, line.At);
            for (var k = 0; k + 1 < crossing.Count; k++)
            {
                var overlap = Math.Min(line.To, crossing[k + 1]) - Math.Max(line.From, crossing[k]);
                if (overlap > 0) covered[border, k] += overlap;
            }
        }
        var closed = new bool[borders.Count, crossing.Count - 1];
        for (var i = 0; i < borders.Count; i++)
            for (var k = 0; k + 1 < crossing.Count; k++)
                closed[i, k] = covered[i, k] >= ClosedShare * (crossing[k + 1] - crossing[k]);
        return closed;
    }

    private static int Nearest(List<double> borders, double at)
    {
        var best = 0;
        for (var i = 1; i < borders.Count; i++)
            if (Math.Abs(borders[i] - at) < Math.Abs(borders[best] - at)) best = i;
        return best;
    }

    /// <summary>Places without a border between them are one cell, as long as together they are a rectangle.</summary>
    private static ImmutableArray<RulingCell> Cells(int rows, int columns, Func<int, int, bool> closedRight, Func<int, int, bool> closedBelow)
    {
        var cells = ImmutableArray.CreateBuilder<RulingCell>();
        var taken = new bool[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                if (taken[row, column]) continue;
                var width = 1;
                while (column + width < columns && !taken[row, column + width] && !closedRight(row, column + width - 1)) width++;
                var height = 1;
                while (row + height < rows && GoesOn(row + height - 1, column, width)) height++;
                for (var i = 0; i < height; i++)
                    for (var j = 0; j < width; j++) taken[row + i, column + j] = true;
                cells.Add(new(row, column, height, width));
            }
        return cells.ToImmutable();

        // Open below over the whole width, and the next row has no border inside and ends at the same places.
        bool GoesOn(int row, int column, int width)
        {
            for (var j = 0; j < width; j++)
            {
                if (closedBelow(row, column + j)) return false;
                if (j + 1 < width && closedRight(row + 1, column + j)) return false;
            }
            return (column == 0 || closedRight(row + 1, column - 1) || taken[row + 1, column - 1])
                && (column + width == columns || closedRight(row + 1, column + width - 1));
        }
    }
}
