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

    /// <summary>Fewest rules that can part rows one by one, and the least share of places between them that hold one row.</summary>
    private const int FewestSeparators = 3;
    private const double OneRowShare = 0.75;

    /// <param name="separators">y of the rules that part rows; with one for almost every row nothing else is asked.</param>
    public List<StreamRow> Build(IEnumerable<Segment> segments, ImmutableArray<double> separators, List<ColumnExtent> columns)
    {
        var bands = Bands(segments, separators);
        if (bands.Count == 0) return bands;
        columns = [.. columns.Select((column, i) => Filled(column, bands.SelectMany(band => band.Segments).Where(segment => StreamTableExtractor.ColumnOf(segment.Box, columns) == i)))];
        return separators.Length >= FewestSeparators && IsRuledRowByRow(bands, separators, columns) ? ByRules(bands, separators) : JoinWrapped(bands, separators, columns);
    }

    /// <summary>As much of a column as its texts fill: between borders that rules show, cells have margins.</summary>
    private static ColumnExtent Filled(ColumnExtent column, IEnumerable<Segment> texts)
    {
        var own = texts.Where(text => text.Box.X0 >= column.X0 - 0.5 && text.Box.X1 <= column.X1 + 0.5).ToList();
        return own.Count == 0 ? column : new(own.Min(text => text.Box.X0), own.Max(text => text.Box.X1));
    }

    /// <summary>The rules part rows, not groups of rows: almost every band has one, or what stands between two rules is one line or wrapped texts.</summary>
    private static bool IsRuledRowByRow(List<StreamRow> bands, ImmutableArray<double> separators, List<ColumnExtent> columns)
    {
        if (separators.Count(y => y > bands[0].Y0 && y < bands[^1].Y1) >= 0.55 * (bands.Count - 1)) return true;
        var groups = bands.GroupBy(band => separators.Count(y => y < (band.Y0 + band.Y1) / 2)).Select(group => group.ToList()).ToList();
        return groups.Count >= FewestSeparators && groups.Count(group => IsOneRow(group, columns)) >= OneRowShare * groups.Count;
    }

    /// <summary>Below each text of a column there is none, or one that goes on with it.</summary>
    private static bool IsOneRow(List<StreamRow> bands, List<ColumnExtent> columns)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var own = bands.SelectMany(band => band.Segments).Where(segment => StreamTableExtractor.ColumnOf(segment.Box, columns) == column).OrderBy(segment => segment.Box.Y0).ToList();
            if (own.Zip(own.Skip(1)).Any(pair => pair.Second.Box.Y0 > pair.First.Box.CenterY && !WrappedText.IsBroken(pair.First, pair.Second, columns[column]))) return false;
        }
        return true;
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
                if (hasNumbers ? IsBeginningOf(rows[^1], band, columns) : GoesOn(rows[^1], band, columns)) rows[^1] = rows[^1].With(band);
                else rows.Add(band);
            }
            else
            {
                var em = band.Segments.Max(segment => segment.Size);
                double up = band.Y0 - rows[^1].Y1, down = i + 1 < bands.Count ? bands[i + 1].Y0 - band.Y1 : double.PositiveInfinity;
                var isCloser = up < 0.7 * usual && up < down - GapDifference * em;
                var isPart = hasCodes && !band.Segments.Exists(segment => columns[0].Overlaps(segment.Box)) || WrappedText.StartsInside(band.Segments[0].Text) || GoesOn(rows[^1], band, columns);
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
    private static bool IsBeginningOf(StreamRow before, StreamRow band, List<ColumnExtent> columns)
    {
        if (before.Segments.Exists(segment => segment.IsNumeric) || band.Segments.Count < 2) return false;
        Segment last = before.Segments[^1], label = band.Segments.MinBy(segment => segment.Box.X0)!;
        if (label.IsNumeric || band.Y0 - before.Y1 > 0.8 * last.Size || Math.Abs(label.Box.X0 - last.Box.X0) > 2.5 * last.Size) return false;
        return WrappedText.StartsInside(label.Text) || WrappedText.IsLine(last) && WrappedText.IsBroken(last, label, columns[0]) && WrappedText.GoesOn(last.Text, label.Text);
    }

    /// <summary>Every text of the band goes on with one that its column broke in the row above; not every column need have one.</summary>
    private static bool GoesOn(StreamRow row, StreamRow band, List<ColumnExtent> columns)
    {
        var isPartial = band.Segments.Select(segment => StreamTableExtractor.ColumnOf(segment.Box, columns)).Distinct().Count()
            < row.Segments.Select(segment => StreamTableExtractor.ColumnOf(segment.Box, columns)).Distinct().Count();
        return band.Segments.TrueForAll(segment =>
        {
            var column = StreamTableExtractor.ColumnOf(segment.Box, columns);
            var above = row.Segments.LastOrDefault(other => StreamTableExtractor.ColumnOf(other.Box, columns) == column);
            return above is not null && WrappedText.IsLine(above) && WrappedText.IsBroken(above, segment, columns[column])
                && (WrappedText.GoesOn(above.Text, segment.Text) || isPartial && column > 0);
        });
    }

    /// <summary>Each text of the band has one of the row above it.</summary>
    private static bool StandsUnder(StreamRow row, StreamRow band) =>
        band.Segments.TrueForAll(segment => row.Segments.Exists(above => !above.IsNumeric && above.Box.X0 < segment.Box.X1 && above.Box.X1 > segment.Box.X0 && segment.Box.X0 >= above.Box.X0 - 0.5 * segment.Size));
}
