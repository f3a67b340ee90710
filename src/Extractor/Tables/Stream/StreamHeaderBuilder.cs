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

    /// <summary>A text over two levels stands about in their middle: the lower level is 1.5 to 2 times as far down; for a text over the last two of three levels 1.3 times.</summary>
    private const double HalfwayDown = 1.45;

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
        List<HeaderBlock> all = [.. spanning, .. leaves];
        var waiting = spanning.OrderByDescending(block => block.Box.CenterY).ToList();
        while (waiting.Count > 0)
        {
            var level = waiting.FindAll(block => waiting[0].Box.CenterY - block.Box.CenterY < 0.8 * waiting[0].Box.Height);
            PlaceOver(level, all, columns, inner);
            waiting.RemoveAll(level.Contains);
        }
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
            var (from, to) = Reach(block, blocks);
            var children = Below(block, blocks).Where(other => other.Box.CenterX > from && other.Box.CenterX < to).OrderBy(other => other.Box.X0).ToList();
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

            bool IsMiddle(HeaderBlock a, HeaderBlock b) => IsNear((a.Box.X0 + b.Box.X1) / 2)
                || IsNear((columns[ColumnsOf(a.Box, columns).First].X0 + columns[ColumnsOf(b.Box, columns).Last].X1) / 2);

            bool IsNear(double middle) => Math.Abs(middle - block.Box.CenterX) < CenterTolerance * block.Parts[0].Size;
        }
        return spanning;
    }

    /// <summary>Texts on the levels below; not those halfway down that nothing stands under: they reach over both levels.</summary>
    private static List<HeaderBlock> Below(HeaderBlock block, List<HeaderBlock> blocks)
    {
        var em = block.Parts[0].Size;
        var lower = blocks.FindAll(other => other != block && other.Box.Y0 > block.Box.Y1 - 0.05 * em);
        if (lower.Count == 0) return lower;
        var deepest = lower.Max(other => other.Box.CenterY) - block.Box.CenterY;
        return lower.FindAll(other => deepest < HalfwayDown * (other.Box.CenterY - block.Box.CenterY)
            || lower.Exists(under => under.Box.Y0 > other.Box.Y1 - 0.05 * em && Overlap(under.Box, other.Box)));
    }

    private static bool IsBeside(HeaderBlock a, HeaderBlock b) =>
        a.Box.Y0 < b.Box.Y1 - 0.5 && a.Box.Y1 > b.Box.Y0 + 0.5 || Math.Abs(a.Box.CenterY - b.Box.CenterY) < 0.9 * Math.Max(a.Parts[0].Size, b.Parts[0].Size);

    /// <summary>How far left and right a text can span: up to its neighbours on the same height.</summary>
    private static (double From, double To) Reach(HeaderBlock block, List<HeaderBlock> blocks)
    {
        var beside = blocks.Where(other => other != block && IsBeside(other, block)).ToList();
        return (beside.Where(other => other.Box.X1 <= block.Box.X0).Select(other => other.Box.X1).DefaultIfEmpty(double.NegativeInfinity).Max(),
            beside.Where(other => other.Box.X0 >= block.Box.X1).Select(other => other.Box.X0).DefaultIfEmpty(double.PositiveInfinity).Min());
    }

    /// <summary>Texts that nothing stands below belong to one column each; where the body has none, the header makes one.</summary>
    private static List<HeaderBlock> MergeLeaves(List<HeaderBlock> leaves, List<ColumnExtent> columns)
    {
        var titled = columns.Select(column => leaves.Exists(leaf => column.Overlaps(leaf.Box, 0.5))).ToList();
        foreach (var leaf in leaves.OrderBy(leaf => leaf.Box.X0))
        {
            if (columns.Exists(column => column.Overlaps(leaf.Box, 0.5))) continue;
            // Figures set to one side of a wide column do not reach under its title.
            var at = columns.FindLastIndex(column => column.X1 <= leaf.Box.X0 + 0.5) + 1;
            var isLeftFree = at > 0 && !titled[at - 1];
            var isRightFree = at < columns.Count && !titled[at];
            if (isLeftFree && isRightFree)
            {
                isLeftFree = leaf.Box.X0 - columns[at - 1].X1 < columns[at].X0 - leaf.Box.X1;
                isRightFree = !isLeftFree;
            }
            if (isLeftFree || isRightFree)
            {
                at = isLeftFree ? at - 1 : at;
                columns[at] = columns[at].Union(leaf.Box);
                titled[at] = true;
                continue;
            }
            columns.Insert(at, new(leaf.Box.X0, leaf.Box.X1));
            titled.Insert(at, true);
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

    /// <summary>Shares the columns with texts below out among the spanning texts of one level, so that each stands in the middle of its own.</summary>
    private static void PlaceOver(List<HeaderBlock> level, List<HeaderBlock> all, List<ColumnExtent> columns, List<RulingLine> rules)
    {
        var children = level.SelectMany(block => Below(block, all)).Where(child => child.First >= 0).ToHashSet();
        var titled = Enumerable.Range(0, columns.Count).Where(column => children.Any(child => child.First <= column && child.Last >= column)).ToList();
        foreach (var group in level.GroupBy(block => RuleBelow(block, rules)))
        {
            var blocks = group.OrderBy(block => block.Box.X0).ToList();
            var free = group.Key is { } rule ? titled.FindAll(column => columns[column].Center > rule.From && columns[column].Center < rule.To) : titled;
            // Other texts beside them bound what a lone level can reach.
            var (from, to) = (Reach(blocks[0], all).From, Reach(blocks[^1], all).To);
            free = free.FindAll(column => columns[column].Center > from && columns[column].Center < to);
            if (free.Count < blocks.Count) foreach (var block in blocks) (block.First, block.Last) = ColumnsOf(block.Box, columns);
            else Share(blocks, free, columns, [.. children]);
        }
    }

    /// <summary>Cuts the columns into as many runs as there are texts, at the least sum of distances between middles.</summary>
    private static void Share(List<HeaderBlock> blocks, List<int> free, List<ColumnExtent> columns, List<HeaderBlock> children)
    {
        int n = blocks.Count, m = free.Count;
        var best = new double[n + 1, m + 1];
        var cut = new int[n + 1, m + 1];
        for (var j = 1; j <= m; j++) best[0, j] = double.PositiveInfinity;
        for (var i = 1; i <= n; i++)
            for (var j = 0; j <= m; j++)
            {
                best[i, j] = double.PositiveInfinity;
                for (var k = i - 1; k < j; k++)
                {
                    var cost = best[i - 1, k] + Distance(blocks[i - 1], free[k], free[j - 1], columns, children);
                    if (cost < best[i, j]) (best[i, j], cut[i, j]) = (cost, k);
                }
            }
        for (int i = n, j = m; i > 0; j = cut[i, j], i--) (blocks[i - 1].First, blocks[i - 1].Last) = (free[cut[i, j]], free[j - 1]);
    }

    private static double Distance(HeaderBlock block, int first, int last, List<ColumnExtent> columns, List<HeaderBlock> children)
    {
        var under = children.FindAll(child => child.First >= first && child.Last <= last);
        var byColumns = Math.Abs((columns[first].X0 + columns[last].X1) / 2 - block.Box.CenterX);
        return under.Count == 0 ? byColumns : Math.Min(byColumns, Math.Abs((under.Min(child => child.Box.X0) + under.Max(child => child.Box.X1)) / 2 - block.Box.CenterX));
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
