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
            free.RemoveAll(line => line.Box.CenterY > group[0].At && line.Box.CenterY < group[^1].At);
        }
        regions.AddRange(OpenRegions(free, rules));
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
            groups.Add(group);
        }
        return groups;
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
        var inside = lines.Where(line => line.Box.CenterY > group[0].At && line.Box.CenterY < group[^1].At).ToList();
        var found = columns.Find(inside);
        var size = inside.Count == 0 ? 0 : inside.Select(line => line.Box.Height).Order().ElementAt(inside.Count / 2);
        var from = group[0].At;
        for (var i = 0; i + 1 < wide.Count; i++)
        {
            var band = inside.FindAll(line => line.Box.CenterY > wide[i] && line.Box.CenterY < wide[i + 1]);
            var isTall = wide[i + 1] - wide[i] > TallBand * usual || band.Count > 1;
            var isGap = band.Count == 0 ? wide[i + 1] - wide[i] > 2 * TallBand * usual
                : isTall && !HasLabelBeside(band) && 2 * band.Count(line => line.Segments.Length > 1) <= band.Count
                    && band.Exists(line => line.Segments.Length == 1 && found.Count(column => column.Overlaps(line.Box, 1)) != 1
                        && (Math.Abs(line.Box.CenterX - (left + right) / 2) < 2 * line.Box.Height || line.Box.Height > 1.15 * size));
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
        double top = group[0].At, bottom = group[^1].At, left = group.Min(rule => rule.From), right = group.Max(rule => rule.To);
        var inside = lines.Where(line => line.Box.CenterY > top && line.Box.CenterY < bottom)
            .Select(line => Within(line, left - 3, right + 3)).OfType<SegmentedLine>().ToList();
        if (inside.Count(line => line.Segments.Length > 1) < Math.Max(2, 0.4 * inside.Count)) return null;
        inside = LaneCutter.CutAtAlignedEdges(inside);
        var hints = ColumnHints(group, pieces, left, right);
        if (hints.IsEmpty && columns.Find(inside).Count < 2) return null;
        return new([.. inside], [.. group], hints);
    }

    /// <summary>The part of a line that stands between two x; null when nothing does.</summary>
    private static SegmentedLine? Within(SegmentedLine line, double left, double right)
    {
        var own = line.Segments.Where(segment => segment.Box.CenterX > left && segment.Box.CenterX < right).ToImmutableArray();
        if (own.Length == line.Segments.Length) return line;
        if (own.IsEmpty) return null;
        var box = own[0].Box;
        foreach (var segment in own) box = box.Union(segment.Box);
        return new(own, box);
    }

    /// <summary>Browsers draw the rule under a row cell by cell: where the rules of several rows are pieced together, columns meet.</summary>
    private static ImmutableArray<double> ColumnHints(List<RulingLine> group, ImmutableArray<Ruling> pieces, double left, double right)
    {
        var rows = group.Select(rule => rule.At).Distinct().ToList();
        var ends = new List<(double X, double Row)>();
        foreach (var piece in pieces)
        {
            if (!piece.IsHorizontal || piece.Box.Width < 5 || piece.Box.X0 < left - 2 || piece.Box.X1 > right + 2) continue;
            var row = rows.Find(at => Math.Abs(at - piece.Box.CenterY) < 2);
            if (row == 0) continue;
            ends.Add((piece.Box.X0, row));
            ends.Add((piece.Box.X1, row));
        }
        var hints = ImmutableArray.CreateBuilder<double>();
        ends.Sort();
        for (var i = 0; i < ends.Count;)
        {
            var end = i + 1;
            while (end < ends.Count && ends[end].X - ends[i].X < 2) end++;
            if (ends[i..end].Select(entry => entry.Row).Distinct().Count() >= Math.Max(2, HintShare * rows.Count)) hints.Add(ends[i..end].Average(entry => entry.X));
            i = end;
        }
        return hints.Count > 2 ? hints.ToImmutable() : [];
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
                if (lines[end].Box.Y0 - lines[end - 1].Box.Y1 > WidestGap * em) break;
                if (lines[end].Segments.Length > 1) lastTabular = end;
                else if (lines[end].Segments[0].Text.Length >= ProseLength) break;
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
