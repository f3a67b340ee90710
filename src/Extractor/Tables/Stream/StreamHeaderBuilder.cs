using Extractor.Tables.Lattice;

namespace Extractor.Tables.Stream;

/// <summary>One header text with the columns it stands over.</summary>
/// <param name="Parts">Its lines, from top to bottom.</param>
internal sealed record HeaderBlock(List<Segment> Parts, Box Box)
{
    public int First { get; set; } = -1;
    public int Last { get; set; } = -1;
    public int Row { get; set; }
    public int RowSpan { get; set; } = 1;

    public static HeaderBlock Of(Segment segment) => new([segment], segment.Box);
    public HeaderBlock With(Segment segment) => new([.. Parts, segment], Box.Union(segment.Box));
}

/// <summary>Reads the header of a stream table: wrapped texts become one, spanning texts get the columns they stand over.</summary>
internal sealed class StreamHeaderBuilder
{
    /// <summary>Lines of one wrapped text lie at most this far apart, in em.</summary>
    private const double WrapGap = 0.75;

    /// <param name="lines">The header's lines, from top to bottom.</param>
    /// <param name="columns">The columns found so far; columns that only the header shows are added.</param>
    /// <param name="rules">Horizontal lines in the header: a short one spans what stands above it.</param>
    /// <returns>Blocks with their columns and rows; the number of header rows.</returns>
    public (List<HeaderBlock> Blocks, int Rows) Build(IReadOnlyList<SegmentedLine> lines, List<ColumnExtent> columns, IReadOnlyList<RulingLine> rules)
    {
        var blocks = Wrap(lines, rules);
        // From the bottom up: a text without another below it is its column's own.
        foreach (var block in blocks.OrderByDescending(block => block.Box.Y1).ThenBy(block => block.Box.X0))
        {
            var below = blocks.Where(other => other.First >= 0 && other.Box.CenterY > block.Box.Y1 - 1 && other.Box.Y0 > block.Box.CenterY).ToList();
            Place(block, below, columns, rules, blocks);
        }
        blocks.RemoveAll(block => block.First < 0);
        return (blocks, AssignRows(blocks));
    }

    private static List<HeaderBlock> Wrap(IReadOnlyList<SegmentedLine> lines, IReadOnlyList<RulingLine> rules)
    {
        var blocks = new List<HeaderBlock>();
        var segments = lines.SelectMany(line => line.Segments).ToList();
        foreach (var segment in segments.OrderBy(segment => segment.Box.Y0).ThenBy(segment => segment.Box.X0))
        {
            var above = blocks.FindIndex(block => IsWrapped(block, segment, segments, rules));
            if (above >= 0) blocks[above] = blocks[above].With(segment);
            else blocks.Add(HeaderBlock.Of(segment));
        }
        return blocks;
    }

    /// <summary>Close below, the only text there, set on the same middle or the same edge, no rule between.</summary>
    private static bool IsWrapped(HeaderBlock block, Segment segment, List<Segment> segments, IReadOnlyList<RulingLine> rules)
    {
        var last = block.Parts[^1];
        var gap = segment.Box.Y0 - last.Box.Y1;
        if (gap > WrapGap * segment.Size || gap < -0.5 * segment.Size || !Overlap(block.Box, segment.Box)) return false;
        if (rules.Any(rule => rule.At > last.Box.CenterY && rule.At < segment.Box.CenterY && rule.From < segment.Box.X1 && rule.To > segment.Box.X0)) return false;
        var isAlone = segments.Count(other => Math.Abs(other.Box.CenterY - segment.Box.CenterY) < 0.5 * segment.Size && Overlap(other.Box, block.Box)) == 1
            && segments.Count(other => Math.Abs(other.Box.CenterY - last.Box.CenterY) < 0.5 * segment.Size && Overlap(other.Box, segment.Box)) == 1;
        var tolerance = 0.7 * segment.Size;
        return isAlone && (Math.Abs(segment.Box.CenterX - block.Box.CenterX) < tolerance || Math.Abs(segment.Box.X0 - last.Box.X0) < tolerance || Math.Abs(segment.Box.X1 - last.Box.X1) < tolerance);
    }

    private static bool Overlap(Box a, Box b) => a.X0 < b.X1 && a.X1 > b.X0;

