using Extractor.Tables.Lattice;

namespace Extractor.Tables.Stream;

/// <summary>One header text with the columns and rows it stands over.</summary>
/// <param name="Parts">Its lines, from top to bottom.</param>
internal sealed record HeaderBlock(List<Segment> Parts, Box Box)
{
    public int First { get; set; } = -1;
    public int Last { get; set; } = -1;
    public int Row { get; set; }
    public int RowSpan { get; set; } = 1;

    public static HeaderBlock Of(Segment segment) => new([segment], segment.Box);
    public HeaderBlock With(Segment segment) => new([.. Parts, segment], Box.Union(segment.Box));

    public bool IsOver(HeaderBlock other) => Box.CenterY < other.Box.CenterY && other.First <= Last && other.Last >= First;
}

/// <summary>Reads the header of a stream table: wrapped texts become one, spanning texts get the columns they stand over.</summary>
internal sealed class StreamHeaderBuilder
{
    /// <summary>Lines of one wrapped text lie at most this far apart, in em.</summary>
    private const double WrapGap = 0.75;

    /// <summary>Closer than this, in em, they are one text even where others stand beside the lower line alone.</summary>
    private const double TightGap = 0.45;

    /// <summary>The middle of a spanning text lies this near, in em, to the middle of its columns.</summary>
    private const double CenterTolerance = 3;

    /// <summary>What it costs, in em, to leave a text below without one above: the middles of 3 and of 5 columns may be the same.</summary>
    private const double OrphanCost = 1.5;

    /// <param name="lines">The header's lines, from top to bottom.</param>
    /// <param name="columns">The columns found so far; columns that only the header shows are added.</param>
    /// <param name="rules">Horizontal lines in and around the header: one inside it spans what stands above it.</param>
    /// <returns>Blocks with their columns and rows; the number of header rows.</returns>
    public (List<HeaderBlock> Blocks, int Rows) Build(IReadOnlyList<SegmentedLine> lines, List<ColumnExtent> columns, IReadOnlyList<RulingLine> rules)
    {
        var last = lines.Max(line => line.Box.CenterY);
        var inner = rules.Where(rule => rule.At < last && rule.At > lines[0].Box.CenterY).ToList();
        var blocks = Wrap(lines, rules, columns);
        var spanning = inner.Count > 0
            ? blocks.Where(block => RuleBelow(block, inner) is not null).ToList()
            : FindSpanning(blocks, columns);
        var leaves = MergeLeaves([.. blocks.Except(spanning)], columns);
        foreach (var block in spanning.OrderByDescending(block => block.Box.CenterY).ThenBy(block => block.Box.X0))
            PlaceOver(block, spanning, leaves, columns, RuleBelow(block, inner));
        List<HeaderBlock> all = [.. spanning, .. leaves];
        return (all, AssignRows(all));
    }

    private static RulingLine? RuleBelow(HeaderBlock block, List<RulingLine> inner)
    {
        foreach (var rule in inner)
            if (rule.At > block.Box.CenterY && rule.From < block.Box.CenterX && rule.To > block.Box.CenterX) return rule;
        return null;
    }

    /// <summary>Lines of one wrapped text: close below each other, alone there, on one middle or edge, no rule between.</summary>
    private static List<HeaderBlock> Wrap(IReadOnlyList<SegmentedLine> lines, IReadOnlyList<RulingLine> rules, List<ColumnExtent> columns)
    {
        var blocks = new List<HeaderBlock>();
        var segments = lines.SelectMany(line => line.Segments).SelectMany(segment => LaneCutter.Cut(segment, columns)).ToList();
        foreach (var segment in segments.OrderBy(segment => segment.Box.Y0).ThenBy(segment => segment.Box.X0))
        {
            var above = blocks.FindIndex(block => IsWrapped(block, segment, segments, rules));
            if (above >= 0) blocks[above] = blocks[above].With(segment);
            else blocks.Add(HeaderBlock.Of(segment));
        }
        return blocks;
    }

    private static bool IsWrapped(HeaderBlock block, Segment segment, List<Segment> segments, IReadOnlyList<RulingLine> rules)
    {
        var last = block.Parts[^1];
        var gap = segment.Box.Y0 - last.Box.Y1;
        if (gap > WrapGap * segment.Size || gap < -0.5 * segment.Size || !Overlap(block.Box, segment.Box)) return false;
        if (rules.Any(rule => rule.At > last.Box.CenterY && rule.At < segment.Box.CenterY && rule.From < segment.Box.X1 && rule.To > segment.Box.X0)) return false;
        var isAlone = segments.Count(other => Math.Abs(other.Box.CenterY - segment.Box.CenterY) < 0.5 * segment.Size && Overlap(other.Box, block.Box)) == 1
            && segments.Count(other => Math.Abs(other.Box.CenterY - last.Box.CenterY) < 0.5 * segment.Size && Overlap(other.Box, segment.Box)) == 1;
        var tolerance = 0.7 * segment.Size;
        if (gap > TightGap * segment.Size && HasSiblings(block, segment, segments)) return false;
        return isAlone && (Math.Abs(segment.Box.CenterX - block.Box.CenterX) < tolerance || Math.Abs(segment.Box.X0 - last.Box.X0) < tolerance || Math.Abs(segment.Box.X1 - last.Box.X1) < tolerance);
    }

