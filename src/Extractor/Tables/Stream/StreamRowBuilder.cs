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
        var hasCodes = bands.Count(band => columns[0].Overlaps(band.Segments.MinBy(segment => segment.Box.X0)!.Box)) >= 0.6 * bands.Count;
        var gaps = bands.Zip(bands.Skip(1), (above, below) => below.Y0 - above.Y1).Order().ToList();
        var usual = gaps.Count == 0 ? 0 : gaps[gaps.Count / 2];
        var rows = new List<StreamRow>();
        for (var i = 0; i < bands.Count; i++)
        {
            var band = bands[i];
            if (rows.Count == 0 || IsParted(rows[^1], band, separators)) rows.Add(band);
            else if (!IsLabelOnly(band, hasNumbers))
            {
                // A label that ran over its column before the line with the figures belongs to it.
                if (IsBeginningOf(rows, band, hasNumbers)) rows[^1] = rows[^1].With(band);
                else rows.Add(band);
            }
            else
            {
                var em = band.Segments.Max(segment => segment.Size);
                double up = band.Y0 - rows[^1].Y1, down = i + 1 < bands.Count ? bands[i + 1].Y0 - band.Y1 : double.PositiveInfinity;
                var isCloser = up < 0.7 * usual && up < down - GapDifference * em;
                var isPart = hasCodes && !columns[0].Overlaps(band.Segments[0].Box) || IsLowerCase(band.Segments[0].Text);
                if (up < 0.8 * em && (isCloser || isPart && up <= usual + GapDifference * em && StandsUnder(rows[^1], band))) rows[^1] = rows[^1].With(band);
                else rows.Add(band);
            }
        }
        return rows;
    }

    private static bool IsParted(StreamRow above, StreamRow below, ImmutableArray<double> separators) =>
        separators.Any(y => y > (above.Y0 + above.Y1) / 2 && y < (below.Y0 + below.Y1) / 2 && y >= above.Y1 - 2 && y <= below.Y0 + 2);

    private static bool IsLabelOnly(StreamRow band, bool hasNumbers) =>
        hasNumbers ? !band.Segments.Exists(segment => segment.IsNumeric) : band.Segments.Count == 1;

    /// <summary>The row before is a lone label whose text goes on in this row's label.</summary>
    private static bool IsBeginningOf(List<StreamRow> rows, StreamRow band, bool hasNumbers)
    {
        var before = rows[^1];
        if (!hasNumbers || before.Segments.Count != 1 || before.Segments[0].IsNumeric || band.Segments.Count < 2) return false;
        var em = before.Segments[0].Size;
        if (band.Y0 - before.Y1 > 0.8 * em) return false;
        var label = band.Segments.MinBy(segment => segment.Box.X0)!;
        if (label.IsNumeric) return false;
        return IsLowerCase(label.Text) && Math.Abs(label.Box.X0 - before.Segments[0].Box.X0) < 2.5 * em;
    }

    /// <summary>Each text of the band has one of the row above it.</summary>
    private static bool StandsUnder(StreamRow row, StreamRow band) =>
        band.Segments.TrueForAll(segment => row.Segments.Exists(above => above.Box.X0 < segment.Box.X1 && above.Box.X1 > segment.Box.X0 && segment.Box.X0 >= above.Box.X0 - 0.5 * segment.Size));

    private static bool IsLowerCase(string text) => char.IsLower(text[0]) || text[0] is '(' or '&' or '（' or '）' or '、' or '，';
}
