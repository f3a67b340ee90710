using Extractor.Tables.Lattice;

namespace Extractor.Tables.Stream;

/// <summary>Finds where on a page tables without closed cells may stand: between horizontal rules, or where lines fall into columns.</summary>
public sealed class TableRegionFinder
{
    /// <summary>Rules of one table begin and end within this many points of each other.</summary>
    private const double ExtentTolerance = 8;

    /// <summary>Lines further apart than this, in em, belong to different tables unless rules join them.</summary>
    private const double WidestGap = 2.6;

    /// <summary>A band between rules that is this many times as high as the usual one may lie between two tables.</summary>
    private const double TallBand = 1.6;

    /// <summary>Rules of this share of the rows must be pieced together at one place to show a column; merged cells leave some out.</summary>
    private const double HintShare = 0.15;

    /// <summary>Text may reach this far over the ends of its table's rules, in points.</summary>
    private const double RuleOverhang = 3;

    /// <summary>Rules that leave out labels on this share of the lines are no table's own.</summary>
    private const double LabelledShare = 0.6;

    /// <summary>A table's name or unit stands at most this far above it, in points.</summary>
    private const double NameReach = 70;

    /// <summary>A single stretch of text of this many characters is prose, not a heading inside a table.</summary>
    private const int ProseLength = 60;

    private readonly ColumnFinder columns = new();

    /// <param name="lines">The page's lines outside ruled tables, from top to bottom.</param>
    /// <param name="rules">Its horizontal lines outside ruled tables.</param>
    /// <returns>Candidates that do not overlap, from top to bottom.</returns>
    public List<TableRegion> Find(IReadOnlyList<SegmentedLine> lines, IReadOnlyList<RulingLine> rules, ImmutableArray<Ruling> pieces)
    {
        var free = lines.ToList();
        var regions = new List<TableRegion>();
        foreach (var group in RuleGroups(rules).SelectMany(group => Divide(group, free)))
        {
            if (RuledRegion(group, free, pieces) is not { } region) continue;
            regions.Add(region);
            free = [.. free.Select(line => IsBetween(line, group) ? Part(line, segment => !IsAcross(segment, group)) : line).OfType<SegmentedLine>()];
        }
        regions.AddRange(OpenRegions(ProseColumns.Without(free), rules));
        regions.Sort((a, b) => a.Box.Y0.CompareTo(b.Box.Y0));
        return regions;
    }

    /// <summary>Rules above each other that begin and end at the same places, with the shorter ones between them.</summary>
    private static List<List<RulingLine>> RuleGroups(IReadOnlyList<RulingLine> rules)
    {
        var rows = rules.GroupBy(rule => rule.At)
            .Select(row => (At: row.Key, From: row.Min(rule => rule.From), To: row.Max(rule => rule.To), Covered: row.Sum(rule => rule.Length), Rules: row.ToList()))
            .OrderBy(row => row.At).ToList();
        var groups = new List<List<RulingLine>>();
        var taken = new bool[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            if (taken[i] || rows[i].Covered < 0.6 * (rows[i].To - rows[i].From)) continue;
            var members = new List<int> { i };
            for (var j = i + 1; j < rows.Count; j++)
                if (!taken[j] && Math.Abs(rows[j].From - rows[i].From) <= ExtentTolerance && Math.Abs(rows[j].To - rows[i].To) <= ExtentTolerance) members.Add(j);
            if (members.Count < 2) continue;
            var group = new List<RulingLine>();
            for (var j = i; j <= members[^1]; j++)
            {
                if (taken[j]) continue;
                var isInside = rows[j].From >= rows[i].From - ExtentTolerance && rows[j].To <= rows[i].To + ExtentTolerance;
                if (!isInside) continue;
                taken[j] = true;
                group.AddRange(rows[j].Rules);
            }
            groups.AddRange(SideBySide(group));
        }
        return groups;
    }

    /// <summary>Rules beside each other that no other joins belong to tables of their own.</summary>
    private static IEnumerable<List<RulingLine>> SideBySide(List<RulingLine> group)
    {
        var sides = new List<List<RulingLine>>();
        var reach = double.NegativeInfinity;
        foreach (var rule in group.OrderBy(rule => rule.From))
        {
            if (rule.From > reach + ExtentTolerance) sides.Add([]);
            sides[^1].Add(rule);
            reach = Math.Max(reach, rule.To);
        }
        return sides.TrueForAll(side => side.Select(rule => rule.At).Distinct().Count() > 1) ? sides.Select(side => side.OrderBy(rule => rule.At).ThenBy(rule => rule.From).ToList()) : [group];
    }

