using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Which rows of a coded table are the parts of which: by code where codes tell, by place where they don't.</summary>
/// <param name="Parents">For each row its parent's place in the table's rows; -1 for a row of the top level; null for rows
/// that are no part of anything (totals, notes) or whose place is not known.</param>
public sealed record RowTree(ImmutableArray<int?> Parents)
{
    public IEnumerable<(int Parent, ImmutableArray<int> Children)> Families =>
        Parents.Select((parent, row) => (parent, row)).Where(pair => pair.parent is not null)
            .GroupBy(pair => pair.parent!.Value, pair => pair.row)
            .Select(family => (family.Key, family.ToImmutableArray()));

    /// <remarks>A parent is the nearest row above whose code begins this row's code; publishers print trees top down, and
    /// tables that list several units repeat the codes below each. A row without a code belongs to the last coded row of
    /// its kind only when its level says so.</remarks>
    public static RowTree Of(CanonicalTable table)
    {
        var parents = new int?[table.Rows.Length];
        // The last row seen of each code; a later unit's 208 replaces an earlier one's.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var isList = table.Rows.All(row => row.Code is null && row.Level is null);
        for (var row = 0; row < table.Rows.Length; row++)
        {
            var current = table.Rows[row];
            if (current.Kind is RowKind.Total or RowKind.Note) continue;
            if (current.Code is { Length: > 0 } code)
            {
                parents[row] = ParentOf(code, seen);
                seen[code] = row;
            }
            else if (isList && current.Kind == RowKind.Item) parents[row] = -1;
            else if (current.Level is { } level) parents[row] = LastAbove(table, row, level);
        }
        return new([.. parents]);
    }

    private static int ParentOf(string code, Dictionary<string, int> seen)
    {
        for (var length = code.Length - 1; length >= 3; length--)
            if (seen.TryGetValue(code[..length], out var parent)) return parent;
        return -1;
    }

    private static int LastAbove(CanonicalTable table, int row, int level)
    {
        for (var above = row - 1; above >= 0; above--)
            if (table.Rows[above].Kind is RowKind.Item or RowKind.Subtotal && table.Rows[above].Level < level) return above;
        return -1;
    }
}