    /// <summary>Other texts on the lower line that no text of the upper line is nearer to: all of them stand under the upper one.</summary>
    private static bool HasSiblings(HeaderBlock block, Segment segment, List<Segment> segments)
    {
        var beside = segments.Where(other => Math.Abs(other.Box.CenterY - block.Box.CenterY) < 0.9 * segment.Size && !block.Parts.Contains(other)).ToList();
        var from = beside.Where(other => other.Box.X1 <= block.Box.X0).Select(other => other.Box.X1).DefaultIfEmpty(double.NegativeInfinity).Max();
        var to = beside.Where(other => other.Box.X0 >= block.Box.X1).Select(other => other.Box.X0).DefaultIfEmpty(double.PositiveInfinity).Min();
        return segments.Exists(other => other != segment && Math.Abs(other.Box.CenterY - segment.Box.CenterY) < 0.3 * segment.Size && other.Box.CenterX > from && other.Box.CenterX < to);
    }

    private static bool Overlap(Box a, Box b) => a.X0 < b.X1 && a.X1 > b.X0;

    /// <summary>Without rules: texts whose column has another text below, or that stand over no column but in the middle of several texts.</summary>
    private static List<HeaderBlock> FindSpanning(List<HeaderBlock> blocks, List<ColumnExtent> columns)
    {
        var spanning = new List<HeaderBlock>();
        foreach (var block in blocks)
        {
            var em = block.Parts[0].Size;
            var (from, to) = Reach(block, blocks);
            var children = blocks.Where(other => other.Box.Y0 > block.Box.Y1 - 0.3 * em && other.Box.CenterX > from && other.Box.CenterX < to).OrderBy(other => other.Box.X0).ToList();
            if (children.Count < 2) continue;
            if (columns.Exists(column => column.Overlaps(block.Box, 0.5)))
            {
                var own = ColumnsOf(block.Box, columns);
                if (children.Exists(child => ColumnsOf(child.Box, columns) is var place && place.First <= own.Last && place.Last >= own.First)) spanning.Add(block);
                continue;
            }
            var left = children.FindLast(child => child.Box.CenterX < block.Box.CenterX);
            var right = children.Find(child => child.Box.CenterX > block.Box.CenterX);
            if (left is not null && right is not null && (IsMiddle(left, right) || IsMiddle(children[0], children[^1]))) spanning.Add(block);

            bool IsMiddle(HeaderBlock a, HeaderBlock b) => Math.Abs((a.Box.X0 + b.Box.X1) / 2 - block.Box.CenterX) < CenterTolerance * em;
        }
        return spanning;
    }

    /// <summary>How far left and right a text can span: up to its neighbours on the same height.</summary>
    private static (double From, double To) Reach(HeaderBlock block, List<HeaderBlock> blocks)
    {
        var beside = blocks.Where(other => other != block && Math.Abs(other.Box.CenterY - block.Box.CenterY) < 0.9 * Math.Max(block.Box.Height, other.Box.Height)).ToList();
        return (beside.Where(other => other.Box.X1 <= block.Box.X0).Select(other => other.Box.X1).DefaultIfEmpty(double.NegativeInfinity).Max(),
            beside.Where(other => other.Box.X0 >= block.Box.X1).Select(other => other.Box.X0).DefaultIfEmpty(double.PositiveInfinity).Min());
    }

    /// <summary>Texts that nothing stands below belong to one column each; where the body has none, the header makes one.</summary>
    private static List<HeaderBlock> MergeLeaves(List<HeaderBlock> leaves, List<ColumnExtent> columns)
    {
        foreach (var leaf in leaves)
        {
            if (columns.Exists(column => column.Overlaps(leaf.Box, 0.5))) continue;
            var at = columns.FindLastIndex(column => column.X1 <= leaf.Box.X0 + 0.5) + 1;
            columns.Insert(at, new(leaf.Box.X0, leaf.Box.X1));
        }
        var byColumn = new SortedDictionary<(int, int), HeaderBlock>();
        foreach (var leaf in leaves.OrderBy(leaf => leaf.Box.Y0).ThenBy(leaf => leaf.Box.X0))
        {
            var place = ColumnsOf(leaf.Box, columns);
            if (byColumn.TryGetValue(place, out var above))
            {
                foreach (var part in leaf.Parts) above = above.With(part);
                byColumn[place] = above;
            }
            else byColumn[place] = leaf;
        }
        var merged = new List<HeaderBlock>();
        foreach (var (place, block) in byColumn)
        {
            (block.First, block.Last) = place;
            merged.Add(block);
            if (place.Item1 != place.Item2) continue;
            var wide = columns[place.Item1].Union(block.Box);
            if (!columns.Where((_, i) => i != place.Item1).Any(column => column.X0 < wide.X1 && column.X1 > wide.X0)) columns[place.Item1] = wide;
        }
        return merged;
    }