    /// <summary>Tables below each other may have rules of the same width: a tall band with a text across the columns, or nothing, parts them.</summary>
    private IEnumerable<List<RulingLine>> Divide(List<RulingLine> group, List<SegmentedLine> lines)
    {
        double left = group.Min(rule => rule.From), right = group.Max(rule => rule.To);
        var wide = group.Where(rule => rule.Length > 0.6 * (right - left) || group.Where(other => other.At == rule.At).Sum(other => other.Length) > 0.6 * (right - left))
            .Select(rule => rule.At).Distinct().ToList();
        var heights = wide.Zip(wide.Skip(1), (above, below) => below - above).Order().ToList();
        if (heights.Count == 0) yield break;
        var usual = heights[heights.Count / 2];
        var inside = lines.Where(line => IsBetween(line, group)).Select(line => Part(line, segment => IsAcross(segment, group))).OfType<SegmentedLine>().ToList();
        var found = columns.Find(inside);
        var size = inside.Count == 0 ? 0 : inside.Select(line => line.Box.Height).Order().ElementAt(inside.Count / 2);
        var from = group[0].At;
        for (var i = 0; i + 1 < wide.Count; i++)
        {
            var band = inside.FindAll(line => line.Box.CenterY > wide[i] && line.Box.CenterY < wide[i + 1]);
            var isTall = wide[i + 1] - wide[i] > TallBand * usual || band.Count > 1;
            var isGap = band.Exists(TableCaption.Numbers) || (band.Count == 0 ? wide[i + 1] - wide[i] > 2 * TallBand * usual
                : isTall && !HasLabelBeside(band) && 2 * band.Count(line => line.Segments.Length > 1) <= band.Count
                    && band.Exists(line => line.Segments.Length == 1 && found.Count(column => column.Overlaps(line.Box, 1)) != 1
                        && (Math.Abs(line.Box.CenterX - (left + right) / 2) < 2 * line.Box.Height || line.Box.Height > 1.15 * size)));
            if (!isGap) continue;
            yield return group.FindAll(rule => rule.At >= from - 0.1 && rule.At <= wide[i] + 0.1);
            from = wide[i + 1];
        }
        yield return group.FindAll(rule => rule.At >= from - 0.1);
    }

    /// <summary>A label set beside the middle of a wrapped text: between two of its lines, or on one of them.</summary>
    private static bool HasLabelBeside(List<SegmentedLine> band) =>
        band.Zip(band.Skip(1)).Any(pair => pair.Second.Box.Y0 < pair.First.Box.Y1 - 0.2 * pair.First.Box.Height
            || pair is { First.Segments: [var above], Second.Segments: [_, var below] } && Math.Abs(above.Box.X0 - below.Box.X0) < 2);

    private TableRegion? RuledRegion(List<RulingLine> group, List<SegmentedLine> lines, ImmutableArray<Ruling> pieces)
    {
        if (group.Count < 2) return null;
        double left = group.Min(rule => rule.From), right = group.Max(rule => rule.To);
        var between = lines.Where(line => IsBetween(line, group)).ToList();
        var inside = between.Select(line => Part(line, segment => IsAcross(segment, group))).OfType<SegmentedLine>().ToList();
        if (inside.Count(line => line.Segments.Length > 1) < Math.Max(2, 0.4 * inside.Count)) return null;
        // Sums have a line above them: such rules leave the rows' labels outside.
        if (between.Count(line => HasLabelOutside(line, left)) >= LabelledShare * inside.Count) return null;
        inside = LaneCutter.CutAtAlignedEdges(inside);
        var hints = ColumnHints(group, pieces, left, right);
        if (hints.IsEmpty && columns.Find(inside).Count < 2) return null;
        return new([.. inside], [.. group], hints);
    }

    private static bool IsBetween(SegmentedLine line, List<RulingLine> group) => line.Box.CenterY > group[0].At && line.Box.CenterY < group[^1].At;

    private static bool IsAcross(Segment segment, List<RulingLine> group) =>
        segment.Box.CenterX > group.Min(rule => rule.From) - RuleOverhang && segment.Box.CenterX < group.Max(rule => rule.To) + RuleOverhang;

    /// <summary>A short text left of the rules on the base line of figures under them.</summary>
    private static bool HasLabelOutside(SegmentedLine line, double left) =>
        line.Segments.Length > 1 && line.Segments[0] is { Text.Length: < ProseLength, IsNumeric: false } label && label.Box.X1 < left + RuleOverhang
        && line.Segments.Any(segment => segment.IsNumeric && segment.Box.X0 > left - RuleOverhang && Math.Abs(segment.Box.Y1 - label.Box.Y1) < 0.15 * label.Size);

    /// <summary>The segments of a line for which <paramref name="isIn"/> holds; null when it holds for none.</summary>
    private static SegmentedLine? Part(SegmentedLine line, Func<Segment, bool> isIn)
    {
        var own = line.Segments.Where(isIn).ToImmutableArray();
        return own.IsEmpty ? null : own.Length == line.Segments.Length ? line : SegmentedLine.Of(own);
    }

