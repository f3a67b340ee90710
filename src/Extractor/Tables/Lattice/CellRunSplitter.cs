using Extractor.Tables.Text;

namespace Extractor.Tables.Lattice;

/// <summary>Gives each run of text to the cell it belongs to; splits what touches across a border, keeps whole what overruns one.</summary>
internal sealed class CellRunSplitter
{
    /// <summary>A gap this wide at a border, in em, shows that two runs only touch.</summary>
    private const double TouchGap = 0.08;

    /// <summary>Texts of two cells that touch do so within this distance of the border, in em.</summary>
    private const double MeetingTolerance = 0.2;

    private readonly RulingGrid grid;
    private readonly int[,] cellAt;

    public CellRunSplitter(RulingGrid grid)
    {
        this.grid = grid;
        cellAt = new int[grid.RowEdges.Length - 1, grid.ColumnEdges.Length - 1];
        for (var i = 0; i < grid.Cells.Length; i++)
        {
            var cell = grid.Cells[i];
            for (var row = cell.Row; row < cell.Row + cell.RowSpan; row++)
                for (var column = cell.Column; column < cell.Column + cell.ColumnSpan; column++) cellAt[row, column] = i;
        }
    }

    /// <returns>Pieces with the index of their cell in the grid.</returns>
    public IEnumerable<(int Cell, TextRun Run)> Split(TextRun run)
    {
        if (run.Turn != 0 || CellOf(run.Glyphs[0].Box) == CellOf(run.Glyphs[^1].Box))
        {
            yield return (CellOf(run.Box), run);
            yield break;
        }
        var pieces = new List<(int Cell, int Start, int Count)>();
        for (var i = 0; i < run.Glyphs.Length; i++)
        {
            var cell = CellOf(run.Glyphs[i].Box);
            if (pieces.Count > 0 && pieces[^1].Cell == cell) pieces[^1] = pieces[^1] with { Count = pieces[^1].Count + 1 };
            else pieces.Add((cell, i, 1));
        }
        for (var i = 1; i < pieces.Count;)
        {
            var (left, right) = (pieces[i - 1], pieces[i]);
            if (IsBorder(run, left, right, grid.ColumnEdges))
            {
                i++;
                continue;
            }
            // The longer part says whose text it is.
            pieces[i - 1] = (left.Count >= right.Count ? left.Cell : right.Cell, left.Start, left.Count + right.Count);
            pieces.RemoveAt(i);
        }
        foreach (var (cell, start, count) in pieces) yield return (cell, run.Slice(start, count));
    }

    private static bool IsBorder(TextRun run, (int Cell, int Start, int Count) left, (int Cell, int Start, int Count) right, ImmutableArray<double> edges)
    {
        PageGlyph before = run.Glyphs[right.Start - 1], after = run.Glyphs[right.Start];
        if (after.Box.X0 - before.Box.X1 > TouchGap * run.Size) return true;
        var text = run.Text;
        if (Characters.IsNumberText(text))
        {
            // Two amounts that touch hold more than one number together; one that overruns does not.
            return !Characters.IsWellFormedNumber(text)
                && Characters.IsWellFormedNumber(TextOf(run, left)) && Characters.IsWellFormedNumber(TextOf(run, right));
        }
        if (Characters.IsNumberPart(before.Text[0]) != Characters.IsNumberPart(after.Text[0])) return true;
        // A border between two characters parts them; text that overruns has its next character anywhere.
        var meeting = (before.Box.X1 + after.Box.X0) / 2;
        return edges.Any(edge => Math.Abs(edge - meeting) < MeetingTolerance * run.Size);
    }

    private static string TextOf(TextRun run, (int Cell, int Start, int Count) piece) => run.Text.Substring(piece.Start, piece.Count);

    private int CellOf(Box box) => cellAt[Place(grid.RowEdges, box.CenterY), Place(grid.ColumnEdges, box.CenterX)];

    private static int Place(ImmutableArray<double> edges, double at)
    {
        var place = 0;
        while (place + 2 < edges.Length && at >= edges[place + 1]) place++;
        return place;
    }
}