    /// <summary>The column that a text stands over; several only where it covers most of each.</summary>
    private static (int First, int Last) ColumnsOf(Box box, List<ColumnExtent> columns)
    {
        var best = 0;
        var bestOverlap = double.NegativeInfinity;
        for (var i = 0; i < columns.Count; i++)
        {
            var overlap = Math.Min(box.X1, columns[i].X1) - Math.Max(box.X0, columns[i].X0);
            if (overlap > bestOverlap) (best, bestOverlap) = (i, overlap);
        }
        int first = best, last = best;
        while (first > 0 && Covers(columns[first - 1])) first--;
        while (last + 1 < columns.Count && Covers(columns[last + 1])) last++;
        return (first, last);

        bool Covers(ColumnExtent column) => Math.Min(box.X1, column.X1) - Math.Max(box.X0, column.X0) > 0.6 * (column.X1 - column.X0);
    }

    /// <summary>Gives a spanning text the columns of the texts below whose middle lies nearest to its own.</summary>
    private static void PlaceOver(HeaderBlock block, List<HeaderBlock> spanning, List<HeaderBlock> leaves, List<ColumnExtent> columns, RulingLine? rule)
    {
        var (left, right) = Reach(block, [.. spanning, .. leaves]);
        if (rule is { } under)
        {
            left = Math.Max(left, under.From);
            right = Math.Min(right, under.To);
        }
        var below = spanning.Concat(leaves).Where(other => other != block && other.First >= 0 && other.Box.Y0 > block.Box.Y1 - 0.3 * block.Parts[0].Size).ToList();
        var withTexts = Enumerable.Range(0, columns.Count).Where(column => columns[column].Center > left && columns[column].Center < right && below.Exists(other => other.First <= column && other.Last >= column)).ToList();
        var own = ColumnsOf(block.Box, columns);
        var overlaps = columns[own.First].Overlaps(block.Box, 0.5);
        var best = own;
        var bestCost = double.PositiveInfinity;
        for (var from = 0; from < columns.Count; from++)
        {
            if (columns[from].Center < left || overlaps && from > own.First) continue;
            for (var to = Math.Max(from, overlaps ? own.Last : from); to < columns.Count && columns[to].Center < right; to++)
            {
                var children = below.FindAll(other => other.First >= from && other.Last <= to);
                if (!Enumerable.Range(from, to - from + 1).All(column => children.Exists(child => child.First <= column && child.Last >= column))) continue;
                var byColumns = (columns[from].X0 + columns[to].X1) / 2;
                var byTexts = (children.Min(child => child.Box.X0) + children.Max(child => child.Box.X1)) / 2;
                var cost = Math.Min(Math.Abs(byColumns - block.Box.CenterX), Math.Abs(byTexts - block.Box.CenterX));
                cost += OrphanCost * block.Parts[0].Size * withTexts.Count(column => column < from || column > to);
                // Under one rule a lone text spans all of it.
                if (rule is not null && !spanning.Exists(other => other != block && Math.Abs(other.Box.CenterY - block.Box.CenterY) < block.Box.Height && other.Box.CenterX > rule.Value.From && other.Box.CenterX < rule.Value.To))
                    cost = -(to - from);
                if (cost < bestCost - 0.01) (best, bestCost) = ((from, to), cost);
            }
        }
        (block.First, block.Last) = best;
    }

    /// <summary>Rows counted from the bottom: a text stands one row above the highest text below it; texts without others above reach up to the top.</summary>
    private static int AssignRows(List<HeaderBlock> blocks)
    {
        if (blocks.Count == 0) return 0;
        var height = new Dictionary<HeaderBlock, int>(ReferenceEqualityComparer.Instance);
        foreach (var block in blocks.OrderByDescending(block => block.Box.CenterY))
            height[block] = 1 + blocks.Where(other => height.ContainsKey(other) && block.IsOver(other)).Select(other => height[other]).DefaultIfEmpty(0).Max();
        var rows = height.Values.Max();
        foreach (var block in blocks)
        {
            var bottom = rows - height[block];
            var top = blocks.Where(other => other.IsOver(block)).Select(other => rows - height[other] + 1).DefaultIfEmpty(0).Max();
            top = Math.Min(top, bottom);
            (block.Row, block.RowSpan) = (top, bottom - top + 1);
        }
        return rows;
    }
}
