using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Sums down the amount columns of one table.</summary>
/// <param name="columns">Amount columns by block, as many in each.</param>
internal sealed class TreeSums(CanonicalTable table, ImmutableArray<TreeLine> lines, ILookup<int, Column> columns)
{
    private const string Nested =
        "The lines sum to far more than the total: sums seem to be printed among them, and nothing tells which.";

    /// <summary>Where nothing tells lines apart and they count the total's money more than once, the amounts themselves tell which are sums.</summary>
    public RowTree Unfold(RowTree tree)
    {
        var parents = tree.Parents.ToArray();
        var unfolded = false;
        foreach (var (parent, children) in tree.Families)
        {
            if (children.Any(child => lines[child].Code is not null || !lines[child].IsPart)) continue;
            var whole = parent >= 0 ? parent : Enumerable.Range(0, lines.Length).FirstOrDefault(line => lines[line].Kind == RowKind.Total, -1);
            if (whole < 0 || Outline(whole, children) is not { } outline) continue;
            for (var child = 0; child < children.Length; child++)
                if (outline[child] >= 0) parents[children[child]] = children[outline[child]];
            unfolded = true;
        }
        return unfolded ? new([.. parents]) : tree;
    }

    private int[]? Outline(int whole, ImmutableArray<int> children)
    {
        var used = columns[lines[whole].Block].Where(column => Amount(whole, column) is > 0).ToArray();
        if (used.Length == 0 || !used.Any(column => IsDoubled(whole, children, column))) return null;
        return AmountOutline.Of(
            [.. children.Select(child => used.Select(column => Amount(child, column) ?? 0).ToArray())],
            [.. used.Select(column => Amount(whole, column)!.Value)], [.. used.Select(column => Cell(whole, column)!.Resolution)]);
    }

    public IEnumerable<Identity> Of(string rule, int whole, ImmutableArray<int> parts)
    {
        var isList = parts.All(part => lines[part].Code is null);
        var totals = columns[lines[whole].Block].ToArray();
        for (var at = 0; at < totals.Length; at++)
        {
            if (Cell(whole, totals[at]) is null) continue;
            var terms = parts.Where(part => Cell(part, ColumnOf(part, at)) is not null).Select(part => new Term(Key(part, ColumnOf(part, at)))).ToImmutableArray();
            if (terms.IsEmpty) continue;
            var (row, column) = (lines[whole].Row, totals[at]);
            var header = string.Join("/", column.Header.Where(text => text.Length > 0));
            var name = rule == "H1" ? $"{lines[whole].Code} {lines[whole].Name}".Trim() : lines[whole].Name ?? "合计";
            var words = $"{name} = Σ {terms.Length} rows below it ({header})";
            var scope = $"row {row.Index}, {column.Key}";
            // Without terms: what is not known to be a sum must not lead a repair.
            yield return isList && IsDoubled(whole, parts, column)
                ? new(rule, IdentityKind.Equality, scope, [], [], words, Why: Nested)
                : new(rule, IdentityKind.Equality, scope, [new(Key(whole, column))], terms, words);
        }
    }

    /// <summary>Too much by half the total and more: no slip of the pen, but money that is printed twice.</summary>
    private bool IsDoubled(int whole, ImmutableArray<int> parts, Column column) =>
        Amount(whole, column) is > 0 and var total && parts.Sum(part => Amount(part, column) ?? 0) >= total * 1.5m;

    private Column ColumnOf(int line, int at) => columns[lines[line].Block].ElementAt(at);

    private AmountKey Key(int line, Column column) => AmountKey.OfCell(table.Id, lines[line].Row.Index, column.Key);

    private Cell? Cell(int line, Column column) => lines[line].Row.Cells.GetValueOrDefault(column.Key);

    private decimal? Amount(int line, Column column) => Cell(line, column) is { State: CellState.Amount, Yuan: { } yuan } ? yuan : null;
}
