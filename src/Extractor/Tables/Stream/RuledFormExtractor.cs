using Extractor.Tables.Lattice;
using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Reads a form with rules across only, where labels stand beside several rows: the rules between those rows leave the label out.</summary>
/// <remarks>Where a rule begins or ends inside the form, cells meet; white lanes show the borders that no rule tells of.</remarks>
public sealed class RuledFormExtractor
{
    /// <summary>Fewest rules that leave labels out, and their least share: headers of two or three levels have one or two.</summary>
    private const int FewestPartial = 3;
    private const double PartialShare = 0.2;

    /// <summary>Ends of rules within this many points of each other are one border.</summary>
    private const double Tolerance = 2.5;

    /// <summary>A text whose middle is this far, in points, from the middle of its column is set in the middle of several.</summary>
    private const double OffCenter = 4;

    /// <summary>A text this near, in points, to a border of its column is set to that side.</summary>
    private const double AlignedMargin = 6;

    /// <summary>The middle of several columns must be nearer by this factor: borders in white lanes are known to a few points.</summary>
    private const double CenteredShare = 0.4;

    private readonly ColumnFinder columnFinder = new();
    private readonly CellTextAssembler assembler = new();

    /// <returns>Null when the rules are not those of such a form, or its texts do not fit them.</returns>
    public PageTable? Extract(int page, TableRegion region)
    {
        if (region.Rules.IsEmpty) return null;
        double left = region.Rules.Min(rule => rule.From), right = region.Rules.Max(rule => rule.To);
        ImmutableArray<double> rowEdges = [.. region.Rules.Select(rule => rule.At).Distinct().Order()];
        var partial = region.Rules.GroupBy(rule => rule.At)
            .Count(row => row.Min(rule => rule.From) > left + 2 * Tolerance && row.Max(rule => rule.To) > right - 2 * Tolerance);
        if (partial < Math.Max(FewestPartial, PartialShare * rowEdges.Length)) return null;

        var shown = Cluster([left, right, .. region.ColumnHints, .. region.Rules.SelectMany(rule => new[] { rule.From, rule.To })]);
        var columnEdges = WithLanes(shown, region.Lines);
        if (columnEdges.Length < 3) return null;
        List<ColumnExtent> columns = [.. columnEdges.Zip(columnEdges.Skip(1), (from, to) => new ColumnExtent(from, to))];
        var places = new List<Place>();
        foreach (var segment in region.Lines.SelectMany(line => line.Segments).SelectMany(segment => LaneCutter.Cut(segment, columns)))
        {
            if (PlaceOf(segment, region.Rules, rowEdges, columnEdges) is not { } place) return null;
            places.Add(place);
        }
        places = Merge([.. Merge(places).Select(place => Center(place, places, columnEdges))]);
        if (places.Exists(place => places.Exists(other => other != place && place.Overlaps(other)))) return null;
        var cells = places.OrderBy(place => place.Row).ThenBy(place => place.First).Select(place => Cell(page, place));
        return new(page, new(left, rowEdges[0], right, rowEdges[^1]), columnEdges, rowEdges, [.. cells], false);
    }

    private GridCell Cell(int page, Place place)
    {
        var text = assembler.Assemble([.. place.Parts.OrderBy(part => part.Box.Y0).ThenBy(part => part.Box.X0).SelectMany(part => part.Runs)], place.Box.X1);
        return new(place.Row, place.First, place.End - place.Row, place.Last - place.First + 1, text, text, Evidence.OnPage(page, place.Box));
    }

    private static List<double> Cluster(IEnumerable<double> ends)
    {
        var groups = new List<List<double>>();
        foreach (var x in ends.Order())
        {
            if (groups.Count > 0 && x - groups[^1][0] < Tolerance) groups[^1].Add(x);
            else groups.Add([x]);
        }
        return groups.ConvertAll(group => group.Average());
    }