    private static void Place(HeaderBlock block, List<HeaderBlock> below, List<ColumnExtent> columns, IReadOnlyList<RulingLine> rules, List<HeaderBlock> blocks)
    {
        int first = columns.FindIndex(column => column.Overlaps(block.Box, 0.5)), last = columns.FindLastIndex(column => column.Overlaps(block.Box, 0.5));
        // A short rule right below shows the span.
        var rule = rules.FirstOrDefault(rule => rule.At > block.Box.CenterY && rule.At - block.Box.Y1 < block.Box.Height && rule.From < block.Box.CenterX && rule.To > block.Box.CenterX);
        var isShort = rule.Length > 0 && rule.Length < 0.95 * (columns[^1].X1 - columns[0].X0);
        if (isShort && below.Count > 0)
        {
            int from = columns.FindIndex(column => column.Center > rule.From), to = columns.FindLastIndex(column => column.Center < rule.To);
            if (from >= 0 && to > from) (first, last) = (from, to);
        }
        else if (first < 0 || below.Exists(other => other.First <= last && other.Last >= first) || below.Count > 0 && first < 0)
        {
            if (Span(block, below, columns, blocks, first, last) is { } span) (first, last) = span;
        }
        if (first < 0)
        {
            // Nothing below: a column that only the header fills.
            first = last = columns.FindLastIndex(column => column.X1 <= block.Box.X0 + 0.5) + 1;
            columns.Insert(first, new(block.Box.X0, block.Box.X1));
            foreach (var other in blocks.Where(other => other.First >= 0))
            {
                if (other.First >= first) other.First++;
                if (other.Last >= first) other.Last++;
            }
        }
        (block.First, block.Last) = (first, last);
        if (first == last) columns[first] = columns[first].Union(block.Box) is var wide && !columns.Where((_, i) => i != first).Any(column => column.X0 < wide.X1 && column.X1 > wide.X0) ? wide : columns[first];
    }

    /// <summary>The run of columns with header texts below whose middle lies nearest to the block's.</summary>
    private static (int, int)? Span(HeaderBlock block, List<HeaderBlock> below, List<ColumnExtent> columns, List<HeaderBlock> blocks, int first, int last)
    {
        // Neighbours at the same height bound the reach.
        var beside = blocks.Where(other => other != block && Math.Abs(other.Box.CenterY - block.Box.CenterY) < 0.6 * block.Box.Height).ToList();
        var left = beside.Where(other => other.Box.X1 <= block.Box.X0).Select(other => other.Box.X1).DefaultIfEmpty(double.NegativeInfinity).Max();
        var right = beside.Where(other => other.Box.X0 >= block.Box.X1).Select(other => other.Box.X0).DefaultIfEmpty(double.PositiveInfinity).Min();
        (int, int)? best = null;
        var bestCost = double.PositiveInfinity;
        for (var from = 0; from < columns.Count; from++)
        {
            if (columns[from].Center < left || first >= 0 && from > first) continue;
            for (var to = Math.Max(from, last); to < columns.Count; to++)
            {
                if (columns[to].Center > right) break;
                var children = below.Where(other => other.First >= from && other.Last <= to).ToList();
                var covered = children.SelectMany(child => Enumerable.Range(child.First, child.Last - child.First + 1)).Distinct().Count();
                if (covered < to - from + 1) continue;
                var middle = (Math.Min(columns[from].X0, children.Min(child => child.Box.X0)) + Math.Max(columns[to].X1, children.Max(child => child.Box.X1))) / 2;
                var middleOfHeads = (children.Min(child => child.Box.X0) + children.Max(child => child.Box.X1)) / 2;
                var cost = Math.Min(Math.Abs(middle - block.Box.CenterX), Math.Abs(middleOfHeads - block.Box.CenterX));
                if (cost < bestCost - 0.01) (best, bestCost) = ((from, to), cost);
            }
        }
        return bestCost < 3 * block.Box.Height || first >= 0 ? best : null;
    }

    /// <summary>Rows counted from the bottom: a text stands one row above the highest text below it.</summary>
    private static int AssignRows(List<HeaderBlock> blocks)
    {
        if (blocks.Count == 0) return 0;
        var height = new Dictionary<HeaderBlock, int>(ReferenceEqualityComparer.Instance);
        foreach (var block in blocks.OrderByDescending(block => block.Box.CenterY))
            height[block] = 1 + blocks.Where(other => height.ContainsKey(other) && other.Box.CenterY > block.Box.CenterY && other.First <= block.Last && other.Last >= block.First)
                .Select(other => height[other]).DefaultIfEmpty(0).Max();
        var rows = height.Values.Max();
        foreach (var block in blocks)
        {
            var bottom = rows - height[block];   // the row it stands in when it takes one row
            var above = blocks.Where(other => height[other] > height[block] && other.Box.CenterY < block.Box.CenterY && other.First <= block.Last && other.Last >= block.First).ToList();
            var top = above.Count == 0 ? 0 : above.Max(other => rows - height[other]) + 1;
            var end = height[block] == 1 ? rows - 1 : bottom;
            (block.Row, block.RowSpan) = (Math.Min(top, end), end - Math.Min(top, end) + 1);
        }
        return rows;
    }
}
