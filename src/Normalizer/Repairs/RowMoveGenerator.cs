using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Rows whose amounts may stand one place beside their columns: a blank cell was lost, or one too many was read.</summary>
public sealed class RowMoveGenerator
{
    /// <summary>As rare as a wrong digit: one fault of the reader explains the whole row.</summary>
    private const double Cost = 5;

    /// <summary>So many siblings must be filled alike before a row that is not is taken for moved.</summary>
    private const int LeastSiblings = 3;

    private readonly ConstraintGraph graph;
    private readonly AmountLedger ledger;
    private readonly Dictionary<(string Table, int Row), int[]> rows;

    public RowMoveGenerator(ConstraintGraph graph)
    {
        this.graph = graph;
        ledger = graph.Ledger;
        rows = Enumerable.Range(0, ledger.Amounts.Count).Where(i => ledger.Amounts[i].Key.Row >= 0)
            .GroupBy(i => (ledger.Amounts[i].Key.Owner, ledger.Amounts[i].Key.Row))
            .ToDictionary(row => row.Key, row => row.ToArray());
    }

    /// <param name="amounts">Amounts of broken constraints; their rows are looked at.</param>
    public IEnumerable<Move> Of(IEnumerable<int> amounts, IReadOnlyList<Figure> figures)
    {
        var keys = amounts.Select(amount => ledger.Amounts[amount].Key).Where(key => key.Row >= 0)
            .Select(key => (key.Owner, key.Row)).Distinct().Order();
        foreach (var key in keys)
        {
            var row = rows[key];
            foreach (var blank in Enumerable.Range(0, row.Length).Where(i => figures[row[i]].IsBlank))
                for (var other = 0; other < row.Length; other++)
                    if (other != blank && Moved(row, blank, other, figures) is { } move) yield return move;
        }
    }

    /// <summary>Rows that fill other columns than all their siblings do, and the same after the move: operating expenses among
    /// operating expenses. The sums of the columns concerned are broken, and come nearer.</summary>
    public IEnumerable<Move> OfPattern(FigureState state)
    {
        var figures = state.Figures;
        foreach (var (key, row) in rows.OrderBy(pair => pair.Key.Table, StringComparer.Ordinal).ThenBy(pair => pair.Key.Row))
        {
            if (SiblingsOf(key, row) is not { Length: > LeastSiblings } siblings) continue;
            var pattern = Pattern(row, figures);
            var patterns = siblings.Where(sibling => sibling != key.Row).Select(sibling => Pattern(rows[(key.Table, sibling)], figures))
                .GroupBy(other => other, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToArray();
            if (patterns[0].Key == pattern || patterns[0].Count() < LeastSiblings || patterns.Any(other => other.Key == pattern && other.Count() > 1)) continue;
            var fitting = Of([row[0]], figures).Where(move => PatternAfter(row, move, figures) == patterns[0].Key && ComesNearer(move, state)).ToArray();
            if (fitting.Length == 1) yield return fitting[0];
        }
    }

    /// <summary>Rows that are summed together with this one.</summary>
    private int[]? SiblingsOf((string Table, int Row) key, int[] row)
    {
        foreach (var amount in row)
            foreach (var constraint in graph.ByAmount[amount])
                if (graph.Constraints[constraint].Identity is { Rule: "H1" or "H2" } identity && identity.Right.Any(term => term.Amount == ledger.Amounts[amount].Key))
                    return [.. identity.Right.Select(term => term.Amount.Row)];
        return null;
    }

    private static bool ComesNearer(Move move, FigureState state)
    {
        var constraints = move.Readings.SelectMany(reading => state.Graph.ByAmount[reading.Amount]).Distinct().Where(state.IsOpen).ToArray();
        if (constraints.Length < 2) return false;
        var before = constraints.Select(constraint => Math.Abs(state.Graph.Constraints[constraint].Residual(state.Figures) ?? 0)).ToArray();
        state.Apply(move);
        var after = constraints.Select(constraint => Math.Abs(state.Graph.Constraints[constraint].Residual(state.Figures) ?? 0)).ToArray();
        state.Undo(move);
        return after.Zip(before).All(pair => pair.First < pair.Second);
    }

    private static string Pattern(int[] row, IReadOnlyList<Figure> figures) =>
        string.Concat(row.Select(amount => figures[amount].IsBlank ? '-' : 'x'));

    private static string PatternAfter(int[] row, Move move, IReadOnlyList<Figure> figures) =>
        string.Concat(row.Select(amount => (move.Readings.FirstOrDefault(reading => reading.Amount == amount)?.Figure ?? figures[amount]).IsBlank ? '-' : 'x'));

    /// <summary>The blank goes from one place to another, and what lies between moves over by one.</summary>
    private Move? Moved(int[] row, int blank, int to, IReadOnlyList<Figure> figures)
    {
        var step = to < blank ? -1 : 1;
        // A blank over blanks changes nothing; the move has to start beside a figure and to end on one.
        if (figures[row[blank + step]].IsBlank || figures[row[to]].IsBlank) return null;
        var readings = ImmutableArray.CreateBuilder<Reading>();
        for (var place = blank; place != to; place += step) readings.Add(Taken(row[place], row[place + step], figures));
        readings.Add(new(row[to], row[blank], figures[row[blank]], "", 0, 0, 0));
        return new("shifted_cells", Cost, readings.ToImmutable());
    }

    private Reading Taken(int amount, int source, IReadOnlyList<Figure> figures) =>
        new(amount, source, figures[source], AmountText.Compact(ledger.Amounts[source].Printed), 0, 0, 0);
}
