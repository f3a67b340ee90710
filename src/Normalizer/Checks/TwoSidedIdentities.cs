using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>收支总表 and its kin: each side's whole is this year's part and what is carried; both wholes are equal.</summary>
/// <remarks>Two habits of printing: the sum above its lines (一、本年收入合计, then the sources), or below them.</remarks>
internal sealed class TwoSidedIdentities(IdentityCatalogue catalogue, CodesByName names)
{
    public IEnumerable<Identity> Of(CanonicalTable table)
    {
        if (catalogue.TwoSided.FirstOrDefault(rules => rules.Kind == table.Kind) is not { } rules) return [];
        var sides = SideLines.Of(table, catalogue.Lines, names);
        var identities = sides.SelectMany(side => side.Columns.SelectMany(column => Of(side, column, rules)))
            .Where(identity => identity.Right.Length > 0).ToList();
        foreach (var side in sides.Skip(1))
            if (Equal(sides[0], side, rules) is { } identity) identities.Add(identity);
        return identities;
    }

    private static Identity? Equal(SideLines revenue, SideLines other, TwoSidedRules rules) =>
        revenue.First(LineRole.All) is { } left && other.First(LineRole.All) is { } right
            ? new(rules.Equal, IdentityKind.Equality, "both sides", [new(revenue.Amount(left, revenue.Columns[0]))],
                [new(other.Amount(right, other.Columns[0]))], $"{left.Name} = {right.Name}")
            : null;

    private static IEnumerable<Identity> Of(SideLines side, Column column, TwoSidedRules rules)
    {
        var lines = side.Lines;
        var all = side.First(LineRole.All);
        var current = side.First(LineRole.Current);
        var carried = Carried(lines);
        var parts = Parts(lines, current, all);
        var rule = side.IsRevenue ? rules.AllRevenue : rules.AllExpenditure;
        if (all is not null)
            yield return Sum(side, column, rule, all, [.. current is null ? Top(parts) : [current], .. carried]);
        if (current is not null && parts.Length > 0)
            yield return Sum(side, column, rules.Current, current, Top(parts));
        foreach (var line in carried)
            if (PartsOf(lines, line) is { Length: > 0 } below) yield return Sum(side, column, rule, line, below);
        foreach (var (parent, children) in Nested(parts)) yield return Sum(side, column, rules.Current, parent, children);
    }

    /// <summary>What joins this year's part to the whole: 上年结转, without the lines below it that say of what funds.</summary>
    private static SideLine[] Carried(ImmutableArray<SideLine> lines)
    {
        var carried = lines.Where(line => line.Role == LineRole.Carried && line.Depth != SideLine.Aside).ToArray();
        var parts = carried.SelectMany(line => PartsOf(lines, line)).ToHashSet();
        return [.. carried.Where(line => !parts.Contains(line))];
    }

    /// <summary>The lines right behind a carried one that break it down: numbered deeper or from one on, or the plain lines
    /// behind a carried one that stands behind this year's sum.</summary>
    private static SideLine[] PartsOf(ImmutableArray<SideLine> lines, SideLine carried)
    {
        var below = lines.SkipWhile(line => line != carried).Skip(1).TakeWhile(line => line.Role is LineRole.Item or LineRole.Carried).ToArray();
        if (below.Length == 0) return [];
        if (carried.IsNumbered) return Top([.. below.TakeWhile(line => line.Depth > carried.Depth)]);
        if (below[0].IsFirst) return [.. below.TakeWhile(line => line.Depth == below[0].Depth)];
        var isBehind = lines.TakeWhile(line => line != carried).Any(line => line.Role == LineRole.Current);
        return isBehind && !below[0].IsNumbered ? [.. below.TakeWhile(line => line is { Role: LineRole.Item, IsNumbered: false } && line.Depth != SideLine.Aside)] : [];
    }

    /// <summary>The lines that this year's sum is made of: those after it where it stands above, else those before it.</summary>
    private static SideLine[] Parts(ImmutableArray<SideLine> lines, SideLine? current, SideLine? all)
    {
        if (current is null) return [.. lines.Where(line => line.Role == LineRole.Item && line != all)];
        return IsAbove(lines, current) ? Below(lines, current) : [.. lines.TakeWhile(line => line != current).Where(line => line.Role == LineRole.Item)];
    }

    private static bool IsAbove(ImmutableArray<SideLine> lines, SideLine? current) =>
        current is not null && lines.TakeWhile(line => line != current).All(line => line.Role != LineRole.Item);

    private static SideLine[] Below(ImmutableArray<SideLine> lines, SideLine sum) =>
        [.. lines.SkipWhile(line => line != sum).Skip(1).TakeWhile(line => line.Role == LineRole.Item)];

    private static SideLine[] Top(SideLine[] parts)
    {
        var depth = parts.Select(line => line.Depth).DefaultIfEmpty(SideLine.Aside).Min();
        return [.. parts.Where(line => line.Depth == depth && depth < SideLine.Aside)];
    }

    /// <summary>Numbered lines with deeper numbers right below them: 1、人员经费 and its (1) (2) (3).</summary>
    private static IEnumerable<(SideLine, SideLine[])> Nested(SideLine[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
                        var below = parts.Skip(i + 1).TakeWhile(line => line.Depth > parts[i].Depth).ToArray();
            if (Top(below) is { Length: > 0 } children) yield return (parts[i], children);
        }
    }

    private static Identity Sum(SideLines side, Column column, string rule, SideLine whole, SideLine[] parts) =>
        new(rule, IdentityKind.Equality, $"row {whole.Row.Index}, {column.Key}", [new(side.Amount(whole, column))],
            [.. parts.Where(part => part != whole).Select(part => new Term(side.Amount(part, column)))],
            $"{SideLines.Bare(whole.Name)} = {string.Join(" + ", parts.Take(4).Select(part => SideLines.Bare(part.Name)))}{(parts.Length > 4 ? " + …" : "")}");
}
