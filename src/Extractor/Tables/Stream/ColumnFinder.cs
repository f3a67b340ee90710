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
    public double CrossingShare { get; init; } = 0.22;

    /// <summary>Narrowest lane, in em.</summary>
    public double NarrowestLane { get; init; } = 0.3;

    /// <summary>Share of the lines with text on both sides that a lane needs when some lines write across it.</summary>
    public double SupportShare { get; init; } = 0.2;

    /// <param name="lines">The lines of the table's body; lines of one segment say nothing and are not asked.</param>
    /// <returns>Columns left to right, not overlapping; empty when no line has two segments.</returns>
    public List<ColumnExtent> Find(IReadOnlyList<SegmentedLine> lines)
    {
        var asked = AsRows(lines).Where(line => line.Segments.Length > 1).ToList();
        if (asked.Count == 0) return [];
        var em = asked.Average(line => line.Segments.Average(segment => segment.Size));
        var crossings = (int)(CrossingShare * asked.Count);
        var lanes = Lanes(asked, crossings).Where(lane => HasSupport(asked, lane, lane.To - lane.From >= NarrowestLane * em)).ToList();

        DropUnwitnessed(lanes, asked);
        lanes = [.. lanes.SelectMany(lane => Divide(lane, asked, NarrowestLane * em))];

        // Segments between two lanes make the column; those that cross a lane span columns and make none.
        var columns = new List<ColumnExtent>();
        var segments = asked.SelectMany(line => line.Segments).ToList();
        var starts = new List<double> { double.NegativeInfinity };
        starts.AddRange(lanes.Select(lane => (lane.From + lane.To) / 2));
        starts.Add(double.PositiveInfinity);
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            var own = segments.Where(segment => segment.Box.X0 >= starts[i] - 0.1 && segment.Box.X1 <= starts[i + 1] + 0.1).ToList();
            if (own.Count > 0) columns.Add(new(own.Min(segment => segment.Box.X0), own.Max(segment => segment.Box.X1)));
        }
        return columns;
    }

    /// <summary>Lines less than one line apart are one row: texts set beside the middle of others.</summary>
    private static List<SegmentedLine> AsRows(IReadOnlyList<SegmentedLine> lines)
    {
        var rows = new List<SegmentedLine>();
        foreach (var line in lines)
        {
            if (rows.Count > 0 && line.Box.CenterY - rows[^1].Box.CenterY < 0.95 * line.Box.Height)
                rows[^1] = new([.. rows[^1].Segments, .. line.Segments], rows[^1].Box);
            else rows.Add(line);
        }
        return rows;
    }

    /// <summary>Stretches of x that at most <paramref name="crossings"/> lines write over, each narrowed to where the fewest do.</summary>
    private static List<(double From, double To)> Lanes(List<SegmentedLine> lines, int crossings)
    {
        var events = new List<(double X, int Step)>();
        foreach (var line in lines)
            foreach (var segment in line.Segments)
            {
                events.Add((segment.Box.X0, 1));
                events.Add((segment.Box.X1, -1));
            }
        events.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Step.CompareTo(b.Step));
        var lanes = new List<(double, double)>();
        var depth = 0;
        var isOpen = false;
        (double From, double To, int Depth) core = default;
        for (var i = 0; i < events.Count; i++)
        {
            var before = depth;
            depth += events[i].Step;
            if (before > crossings && depth <= crossings)
            {
                isOpen = true;
                core = (0, 0, int.MaxValue);
            }
            if (isOpen && before <= crossings && depth > crossings)
            {
                lanes.Add((core.From, core.To));
                isOpen = false;
            }
            if (!isOpen || depth > crossings || i + 1 == events.Count) continue;
            double from = events[i].X, to = events[i + 1].X;
            if (to > from && (depth < core.Depth || depth == core.Depth && to - from > core.To - core.From)) core = (from, to, depth);
        }
        return lanes;
    }

    /// <summary>A lane that lines write across must have lines with texts in the columns right beside it; else it is only the ragged end of a text column.</summary>
    private static void DropUnwitnessed(List<(double From, double To)> lanes, List<SegmentedLine> lines)
    {
        for (var i = 0; i < lanes.Count;)
        {
            var left = i > 0 ? lanes[i - 1].To : double.NegativeInfinity;
            var right = i + 1 < lanes.Count ? lanes[i + 1].From : double.PositiveInfinity;
            var (from, to) = lanes[i];
            var crossed = lines.Count(line => line.Segments.Any(segment => segment.Box.X0 < from && segment.Box.X1 > to));
            var beside = lines.Count(line => line.Segments.Any(segment => segment.Box.X1 <= from + 0.1 && segment.Box.X1 > left)
                && line.Segments.Any(segment => segment.Box.X0 >= to - 0.1 && segment.Box.X0 < right));
            if (crossed > 0 && beside <= 2 * crossed)
            {
                lanes.RemoveAt(i);
                i = Math.Max(0, i - 1);
            }
            else i++;
        }
    }

    /// <summary>A lane with texts of its own inside, clear of both sides, holds a rarely filled column.</summary>
    private static IEnumerable<(double From, double To)> Divide((double From, double To) lane, List<SegmentedLine> lines, double margin)
    {
        var from = lane.From;
        foreach (var (left, right) in Merge(lines.SelectMany(line => line.Segments)
            .Where(segment => segment.Box.X0 > lane.From + margin && segment.Box.X1 < lane.To - margin)))
        {
            yield return (from, left);
            from = right;
        }
        yield return (from, lane.To);
    }

    private static List<(double From, double To)> Merge(IEnumerable<Segment> segments)
    {
        var merged = new List<(double From, double To)>();
        foreach (var segment in segments.OrderBy(segment => segment.Box.X0))
        {
            if (merged.Count > 0 && segment.Box.X0 <= merged[^1].To) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, segment.Box.X1));
            else merged.Add((segment.Box.X0, segment.Box.X1));
        }
        return merged;
    }

    /// <summary>A narrow lane, where a column of figures meets the texts of the next, must be kept by several lines.</summary>
    private bool HasSupport(List<SegmentedLine> lines, (double From, double To) lane, bool isWide)
    {
        int both = 0, crossed = 0;
        foreach (var line in lines)
        {
            bool left = false, right = false, across = false;
            foreach (var segment in line.Segments)
            {
                if (segment.Box.X1 <= lane.From + 0.1) left = true;
                else if (segment.Box.X0 >= lane.To - 0.1) right = true;
                else if (segment.Box.X0 < lane.From && segment.Box.X1 > lane.To) across = true;
            }
            if (across) crossed++;
            else if (left && right) both++;
        }
        return crossed == 0 ? both >= (isWide ? 1 : 3) : isWide && both >= Math.Max(2, SupportShare * lines.Count) && both > 2 * crossed;
    }
}
