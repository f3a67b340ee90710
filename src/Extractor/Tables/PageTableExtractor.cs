using Extractor.Tables.Continuation;
using Extractor.Tables.Lattice;
using Extractor.Tables.Stream;
using Extractor.Tables.Text;

namespace Extractor.Tables;

/// <summary>Finds the tables of one page and the text around them.</summary>
public sealed class PageTableExtractor
{
    /// <summary>More slanted strokes than this make a drawing.</summary>
    private const int DiagonalLimit = 8;

    /// <summary>Bars of so many lengths at so many places make a bar chart.</summary>
    private const int FewestBars = 4;

    private readonly TextRunBuilder runBuilder = new();
    private readonly TextLineBuilder lineBuilder = new();
    private readonly RulingJoiner joiner = new();
    private readonly RulingGridBuilder gridBuilder = new();
    private readonly LatticeTableExtractor lattice = new();
    private readonly LineSegmenter segmenter = new();
    private readonly TableRegionFinder regionFinder = new();
    private readonly RuledFormExtractor form = new();
    private readonly StreamTableExtractor stream = new();

    public PageLayout Extract(Page page)
    {
        var runs = runBuilder.Build(page.Glyphs);
        var used = new HashSet<TextRun>(ReferenceEqualityComparer.Instance);
        var tables = new List<PageTable>();
        List<RulingLine> horizontal = joiner.Join(page.Rulings, true), vertical = joiner.Join(page.Rulings, false);
        var pageNumbers = lineBuilder.Build(runs.Where(run => run.Turn == 0 && PageFurniture.IsInStrip(run.Box, page.Height)))
            .Where(line => PageFurniture.IsPageNumber(line, page.Height)).SelectMany(line => line.Runs).ToHashSet();
        foreach (var grid in gridBuilder.Build(horizontal, vertical))
        {
            // Where a row is cut by the page's end, empty borders may run on around the page number.
            if (runs.TrueForAll(run => pageNumbers.Contains(run) || !grid.Box.Contains(run.Box.CenterX, run.Box.CenterY))) continue;
            if (tables.Exists(table => Overlaps(table.Box, grid.Box)) || IsDrawing(page, runs, grid.Box)) continue;
            if (lattice.Extract(page.Number, grid, runs, used) is { } table) tables.Add(table);
        }
        var free = lineBuilder.Build(runs.Where(run => run.Turn == 0 && !used.Contains(run) && !pageNumbers.Contains(run))).ConvertAll(segmenter.Cut);
        var rules = horizontal.Where(rule => !tables.Exists(table => Touches(table.Box, rule))).ToList();
        foreach (var region in regionFinder.Find(free, rules, page.Rulings))
        {
            if (IsDrawing(page, runs, region.Box) || (form.Extract(page.Number, region) ?? stream.Extract(page.Number, region)) is not { } table) continue;
            tables.Add(table);
            foreach (var line in region.Lines)
                foreach (var segment in line.Segments) used.UnionWith(segment.Runs);
        }
        var lines = lineBuilder.Build(runs.Where(run => run.Turn == 0 && !used.Contains(run)));
        tables.Sort((a, b) => (a.Box.Y0, a.Box.X0).CompareTo((b.Box.Y0, b.Box.X0)));
        return new(page.Number, page.Width, page.Height, [.. tables], [.. lines]);
    }

    /// <summary>Curves and slanted strokes run through a chart, or bars stand in it; a table has at most a diagonal or two in its corner.</summary>
    private static bool IsDrawing(Page page, List<TextRun> runs, Box box) =>
        page.Strokes.Count(stroke => box.Contains(stroke.CenterX, stroke.CenterY)) > DiagonalLimit
        || HasBars([.. page.Fills.Where(fill => box.Contains(fill.CenterX, fill.CenterY) && !runs.Exists(run => fill.Contains(run.Box.CenterX, run.Box.CenterY)))]);

    /// <summary>Bars hold no text; they stand on one line and differ in height, or begin at one and differ in width.</summary>
    private static bool HasBars(List<Box> fills) => HasBars(fills, fill => (fill.Y1, fill.Height, fill.X0)) || HasBars(fills, fill => (fill.X0, fill.Width, fill.Y0));

    private static bool HasBars(List<Box> fills, Func<Box, (double Base, double Length, double Place)> measure) =>
        fills.Select(measure).GroupBy(bar => Math.Round(bar.Base))
            .Any(bars => bars.Select(bar => Math.Round(bar.Place)).Distinct().Count() >= FewestBars && bars.Select(bar => Math.Round(bar.Length / 3)).Distinct().Count() >= FewestBars);

    private static bool Touches(Box box, RulingLine rule) =>
        rule.At >= box.Y0 - 2 && rule.At <= box.Y1 + 2 && rule.From < box.X1 && rule.To > box.X0;

    private static bool Overlaps(Box a, Box b)
    {
        var width = Math.Min(a.X1, b.X1) - Math.Max(a.X0, b.X0);
        var height = Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0);
        return width > 0 && height > 0 && width * height > 0.5 * Math.Min(a.Width * a.Height, b.Width * b.Height);
    }
}
