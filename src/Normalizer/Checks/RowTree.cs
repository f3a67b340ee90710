using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Which lines of a table are the parts of which: by code where codes tell, by the codes that their names have, by
/// 小计, by the column a label stands in, by numbering.</summary>
/// <param name="Parents">For each line its parent's place among the lines; -1 for a line of the top level; null for lines
/// that are no part of anything (totals, notes) or whose place is not known.</param>
internal sealed record RowTree(ImmutableArray<int?> Parents)
{
    public IEnumerable<(int Parent, ImmutableArray<int> Children)> Families =>
        Parents.Select((parent, row) => (parent, row)).Where(pair => pair.parent is not null)
            .GroupBy(pair => pair.parent!.Value, pair => pair.row)
            .Select(family => (family.Key, family.ToImmutableArray()));

    public static RowTree Of(ImmutableArray<TreeLine> lines, CodesByName names)
    {
        if (lines.Any(line => line.Code is not null)) return new(ByCode(lines, [.. lines.Select(line => line.Code)]));
        if (names.Of([.. lines.Select(line => line.IsPart ? line.Name : null)]) is { } named) return new(ByCode(lines, named));
        if (BySum(lines) is { } sums) return new(sums);
        if (ByColumn(lines) is { } columns) return new(columns);
        if (lines.Any(line => line.Level is not null)) return new([.. lines.Select((line, at) => line is { IsPart: true, Level: { } level } ? LastAbove(lines, at, level) : (int?)null)]);
        return new([.. lines.Select(line => line.Kind == RowKind.Item && !line.IsAside ? -1 : (int?)null)]);
    }

    /// <remarks>A parent is the nearest line above whose code begins this line's code; publishers print trees top down, and
    /// tables that list several units repeat the codes below each. What has no code below a unit's code is the unit's: its projects.</remarks>
    private static ImmutableArray<int?> ByCode(ImmutableArray<TreeLine> lines, ImmutableArray<string?> codes)
    {
        var parents = new int?[lines.Length];
        // The last line seen of each code; a later unit's 208 replaces an earlier one's.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        int head = -1, last = -1;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (!line.IsPart) continue;
            if (codes[at] is { Length: > 0 } code)
            {
                parents[at] = ParentOf(code, seen) ?? head;
                seen[code] = last = at;
            }
            else if (line.IsHead || IsAboveNamed(lines, codes, at))
            {
                parents[at] = -1;
                head = at;
                seen.Clear();
            }
            else if (line.Level is { } level) parents[at] = LastAbove(lines, at, level);
            else if (last >= 0 && IsUnit(lines[last]) && line is { Kind: RowKind.Item, IsAside: false }) parents[at] = last;
        }
        return [.. parents];
    }

    /// <summary>The unit in front of lines whose names are those of codes: it is none of them, and they break its money down.</summary>
    private static bool IsAboveNamed(ImmutableArray<TreeLine> lines, ImmutableArray<string?> codes, int at) =>
        lines[at] is { Kind: RowKind.Item, Level: null, IsAside: false } && at + 1 < lines.Length
        && lines[at + 1].Code is null && codes[at + 1] is { Length: 3 };

    private static bool IsUnit(TreeLine line) => line.Row.CodeSystem == Codes.CodeSystem.Unit || line.Code != line.Row.Code;

    private static int? ParentOf(string code, Dictionary<string, int> seen)
    {
        for (var length = code.Length - 1; length >= 3; length--)
            if (seen.TryGetValue(code[..length], out var parent)) return parent;
        return null;
    }

    private static int LastAbove(ImmutableArray<TreeLine> lines, int at, int level)
    {
        for (var above = at - 1; above >= 0; above--)
            if (lines[above].IsPart && lines[above].Level < level) return above;
        return -1;
    }

    /// <summary>Groups of lines under one label in the first column, of which one line is the 小计: the sum of the others.</summary>
    /// <returns>Null where no line is a 小计.</returns>
    private static ImmutableArray<int?>? BySum(ImmutableArray<TreeLine> lines)
    {
        if (!lines.Any(line => line.IsSum && line.IsPart)) return null;
        var parents = new int?[lines.Length];
        for (var at = 0; at < lines.Length;)
        {
            var end = at + 1;
            while (end < lines.Length && lines[end].IsPart && lines[end].Labels is [> 0, ..]) end++;
            var sum = Enumerable.Range(at, end - at).FirstOrDefault(line => lines[line].IsSum && lines[line].IsPart, -1);
            for (; at < end; at++)
                if (lines[at].IsPart && !lines[at].IsAside) parents[at] = at == sum ? -1 : sum;
        }
        return [.. parents];
    }

    /// <summary>Labels in steps: 货物 in the first column, its projects in the second, what is bought in the fourth. A line's depth is the column
    /// of its last label; below a line no label stands in the columns that it takes up.</summary>
    /// <returns>Null where the labels are no steps: a line that leaves out a remark is no parent of the next.</returns>
    private static ImmutableArray<int?>? ByColumn(ImmutableArray<TreeLine> lines)
    {
        var parents = new int?[lines.Length];
        var open = new Stack<int>();
        var nested = false;
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Kind != RowKind.Item || lines[at].Labels.IsEmpty) continue;
            while (open.TryPeek(out var above) && Depth(lines[above]) >= Depth(lines[at])) open.Pop();
            if (open.TryPeek(out var parent) && !IsStep(lines[parent], lines[at])) return null;
            parents[at] = open.Count > 0 ? open.Peek() : -1;
            nested |= open.Count > 0;
            open.Push(at);
        }
        return nested ? [.. parents] : null;
    }

    /// <summary>No label stands in the parent's columns, or the parent's own, printed again after a page break.</summary>
    private static bool IsStep(TreeLine parent, TreeLine line) => line.Labels.All(column =>
        column > Depth(parent) || parent.Row.Cells.GetValueOrDefault($"c{column + 1}")?.Text == line.Row.Cells.GetValueOrDefault($"c{column + 1}")?.Text);

    private static int Depth(TreeLine line) => line.Labels[^1];
}
