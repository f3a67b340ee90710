using Extractor.Tables.Text;

namespace Extractor.Tables.Lattice;

/// <summary>Reads tables whose cells are closed in by rulings.</summary>
public sealed class LatticeTableExtractor
{
    /// <summary>Columns and rows narrower than this, in points, without text are double borders and shadows.</summary>
    private const double Sliver = 4.5;

    /// <summary>Text this far outside the outer border, in points, still belongs to the grid.</summary>
    private const double Overhang = 1.5;

    private readonly CellTextAssembler assembler = new();
    private readonly GridRefiner refiner = new();

    /// <param name="grid">One grid of the page.</param>
    /// <param name="runs">All runs of the page.</param>
    /// <param name="used">Receives the runs that stand in the grid.</param>
    /// <returns>Null when the grid is no table: one cell, a drawing, nothing in it.</returns>
    public PageTable? Extract(int page, RulingGrid grid, IReadOnlyList<TextRun> runs, HashSet<TextRun> used)
    {
        var inside = runs.Where(run => run.Box.CenterX >= grid.Box.X0 - Overhang && run.Box.CenterX <= grid.Box.X1 + Overhang
            && run.Box.CenterY >= grid.Box.Y0 - Overhang && run.Box.CenterY <= grid.Box.Y1 + Overhang).ToList();
        if (inside.Count == 0) return null;
        grid = refiner.Refine(WithoutSlivers(grid, inside), inside);
        if (grid.Cells.Length < 2) return null;

        var splitter = new CellRunSplitter(grid);
        var texts = new List<TextRun>?[grid.Cells.Length];
        foreach (var run in inside)
            foreach (var (cell, piece) in splitter.Split(run)) (texts[cell] ??= []).Add(piece);
        if (!IsTable(grid, texts)) return null;

        used.UnionWith(inside);
        return new(page, grid.Box, grid.ColumnEdges, grid.RowEdges, ToCells(page, grid, texts), true);
    }

    private ImmutableArray<GridCell> ToCells(int page, RulingGrid grid, List<TextRun>?[] texts)
    {
        var indents = new IndentMeasure();
        var cells = ImmutableArray.CreateBuilder<GridCell>();
        for (var i = 0; i < grid.Cells.Length; i++)
        {
            var place = grid.Cells[i];
            if (texts[i] is null && place is { RowSpan: 1, ColumnSpan: 1 }) continue;
            var box = grid.BoxOf(place);
            var text = assembler.Assemble(texts[i] ?? [], box.X1);
            if (texts[i] is { } own && place.ColumnSpan == 1) indents.Add(place.Column, cells.Count, own);
            cells.Add(new(place.Row, place.Column, place.RowSpan, place.ColumnSpan, text, text, Evidence.OnPage(page, box)));
        }
        indents.Apply(cells);
        return cells.ToImmutable();
    }

    /// <summary>A table has a row of several filled cells; a chart's grid, a form's frame or a picture has none.</summary>
    private static bool IsTable(RulingGrid grid, List<TextRun>?[] texts)
    {
        var filled = new Dictionary<int, int>();
        var count = 0;
        for (var i = 0; i < grid.Cells.Length; i++)
        {
            if (texts[i] is null) continue;
            count++;
            filled[grid.Cells[i].Row] = filled.GetValueOrDefault(grid.Cells[i].Row) + 1;
        }
        return count >= 2 && (filled.Values.Max() >= 2 || filled.Count >= 2 && grid.ColumnEdges.Length > 2);
    }

    private static RulingGrid WithoutSlivers(RulingGrid grid, List<TextRun> inside)
    {
        var columns = Kept(grid.ColumnEdges, inside, run => (run.Box.X0, run.Box.X1));
        var rows = Kept(grid.RowEdges, inside, run => (run.Box.Y0, run.Box.Y1));
        if (columns.Count == grid.ColumnEdges.Length && rows.Count == grid.RowEdges.Length) return grid;
        int[] newColumn = Renumber(grid.ColumnEdges, columns), newRow = Renumber(grid.RowEdges, rows);
        var cells = grid.Cells
            .Select(cell => (Row: newRow[cell.Row], Column: newColumn[cell.Column],
                RowSpan: newRow[cell.Row + cell.RowSpan] - newRow[cell.Row], ColumnSpan: newColumn[cell.Column + cell.ColumnSpan] - newColumn[cell.Column]))
            .Where(cell => cell.RowSpan > 0 && cell.ColumnSpan > 0)
            .Select(cell => new RulingCell(cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan));
        return new([.. columns], [.. rows], [.. cells]);
    }

    /// <summary>The edges that remain when slivers without text are closed.</summary>
    private static List<double> Kept(ImmutableArray<double> edges, List<TextRun> inside, Func<TextRun, (double From, double To)> extent)
    {
        var kept = new List<double> { edges[0] };
        for (var i = 1; i < edges.Length; i++)
        {
            var (from, to) = (kept[^1], edges[i]);
            var isSliver = to - from < Sliver && !inside.Any(run =>
                extent(run) is var (a, b) && (a + b) / 2 > from && (a + b) / 2 < to);
            if (!isSliver) kept.Add(to);
            else if (i == edges.Length - 1 && kept.Count > 1) kept[^1] = to;
        }
        return kept;
    }

    /// <summary>For each old edge the number of the kept edge at or before it.</summary>
    private static int[] Renumber(ImmutableArray<double> edges, List<double> kept)
    {
        var numbers = new int[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            var number = 0;
            while (number + 1 < kept.Count && kept[number + 1] <= edges[i]) number++;
            numbers[i] = number;
        }
        return numbers;
    }
}
