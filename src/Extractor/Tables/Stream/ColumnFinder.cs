namespace Extractor.Tables.Stream;

/// <summary>A column of text: where its content reaches.</summary>
public readonly record struct ColumnExtent(double X0, double X1)
{
    public double Center => (X0 + X1) / 2;
    public bool Overlaps(Box box, double slack = 0) => box.X0 < X1 - slack && box.X1 > X0 + slack;
    public ColumnExtent Union(Box box) => new(Math.Min(X0, box.X0), Math.Max(X1, box.X1));
}

/// <summary>Finds columns by the white lanes that run down between their texts.</summary>
public sealed class ColumnFinder
{
    /// <summary>Share of the lines that may write across a lane: section headings, totals written wide, rows of a form.</summary>
    public double CrossingShare { get; init; } = 0.3;

    /// <summary>Narrowest lane, in em, that one line is enough to show.</summary>
    public double NarrowestLane { get; init; } = 0.3;

    /// <summary>A rarely filled column stands at least this far, in em, from its neighbours.</summary>
    public double SmallestMargin { get; init; } = 0.05;

    /// <summary>So many lines must keep to a narrower lane, where a column of figures meets the texts of the next.</summary>
    public int NarrowLaneWitnesses { get; init; } = 3;

    /// <summary>Share of the lines with text on both sides that a lane needs when some lines write across it.</summary>
    public double SupportShare { get; init; } = 0.2;

    /// <summary>Any distance, in points, that lies outside the table.</summary>
    private const double Beyond = 100;

    /// <param name="lines">The lines of the table's body; lines of one segment say nothing and are not asked.</param>
    /// <returns>Columns left to right, not overlapping; empty when no line has two segments.</returns>
    public List<ColumnExtent> Find(IReadOnlyList<SegmentedLine> lines)
    {
        var asked = lines.Where(line => line.Segments.Length > 1).ToList();
        if (asked.Count == 0) return [];
        var em = asked.Average(line => line.Segments.Average(segment => segment.Size));
        var segments = asked.SelectMany(line => line.Segments).ToList();
        var lanes = Lanes(segments, (int)(CrossingShare * asked.Count))
            .SelectMany(lane => Divide(lane, segments, SmallestMargin * em))
            .Select(lane => Narrow(lane, segments))
            .Where(lane => HasSupport(asked, lane, lane.To - lane.From >= NarrowestLane * em)).ToList();
        DropUnwitnessed(lanes, asked);

        // Segments between two lanes make the column; those that cross a lane span columns and make none.
        var columns = new List<ColumnExtent>();
        List<double> borders = [double.NegativeInfinity, .. lanes.Select(lane => (lane.From + lane.To) / 2), double.PositiveInfinity];
        for (var i = 0; i + 1 < borders.Count; i++)
        {
            var own = segments.FindAll(segment => segment.Box.X0 >= borders[i] - 0.1 && segment.Box.X1 <= borders[i + 1] + 0.1);
            if (own.Count > 0) columns.Add(new(own.Min(segment => segment.Box.X0), own.Max(segment => segment.Box.X1)));
        }
        return columns;
    }

    /// <summary>Stretches of x that at most <paramref name="crossings"/> segments write over; the outermost reach beyond the table, where its first or last columns may be rarely filled.</summary>
    private static List<Lane> Lanes(List<Segment> segments, int crossings)
    {
        var lanes = new List<Lane>();
        var from = segments.Min(segment => segment.Box.X0) - Beyond;
        var isOpen = true;
        foreach (var (x, before, after) in Depths(segments))
        {
            if (before > crossings && after <= crossings) (from, isOpen) = (x, true);
            if (before > crossings || after <= crossings) continue;
            lanes.Add(new(from, x));
            isOpen = false;
        }
        if (isOpen) lanes.Add(new(from, segments.Max(segment => segment.Box.X1) + Beyond));
        return lanes;
    }