    /// <summary>Adds the borders in white lanes between each two that the rules show.</summary>
    private ImmutableArray<double> WithLanes(List<double> shown, ImmutableArray<SegmentedLine> lines)
    {
        var edges = ImmutableArray.CreateBuilder<double>();
        for (var i = 0; i + 1 < shown.Count; i++)
        {
            edges.Add(shown[i]);
            var own = new List<SegmentedLine>();
            foreach (var line in lines)
            {
                var segments = line.Segments.Where(segment => segment.Box.X0 > shown[i] - Tolerance && segment.Box.X1 < shown[i + 1] + Tolerance).ToImmutableArray();
                if (segments.Length > 1) own.Add(line with { Segments = segments });
            }
            var found = columnFinder.Find(own);
            edges.AddRange(found.Zip(found.Skip(1), (before, after) => (before.X1 + after.X0) / 2));
        }
        edges.Add(shown[^1]);
        return edges.ToImmutable();
    }

    /// <summary>The cell that the rules above and below a text close, over the columns it reaches into.</summary>
    private static Place? PlaceOf(Segment segment, ImmutableArray<RulingLine> rules, ImmutableArray<double> rowEdges, ImmutableArray<double> columnEdges)
    {
        var box = segment.Box;
        var over = rules.Where(rule => rule.From < box.CenterX && rule.To > box.CenterX).OrderBy(rule => rule.At).ToList();
        var below = over.FindIndex(rule => rule.At > box.CenterY);
        if (below < 1) return null;
        int first = 0, last = columnEdges.Length - 2;
        while (first < last && columnEdges[first + 1] < box.X0 + Tolerance) first++;
        while (last > first && columnEdges[last] > box.X1 - Tolerance) last--;
        return new([segment], rowEdges.IndexOf(over[below - 1].At), rowEdges.IndexOf(over[below].At), first, last);
    }

    /// <summary>Texts between the same rules over the same columns are lines of one cell.</summary>
    private static List<Place> Merge(List<Place> places)
    {
        var merged = new List<Place>();
        foreach (var place in places.OrderByDescending(place => place.Last - place.First))
        {
            var same = merged.FindIndex(other => other.Row == place.Row && other.End == place.End && other.First <= place.Last && other.Last >= place.First);
            if (same >= 0) merged[same] = merged[same].With(place);
            else merged.Add(place);
        }
        return merged;
    }

    /// <summary>A text off the middle of its columns, but in the middle of more that hold nothing else, spans those.</summary>
    private static Place Center(Place place, List<Place> all, ImmutableArray<double> columnEdges)
    {
        var middle = place.Box.CenterX;
        var own = Distance(place.First, place.Last);
        var isAligned = place.Box.X0 - columnEdges[place.First] < AlignedMargin || columnEdges[place.Last + 1] - place.Box.X1 < AlignedMargin;
        if (own < OffCenter || isAligned) return place;
        var (best, least) = (place, CenteredShare * own);
        for (var first = place.First; first >= 0; first--)
            for (var last = place.Last; last + 1 < columnEdges.Length; last++)
            {
                var wide = place with { First = first, Last = last };
                if (Distance(first, last) < least && !all.Exists(other => other.Overlaps(wide) && !other.Overlaps(place)))
                    (best, least) = (wide, Distance(first, last));
            }
        return best;

        double Distance(int first, int last) => Math.Abs((columnEdges[first] + columnEdges[last + 1]) / 2 - middle);
    }

    /// <param name="Row">First row.</param>
    /// <param name="End">The row after its last.</param>
    private sealed record Place(ImmutableArray<Segment> Parts, int Row, int End, int First, int Last)
    {
        public Box Box => Parts.Skip(1).Aggregate(Parts[0].Box, (box, part) => box.Union(part.Box));

        public bool Overlaps(Place other) => Row < other.End && End > other.Row && First <= other.Last && Last >= other.First;

        public Place With(Place other) => this with
        {
            Parts = [.. Parts, .. other.Parts],
            First = Math.Min(First, other.First),
            Last = Math.Max(Last, other.Last),
        };
    }
}
