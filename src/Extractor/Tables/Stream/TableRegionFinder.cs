using Extractor.Tables.Lattice;

namespace Extractor.Tables.Stream;

/// <summary>Finds where on a page tables without closed cells may stand: between horizontal rules, or where lines fall into columns.</summary>
public sealed class TableRegionFinder
{
    /// <summary>Rules of one table begin and end within this many points of each other.</summary>
    private const double ExtentTolerance = 8;

    /// <summary>Lines further apart than this, in em, belong to different tables unless rules join them.</summary>
    private const double WidestGap = 2.6;

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
        foreach (var group in RuleGroups(rules))
        {
            if (RuledRegion(group, free, pieces) is not { } region) continue;
            regions.Add(region);
            free.RemoveAll(line => region.Lines.Contains(line));
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

    private TableRegion? RuledRegion(List<RulingLine> group, List<SegmentedLine> lines, ImmutableArray<Ruling> pieces)
    {
        double top = group[0].At, bottom = group[^1].At, left = group.Min(rule => rule.From), right = group.Max(rule => rule.To);
        var inside = lines.Where(line => line.Box.CenterY > top && line.Box.CenterY < bottom)
            .Select(line => Within(line, left - 3, right + 3)).OfType<SegmentedLine>().ToList();
        if (inside.Count(line => line.Segments.Length > 1) < Math.Max(2, 0.4 * inside.Count)) return null;
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

    /// <summary>Browsers draw the rule under a row cell by cell: where most rows' rules are pieced together, columns meet.</summary>
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
            if (ends[i..end].Select(entry => entry.Row).Distinct().Count() >= 0.6 * rows.Count) hints.Add(ends[i..end].Average(entry => entry.X));
            i = end;
        }
        return hints.Count > 2 ? hints.ToImmutable() : [];
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
                else if (lines[end].Segments[0].Text.Length >= ProseLength || end - lastTabular > 3) break;
            }
            var region = new TableRegion([.. lines[i..(lastTabular + 1)]], [], []);
            i = lastTabular + 1;
            if (OpenTableTest.Accepts(region.Lines, columns.Find(region.Lines)))
                yield return region with { Rules = [.. rules.Where(rule => rule.At > region.Box.Y0 && rule.At < region.Box.Y1 && rule.To > region.Box.X0 && rule.From < region.Box.X1)] };
        }
    }
}
