using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>H1: a code's amount is the sum of its children's. H2: 合计 is the sum of the top level. F13: 人员经费合计 and 公用经费合计 are
/// those of their own 类.</summary>
internal sealed class TreeIdentities(IdentityCatalogue catalogue, CodesByName names)
{
    public IEnumerable<Identity> Of(CanonicalTable table)
    {
        if (catalogue.TwoSided.Any(rules => rules.Kind == table.Kind) && table.Columns.Any(column => column.Block > 0)) yield break;
        var lines = TreeLine.Of(table);
        var columns = table.Columns.Where(column => column.Type == ColumnType.Amount).ToLookup(column => column.Block);
        // Blocks are one list broken in two: their columns mean the same, in the same order.
        if (lines.IsEmpty || columns.Count == 0 || columns.Any(block => block.Count() != columns.First().Count())) yield break;
        var sums = new TreeSums(table, lines, columns);
        var families = sums.Unfold(RowTree.Of(lines, names)).Families.ToArray();
        var top = families.FirstOrDefault(family => family.Parent < 0).Children;
        for (var line = 0; line < lines.Length && !top.IsDefaultOrEmpty; line++)
            if (Total(lines, line, top) is var (rule, parts))
                foreach (var identity in sums.Of(rule, line, parts)) yield return identity;
        foreach (var (parent, children) in families)
            if (parent >= 0)
                foreach (var identity in sums.Of("H1", parent, children)) yield return identity;
    }

    /// <summary>What a line of sums is the sum of; null for other lines.</summary>
    private (string Rule, ImmutableArray<int> Parts)? Total(ImmutableArray<TreeLine> lines, int line, ImmutableArray<int> top)
    {
        var total = lines[line];
        if (total.Kind is not (RowKind.Total or RowKind.Subtotal) || total.Code is not null) return null;
        var own = catalogue.ClassTotals.FirstOrDefault(known => total.Name?.Contains(known.Name, StringComparison.Ordinal) == true);
        if (own is not null)
            return top.Where(part => lines[part].Code is { } code && own.Codes.Contains(code)).ToImmutableArray() is { IsEmpty: false } parts ? (own.Rule, parts) : null;
        if (total.Kind == RowKind.Subtotal) return null;
        var sides = lines.Where(other => other.Kind == RowKind.Total).DistinctBy(other => other.Block).Count();
        return ("H2", sides > 1 ? [.. top.Where(part => lines[part].Block == total.Block)] : top);
    }
}
