namespace Extractor.Tables.Continuation;

/// <summary>A table under construction: the first page's part and what later pages added to it.</summary>
internal sealed class JoinedTable
{
    /// <summary>Borders of the parts may differ by this much, in points.</summary>
    private const double EdgeTolerance = 4;

    /// <summary>Likewise between columns without rulings, whose edges depend on the texts of each page.</summary>
    private const double LooseTolerance = 40;

    /// <summary>A form merges cells in at least this share of its rows.</summary>
    private const double MergedShare = 0.3;

    private List<GridCell> cells;
    private ImmutableArray<double> edges;
    private readonly List<Evidence> at;
    private int rowCount;

    public JoinedTable(PageTable first)
    {
        First = Last = first;
        cells = [.. first.Cells];
        edges = first.ColumnEdges;
        rowCount = first.RowCount;
        at = [Evidence.OnPage(first.Page, first.Box)];
    }

    public PageTable First { get; }
    public PageTable Last { get; private set; }

    /// <summary>How many leading rows of <paramref name="next"/> repeat leading rows of this table.</summary>
    public int CountRepeatedRows(PageTable next)
    {
        var count = 0;
        while (count < Math.Min(Math.Min(First.RowCount, next.RowCount), 8) && SameRow(First, next, count)) count++;
        // A row of blanks repeats anything.
        while (count > 0 && !next.Cells.Any(cell => cell.Row == count - 1 && cell.Text.Length > 0)) count--;
        return count;
    }

    private static bool SameRow(PageTable a, PageTable b, int row) =>
        a.Cells.Where(cell => cell.Row == row && cell.Text.Length > 0).Select(cell => (a.IsRuled ? cell.Column : 0, cell.Text))
            .SequenceEqual(b.Cells.Where(cell => cell.Row == row && cell.Text.Length > 0).Select(cell => (a.IsRuled ? cell.Column : 0, cell.Text)));

    /// <summary>The columns of both parts stand at the same places; for columns known by their texts, about there.</summary>
    public bool HasColumnsOf(PageTable next)
    {
        if (edges.Length != next.ColumnEdges.Length) return false;
        for (var i = 0; i < edges.Length; i++)
            if (Math.Abs(edges[i] - next.ColumnEdges[i]) > (next.IsRuled ? EdgeTolerance : LooseTolerance)) return false;
        return true;
    }

    /// <summary>Both parts are ruled and equally wide, and every border of the later one is one of this: it merges cells in each of its rows,
    /// as a last row 合计 on a page of its own does.</summary>
    public bool HasBordersOf(PageTable next) => Last.IsRuled && next.IsRuled
        && Math.Abs(edges[0] - next.ColumnEdges[0]) <= EdgeTolerance && Math.Abs(edges[^1] - next.ColumnEdges[^1]) <= EdgeTolerance
        && next.ColumnEdges.All(edge => edges.Any(own => Math.Abs(own - edge) <= EdgeTolerance));

    /// <summary>Both parts are ruled, equally wide, and merge cells as forms do: their columns may change from page to page.</summary>
    public bool IsFormLike(PageTable next) => Last.IsRuled && next.IsRuled
        && Math.Abs(Last.Box.X0 - next.Box.X0) <= EdgeTolerance && Math.Abs(Last.Box.X1 - next.Box.X1) <= EdgeTolerance
        && (MergesCells(Last) || MergesCells(next));

    /// <summary>Columns known by their texts: on a page where some are empty, or with few rows, others are found, but the texts stand in the same ones.</summary>
    /// <param name="skip">Leading rows of <paramref name="next"/> that only repeat the header.</param>
    public bool HasLooseColumnsOf(PageTable next, int skip) => !next.IsRuled && !Last.IsRuled && OnCommonColumns(next, skip) is not null;

    /// <summary>Both parts on the columns of the one with more rows; if its columns do not hold the other, the other way round.</summary>
    private (List<GridCell> Before, List<GridCell> Added, ImmutableArray<double> Edges)? OnCommonColumns(PageTable next, int skip)
    {
        if (Math.Abs(edges[0] - next.ColumnEdges[0]) > LooseTolerance || Math.Abs(edges[^1] - next.ColumnEdges[^1]) > LooseTolerance) return null;
        List<GridCell> added = [.. next.Cells.Where(cell => cell.Row >= skip)];
        return rowCount >= next.RowCount - skip ? OnThese() ?? OnNext() : OnNext() ?? OnThese();

        (List<GridCell>, List<GridCell>, ImmutableArray<double>)? OnThese() =>
            LooseColumns.Place(added, next.ColumnEdges, edges) is { } placed ? (cells, placed, edges) : null;

        (List<GridCell>, List<GridCell>, ImmutableArray<double>)? OnNext() =>
            LooseColumns.Place(cells, edges, next.ColumnEdges) is { } placed ? (placed, added, next.ColumnEdges) : null;
    }

    private static bool MergesCells(PageTable table) =>
        table.Cells.Where(cell => cell.ColumnSpan > 1).Select(cell => cell.Row).Distinct().Count() > MergedShare * table.RowCount;

    /// <param name="skip">Leading rows of <paramref name="next"/> that only repeat the header.</param>
    public void Append(PageTable next, int skip)
    {
        IEnumerable<GridCell> added = next.Cells;
        if (!next.IsRuled && !Last.IsRuled && OnCommonColumns(next, skip) is { } common) (cells, added, edges) = common;
        else if (!HasColumnsOf(next))
        {
            var union = Union(edges, next.ColumnEdges);
            cells = [.. cells.Select(cell => OnEdges(cell, edges, union))];
            added = added.Select(cell => OnEdges(cell, next.ColumnEdges, union));
            edges = union;
        }
        var rows = added.ToList();
        var rest = rows.FindAll(cell => cell.Row == skip);
        if (CutRow.IsRest(cells, rowCount - 1, rest))
        {
            foreach (var piece in rest.Where(piece => piece.Text.Length > 0))
            {
                var upper = cells.FindIndex(cell => cell.Row == rowCount - 1 && cell.Column == piece.Column && cell.Text.Length > 0);
                cells[upper] = CutRow.Join(cells[upper], piece);
            }
            skip++;
        }
        cells.AddRange(rows.Where(cell => cell.Row >= skip).Select(cell => cell with { Row = cell.Row - skip + rowCount }));
        rowCount += next.RowCount - skip;
        at.Add(Evidence.OnPage(next.Page, next.Box));
        Last = next;
    }

    private static ImmutableArray<double> Union(ImmutableArray<double> a, ImmutableArray<double> b)
    {
        var union = ImmutableArray.CreateBuilder<double>();
        foreach (var edge in a.Concat(b).Order())
            if (union.Count == 0 || edge - union[^1] > EdgeTolerance) union.Add(edge);
        return union.ToImmutable();
    }

    private static GridCell OnEdges(GridCell cell, ImmutableArray<double> old, ImmutableArray<double> edges)
    {
        int from = Nearest(edges, old[cell.Column]), to = Nearest(edges, old[cell.Column + cell.ColumnSpan]);
        return cell with { Column = from, ColumnSpan = Math.Max(1, to - from) };
    }

    private static int Nearest(ImmutableArray<double> edges, double at)
    {
        var best = 0;
        for (var i = 1; i < edges.Length; i++)
            if (Math.Abs(edges[i] - at) < Math.Abs(edges[best] - at)) best = i;
        return best;
    }

    public ExtractedTable ToTable()
    {
        var all = cells.ToImmutableArray();
        var columns = edges.Length - 1;
        return new(rowCount, columns, HeaderRowCounter.Count(all, rowCount, columns), all, [.. at]);
    }
}