    /// <summary>Browsers draw the rule under a row cell by cell: where the pieces of several rows meet, columns meet.</summary>
    private static ImmutableArray<double> ColumnHints(List<RulingLine> group, ImmutableArray<Ruling> pieces, double left, double right)
    {
        var rows = group.Select(rule => rule.At).Distinct().ToList();
        var starts = new List<(double X, double Row)>();
        var ends = rows.ToDictionary(row => row, _ => new List<double>());
        foreach (var piece in pieces)
        {
            if (!piece.IsHorizontal || piece.Box.Width < 5 || piece.Box.X0 < left - 2 || piece.Box.X1 > right + 2) continue;
            var row = rows.Find(at => Math.Abs(at - piece.Box.CenterY) < 2);
            if (row == 0) continue;
            starts.Add((piece.Box.X0, row));
            ends[row].Add(piece.Box.X1);
        }
        // A piece that no other meets is the rule under a spanning title: it tells nothing of the columns.
        var meetings = starts.FindAll(start => ends[start.Row].Exists(end => Math.Abs(end - start.X) < 2)).Order().ToList();
        var hints = ImmutableArray.CreateBuilder<double>();
        for (var i = 0; i < meetings.Count;)
        {
            var end = i + 1;
            while (end < meetings.Count && meetings[end].X - meetings[i].X < 2) end++;
            if (meetings[i..end].Select(meeting => meeting.Row).Distinct().Count() >= Math.Max(2, HintShare * rows.Count)) hints.Add(meetings[i..end].Average(meeting => meeting.X));
            i = end;
        }
        return hints.Count > 0 ? [left, .. hints, right] : [];
    }

    /// <summary>Titles over all columns between the line with the unit and the first line of several texts.</summary>
    private static List<SegmentedLine> WithFirstTitles(List<SegmentedLine> lines, SegmentedLine first)
    {
        var index = lines.FindIndex(line => line.Box.Y0 == first.Box.Y0 && line.Box.X0 == first.Box.X0);
        var titles = new List<SegmentedLine>();
        for (var i = index - 1; i >= 0 && titles.Count < 3; i--)
        {
            if (TableCaption.IsUnitLine(lines[i])) return titles;
            var next = titles.Count > 0 ? titles[0] : first;
            if (lines[i].Segments.Length > 1 || next.Box.Y0 - lines[i].Box.Y1 > WidestGap * lines[i].Box.Height) break;
            titles.Insert(0, lines[i]);
        }
        return [];
    }

    /// <summary>Rows without figures at the end of a table: labels that keep to the first column and to the rows' distance.</summary>
    private int WithLastLabels(List<SegmentedLine> lines, int from, int lastTabular, int end)
    {
        var found = columns.Find(lines[from..(lastTabular + 1)]);
        if (found.Count < 2 || lastTabular == from) return lastTabular;
        var pitches = Enumerable.Range(from + 1, lastTabular - from).Select(i => lines[i].Box.CenterY - lines[i - 1].Box.CenterY).Order().ToList();
        var usual = pitches[pitches.Count / 2];
        while (lastTabular + 1 < end)
        {
            var next = lines[lastTabular + 1];
            // A header alone has no rows whose distance could be known; the total's blank row follows it closely.
            var reach = TableCaption.IsTotal(next) ? Math.Max(1.3 * usual, 2.2 * next.Box.Height) : lastTabular - from < 2 ? 0 : 1.3 * usual;
            if (next.Box.CenterY - lines[lastTabular].Box.CenterY > reach || next.Box.X0 < found[0].X0 - 2 || next.Box.X1 > found[1].X0 || next.Box.X0 > found[0].X1) break;
            lastTabular++;
        }
        return lastTabular;
    }

    /// <summary>Runs of lines that fall into columns.</summary>
    private IEnumerable<TableRegion> OpenRegions(List<SegmentedLine> lines, IReadOnlyList<RulingLine> rules)
    {
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].Segments.Length < 2)
            {
                i++;
                continue;
            }
            var end = i + 1;
            var lastTabular = i;
            for (; end < lines.Count; end++)
            {
                var em = lines[end].Box.Height;
                if (lines[end].Box.Y0 - lines[end - 1].Box.Y1 > WidestGap * em || TableCaption.Numbers(lines[end])) break;
                if (lines[end].Segments.Length > 1) lastTabular = end;
                // A long text of a later column begins further right than the labels; prose below the table does not.
                else if (lines[end].Segments[0].Text.Length >= ProseLength && lines[end].Box.X0 < lines[i..end].Min(line => line.Box.X0) + em) break;
            }
            lastTabular = WithLastLabels(lines, i, lastTabular, end);
            var region = new TableRegion([.. LaneCutter.CutAtAlignedEdges(lines[i..(lastTabular + 1)])], [], []);
            i = lastTabular + 1;
            var isNamed = lines.Any(line => line.Box.Y1 <= region.Lines[0].Box.Y1 && region.Lines[0].Box.Y0 - line.Box.Y1 < NameReach && TableCaption.Names(line));
            region = region with { Lines = [.. WithFirstTitles(lines, region.Lines[0]), .. region.Lines.SkipWhile(TableCaption.IsUnitLine)] };
            if (region.Lines.Length > 0 && OpenTableTest.Accepts(region.Lines, columns.Find(region.Lines), isNamed))
                yield return region with { Rules = [.. rules.Where(rule => rule.At > region.Box.Y0 && rule.At < region.Box.Y1 && rule.To > region.Box.X0 && rule.From < region.Box.X1)] };
        }
    }
}
