using System.Runtime.InteropServices;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>X0: columns of two tables that print the same figures for the same codes or names.</summary>
/// <remarks>Disclosures repeat themselves more than any list of rules says: total expenditure by code is the general public
/// budget's where an agency has no other funds. Two columns are twins when nearly all of their common rows agree; then a row
/// that does not is worth a word, and a repair may lean on it.</remarks>
public sealed class TwinIdentities(IdentityCatalogue catalogue)
{
    public const string Rule = "X0";

    private const int LeastCommon = 3;
    private const double LeastAgreement = 0.7;

    public IEnumerable<Identity> Of(ImmutableArray<CanonicalTable> tables)
    {
        var columns = tables.Where(table => table.Unit is not null).SelectMany(Keyed).Where(column => column.Cells.Length >= LeastCommon).ToArray();
        foreach (var (i, j) in Alike(columns))
            if (columns[i].Table != columns[j].Table && AreTwins(columns[i], columns[j]))
                foreach (var (key, left) in columns[i].Cells)
                    if (columns[j].Index.TryGetValue(key, out var right))
                        yield return new(Rule, IdentityKind.Equality, key, [new(left.Key)], [new(right.Key)],
                            $"{columns[i].Table.Title} {key} = {columns[j].Table.Title} {key}");
    }

    /// <summary>The pairs of columns that print at least as many equal figures for the same keys as twins must, in order.</summary>
    /// <remarks>Found from the figures: to lay every column beside every other takes too long in a book of many agencies.</remarks>
    private static IEnumerable<(int, int)> Alike(KeyedColumn[] columns)
    {
        var pairs = new Dictionary<(int, int), int>();
        foreach (var key in columns.SelectMany((column, i) => column.Cells.Select(cell => (Key: cell.Key, Column: i, Cell: cell.Value)))
            .GroupBy(one => one.Key, StringComparer.Ordinal))
        {
            var cells = key.OrderBy(one => one.Cell.Yuan).ToArray();
            var coarsest = cells.Max(one => one.Cell.Resolution);
            for (var a = 0; a < cells.Length; a++)
                for (var b = a + 1; b < cells.Length && cells[b].Cell.Yuan - cells[a].Cell.Yuan <= (cells[a].Cell.Resolution + coarsest) / 2; b++)
                    if (Agree(cells[a].Cell, cells[b].Cell) && (HasDigits(cells[a].Cell) || HasDigits(cells[b].Cell)))
                        CollectionsMarshal.GetValueRefOrAddDefault(pairs, (Math.Min(cells[a].Column, cells[b].Column), Math.Max(cells[a].Column, cells[b].Column)), out _)++;
        }
        return pairs.Where(pair => pair.Value >= LeastCommon).Select(pair => pair.Key).Order();
    }

    private static bool Agree(TwinCell left, TwinCell right) => Math.Abs(left.Yuan - right.Yuan) <= (left.Resolution + right.Resolution) / 2;

    /// <summary>Figures with fewer digits agree by chance.</summary>
    private static bool HasDigits(TwinCell cell) => cell.Yuan >= cell.Resolution * 1000;

    private static bool AreTwins(KeyedColumn a, KeyedColumn b)
    {
        int same = 0, different = 0;
        var values = new HashSet<decimal>();
        foreach (var (key, left) in a.Cells)
            if (b.Index.TryGetValue(key, out var right))
                if (Agree(left, right))
                {
                    same++;
                    if (HasDigits(left)) values.Add(left.Yuan);
                }
                else different++;
        return values.Count >= LeastCommon && same >= LeastAgreement * (same + different);
    }

    private IEnumerable<KeyedColumn> Keyed(CanonicalTable table)
    {
        var sides = SideLines.Of(table, catalogue.Lines);
        if (sides.Length == 0)
        {
            foreach (var column in table.Columns.Where(column => column.Type == ColumnType.Amount))
                yield return Keyed(table, column, table.Rows.Where(row => row.Kind == RowKind.Item && row.Code is not null).Select(row => (row.Code!, row)));
            yield break;
        }
        foreach (var side in sides)
            foreach (var column in side.Columns)
                yield return Keyed(table, column, side.Lines.Where(line => line.Depth != SideLine.Aside).Select(line => (SideLines.Bare(line.Name), line.Row)));
    }

    private static KeyedColumn Keyed(CanonicalTable table, Column column, IEnumerable<(string Key, Row Row)> rows)
    {
        var cells = new Dictionary<string, TwinCell>(StringComparer.Ordinal);
        foreach (var group in rows.GroupBy(pair => pair.Key))
            if (group.Count() == 1 && group.Single().Row is var row && row.Cells.TryGetValue(column.Key, out var cell) &&
                cell is { State: CellState.Amount, Yuan: { } yuan })
                cells.Add(group.Key, new(AmountKey.OfCell(table.Id, row.Index, column.Key), yuan, cell.Resolution));
        return new(table, [.. cells.OrderBy(cell => cell.Key, StringComparer.Ordinal)], cells);
    }

    /// <param name="Cells">In the order of their keys.</param>
    private sealed record KeyedColumn(CanonicalTable Table, ImmutableArray<KeyValuePair<string, TwinCell>> Cells, Dictionary<string, TwinCell> Index);

    private readonly record struct TwinCell(AmountKey Key, decimal Yuan, decimal Resolution);
}
