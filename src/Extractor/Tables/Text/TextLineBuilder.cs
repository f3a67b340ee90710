namespace Extractor.Tables.Text;

/// <summary>Sorts runs into lines by their vertical overlap.</summary>
public sealed class TextLineBuilder
{
    /// <summary>Share of the lower of two runs that must overlap vertically for both to stand on one line.</summary>
    /// <remarks>Raised notes overlap by 0.6 and more, the tightest lines of our corpora by 0.15; amounts drawn in two
    /// pieces on different base lines by 0.5.</remarks>
    public double Overlap { get; init; } = 0.45;

    /// <param name="runs">Any order; all with the same turn.</param>
    /// <returns>Lines from top to bottom in the frame of the text, each from left to right.</returns>
    public List<TextLine> Build(IEnumerable<TextRun> runs)
    {
        var sorted = runs.Select(run => (Run: run, Box: TextRunBuilder.Unturned(run.Box, run.Turn)))
            .OrderBy(item => item.Box.CenterY).ThenBy(item => item.Box.X0).ToList();
        var open = new List<(List<(TextRun Run, Box Box)> Runs, double Y0, double Y1)>();
        foreach (var item in sorted)
        {
            var best = -1;
            var bestOverlap = 0.0;
            for (var i = open.Count - 1; i >= 0 && i >= open.Count - 4; i--)
            {
                var overlap = Math.Min(open[i].Y1, item.Box.Y1) - Math.Max(open[i].Y0, item.Box.Y0);
                if (overlap < Overlap * Math.Min(open[i].Y1 - open[i].Y0, item.Box.Height) || overlap <= bestOverlap) continue;
                (best, bestOverlap) = (i, overlap);
            }
            if (best < 0) open.Add(([item], item.Box.Y0, item.Box.Y1));
            else
            {
                open[best].Runs.Add(item);
                // The tallest run says where the line is; a growing union would run down a staircase of lines.
                if (item.Box.Height > open[best].Y1 - open[best].Y0) open[best] = (open[best].Runs, item.Box.Y0, item.Box.Y1);
            }
        }
        return [.. open.OrderBy(line => line.Y0 + line.Y1).Select(line => LineOf(line.Runs))];
    }

    private static TextLine LineOf(List<(TextRun Run, Box Box)> runs)
    {
        var box = runs[0].Run.Box;
        foreach (var (run, _) in runs) box = box.Union(run.Box);
        return new([.. runs.OrderBy(item => item.Box.X0).Select(item => item.Run)], box);
    }
}
