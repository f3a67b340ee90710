namespace Extractor.Tables.Stream;

/// <summary>One row of a stream table: its segments, any column.</summary>
internal sealed record StreamRow(List<Segment> Segments, double Y0, double Y1)
{
    public static StreamRow Of(List<Segment> segments) =>
        new(segments, segments.Min(segment => segment.Box.Y0), segments.Max(segment => segment.Box.Y1));

    public StreamRow With(StreamRow other) => Of([.. Segments, .. other.Segments]);
}

/// <summary>Groups segments into rows: by the rules between them, else by the white between lines and by how labels are wrapped.</summary>
internal sealed class StreamRowBuilder
{
    /// <summary>Texts that overlap vertically by this much, in em, stand in one row: amounts are set beside the middle of a wrapped label.</summary>
    private const double RowOverlap = 0.15;

    /// <summary>A difference of gaps this large, in em, tells which neighbour a lone label line belongs to.</summary>
    private const double GapDifference = 0.25;

    /// <param name="separators">y of the rules that part rows; with one for almost every row nothing else is asked.</param>
    public List<StreamRow> Build(IEnumerable<Segment> segments, ImmutableArray<double> separators, List<ColumnExtent> columns)
    {
        var bands = Bands(segments, separators);
        if (bands.Count == 0) return bands;
        var isRuledRowByRow = separators.Length >= 3 && separators.Count(y => y > bands[0].Y0 && y < bands[^1].Y1) >= 0.55 * (bands.Count - 1);
        return isRuledRowByRow ? ByRules(bands, separators) : JoinWrapped(bands, separators, columns);
    }

    private static List<StreamRow> Bands(IEnumerable<Segment> segments, ImmutableArray<double> separators)
    {
        var bands = new List<StreamRow>();
        foreach (var segment in segments.OrderBy(segment => segment.Box.Y0).ThenBy(segment => segment.Box.X0))
        {
            var isNew = bands.Count == 0 || bands[^1].Y1 - segment.Box.Y0 < RowOverlap * segment.Size
                || separators.Any(y => y > bands[^1].Y0 + 1 && y < segment.Box.CenterY && y > bands[^1].Segments[^1].Box.CenterY);
            if (isNew) bands.Add(StreamRow.Of([segment]));
            else bands[^1] = bands[^1].With(StreamRow.Of([segment]));
        }
        return bands;
    }

    private static List<StreamRow> ByRules(List<StreamRow> bands, ImmutableArray<double> separators)
    {
        var rows = new List<StreamRow> { bands[0] };
        foreach (var band in bands.Skip(1))
        {
            var center = (band.Y0 + band.Y1) / 2;
            var before = (rows[^1].Y0 + rows[^1].Y1) / 2;
            if (separators.Any(y => y > before && y < center)) rows.Add(band);
            else rows[^1] = rows[^1].With(band);
        }
        return rows;
    }

    private static List<StreamRow> JoinWrapped(List<StreamRow> bands, ImmutableArray<double> separators, List<ColumnExtent> columns)
    {
        var hasNumbers = bands.Count(band => band.Segments.Exists(segment => segment.IsNumeric)) >= 0.4 * bands.Count;
        var rows = new List<StreamRow>();
        for (var i = 0; i < bands.Count; i++)
        {
            var band = bands[i];
            if (rows.Count == 0 || IsParted(rows[^1], band, separators) || !IsLabelOnly(band, hasNumbers))
            {
                // A label that ran over its column before the line with the figures belongs to it.
                if (rows.Count > 0 && !IsParted(rows[^1], band, separators) && IsBeginningOf(rows, band, columns, hasNumbers)) rows[^1] = rows[^1].With(band);
                else rows.Add(band);
                continue;
            }
            var em = band.Segments.Max(segment => segment.Size);
            double up = band.Y0 - rows[^1].Y1, down = i + 1 < bands.Count && !IsParted(band, bands[i + 1], separators) ? bands[i + 1].Y0 - band.Y1 : double.PositiveInfinity;
            var goesUp = up < down - GapDifference * em && up < 0.8 * em
                || up <= down + GapDifference * em && up < 0.8 * em && ContinuesLabel(rows[^1], band, columns);
            if (goesUp) rows[^1] = rows[^1].With(band);
            else rows.Add(band);
        }
        return rows;
    }

    private static bool IsParted(StreamRow above, StreamRow below, ImmutableArray<double> separators) =>
        separators.Any(y => y > (above.Y0 + above.Y1) / 2 && y < (below.Y0 + below.Y1) / 2 && y >= above.Y1 - 2 && y <= below.Y0 + 2);

    private static bool IsLabelOnly(StreamRow band, bool hasNumbers) =>
        hasNumbers ? !band.Segments.Exists(segment => segment.IsNumeric) : band.Segments.Count == 1;

    /// <summary>The row before is a lone label whose text goes on in this row's label.</summary>
    private static bool IsBeginningOf(List<StreamRow> rows, StreamRow band, List<ColumnExtent> columns, bool hasNumbers)
    {
        var before = rows[^1];
        if (!hasNumbers || before.Segments.Count != 1 || before.Segments[0].IsNumeric || band.Segments.Count < 2) return false;
        var em = before.Segments[0].Size;
        if (band.Y0 - before.Y1 > 0.8 * em) return false;
        var label = band.Segments.MinBy(segment => segment.Box.X0)!;
        if (label.IsNumeric) return false;
        return IsLowerCase(label.Text) && Math.Abs(label.Box.X0 - before.Segments[0].Box.X0) < 2.5 * em;
    }

    private static bool ContinuesLabel(StreamRow row, StreamRow band, List<ColumnExtent> columns)
    {
        foreach (var segment in band.Segments)
        {
            var above = row.Segments.Where(other => other.Box.X0 < segment.Box.X1 && other.Box.X1 > segment.Box.X0).MaxBy(other => other.Box.Y1);
            if (above is null) return false;
            if (IsLowerCase(segment.Text)) continue;
            var column = columns.Find(column => column.Overlaps(segment.Box));
            var isFull = column.X1 - above.Box.X1 < 1.3 * above.Size && above.Text.Length > 4;
            var isHanging = segment.Box.X0 >= above.Box.X0 - 1;
            if (!isFull || !isHanging) return false;
        }
        return true;
    }

    private static bool IsLowerCase(string text) => char.IsLower(text[0]) || text[0] is '(' or '&' or '（' or '）' or '、' or '，';
}
