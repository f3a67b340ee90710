using Extractor.Tables.Text;

namespace Extractor.Tables;

/// <summary>Measures how far each cell's text is indented against the leftmost text of its column.</summary>
internal sealed class IndentMeasure
{
    private readonly List<(int Column, int Cell, double Left, double Size)> starts = [];

    /// <param name="cell">Where the cell stands in the list given to <see cref="Apply"/>.</param>
    public void Add(int column, int cell, List<TextRun> runs) =>
        starts.Add((column, cell, runs.Min(run => run.Box.X0), Math.Max(1, runs.Max(run => run.Size))));

    public void Apply(ImmutableArray<GridCell>.Builder cells)
    {
        foreach (var column in starts.GroupBy(start => start.Column))
        {
            var left = column.Min(start => start.Left);
            foreach (var start in column)
            {
                // Half em steps: producers indent by spaces and ideographic spaces; less is rounding of positions.
                var indent = Math.Round((start.Left - left) / start.Size * 2, MidpointRounding.AwayFromZero) / 2;
                if (indent > 0) cells[start.Cell] = cells[start.Cell] with { Indent = indent };
            }
        }
    }
}