    /// <summary>How many segments cover the page left and right of each x at which one begins or ends.</summary>
    private static IEnumerable<(double X, int Before, int After)> Depths(List<Segment> segments)
    {
        var events = new List<(double X, int Step)>(2 * segments.Count);
        foreach (var segment in segments)
        {
            events.Add((segment.Box.X0, 1));
            events.Add((segment.Box.X1, -1));
        }
        events.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Step.CompareTo(b.Step));
        var depth = 0;
        foreach (var (x, step) in events)
        {
            yield return (x, depth, depth + step);
            depth += step;
        }
    }

    /// <summary>A lane with texts of its own inside, clear of both sides, holds a rarely filled column.</summary>
    private static IEnumerable<Lane> Divide(Lane lane, List<Segment> segments, double margin)
    {
        var from = lane.From;
        foreach (var column in Merge(segments.Where(segment => segment.Box.X0 > lane.From + margin && segment.Box.X1 < lane.To - margin)))
        {
            yield return new(from, column.X0);
            from = column.X1;
        }
        yield return new(from, lane.To);
    }

    private static List<ColumnExtent> Merge(IEnumerable<Segment> segments)
    {
        var merged = new List<ColumnExtent>();
        foreach (var segment in segments.OrderBy(segment => segment.Box.X0))
        {
            if (merged.Count > 0 && segment.Box.X0 <= merged[^1].X1) merged[^1] = merged[^1].Union(segment.Box);
            else merged.Add(new(segment.Box.X0, segment.Box.X1));
        }
        return merged;
    }

    /// <summary>The part of a lane that the fewest segments write over, the widest of several.</summary>
    private static Lane Narrow(Lane lane, List<Segment> segments)
    {
        var over = segments.FindAll(segment => segment.Box.X0 < lane.To && segment.Box.X1 > lane.From);
        if (over.Count == 0) return lane;
        var best = lane;
        var bestDepth = int.MaxValue;
        var (from, depth) = (lane.From, over.Count(segment => segment.Box.X0 <= lane.From));
        foreach (var (x, _, after) in Depths(over).Append((lane.To, 0, 0)))
        {
            if (x < lane.From) continue;
            var to = Math.Min(x, lane.To);
            if (to > from && (depth < bestDepth || depth == bestDepth && to - from > best.To - best.From)) (best, bestDepth) = (new(from, to), depth);
            (from, depth) = (to, after);
            if (x >= lane.To) break;
        }
        return best;
    }

    private bool HasSupport(List<SegmentedLine> lines, Lane lane, bool isWide)
    {
        int both = 0, crossed = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Segments.Any(lane.IsCrossedBy)) crossed++;
            else if (HasLeft(i) && (HasRight(i) || HasRight(i - 1) || HasRight(i + 1))) both++;

            bool HasLeft(int line) => lines[line].Segments.Any(segment => segment.Box.X1 <= lane.From + 0.1);

            // Texts set beside the middle of others are less than one line further down.
            bool HasRight(int line) => line >= 0 && line < lines.Count && Math.Abs(lines[line].Box.CenterY - lines[i].Box.CenterY) < 0.95 * lines[i].Box.Height
                && lines[line].Segments.Any(segment => segment.Box.X0 >= lane.To - 0.1);
        }
        return crossed == 0 ? both >= (isWide ? 1 : NarrowLaneWitnesses) : isWide && both >= Math.Max(2, SupportShare * lines.Count) && both > 2 * crossed;
    }

    /// <summary>A lane that lines write across must have lines with texts in the columns right beside it; else it is only the ragged end of a text column.</summary>
    private static void DropUnwitnessed(List<Lane> lanes, List<SegmentedLine> lines)
    {
        for (var i = 0; i < lanes.Count;)
        {
            var left = i > 0 ? lanes[i - 1].To : double.NegativeInfinity;
            var right = i + 1 < lanes.Count ? lanes[i + 1].From : double.PositiveInfinity;
            var lane = lanes[i];
            var crossed = lines.Count(line => line.Segments.Any(lane.IsCrossedBy));
            var beside = lines.Count(line => line.Segments.Any(segment => segment.Box.X1 <= lane.From + 0.1 && segment.Box.X1 > left)
                && line.Segments.Any(segment => segment.Box.X0 >= lane.To - 0.1 && segment.Box.X0 < right));
            if (crossed > 0 && beside <= 2 * crossed)
            {
                lanes.RemoveAt(i);
                i = Math.Max(0, i - 1);
            }
            else i++;
        }
    }

    private readonly record struct Lane(double From, double To)
    {
        public bool IsCrossedBy(Segment segment) => segment.Box.X0 < From && segment.Box.X1 > To;
    }
}
