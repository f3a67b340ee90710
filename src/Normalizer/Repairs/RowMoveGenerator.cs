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

    /// <summary>The rows that these amounts stand in, each once and in order.</summary>
    public IEnumerable<(string Table, int Row)> RowsOf(IEnumerable<int> amounts) =>
        amounts.Select(amount => ledger.Amounts[amount].Key).Where(key => key.Row >= 0).Select(key => (key.Owner, key.Row)).Distinct().Order();

    /// <summary>Every way to move a blank of the row to another place.</summary>
    public IEnumerable<Move> Of((string Table, int Row) key, IReadOnlyList<Figure> figures)
    {
        var row = rows[key];
        foreach (var blank in Enumerable.Range(0, row.Length).Where(i => figures[row[i]].IsBlank))
            for (var other = 0; other < row.Length; other++)
                if (other != blank && Moved(row, blank, other, figures) is { } move) yield return move;
    }

    /// <summary>Rows that fill other columns than all their siblings do, and the same after the move: operating expenses among
    /// operating expenses. The sums of the columns concerned are broken, and come nearer.</summary>
    public IEnumerable<Move> OfPattern(FigureState state)
    {
        var figures = state.Figures;
        var patterns = new Dictionary<int, SiblingPatterns>();
        foreach (var (key, row) in rows.OrderBy(pair => pair.Key.Table, StringComparer.Ordinal).ThenBy(pair => pair.Key.Row))
        {
            if (SumOf(row) is not { } sum) continue;
            if (!patterns.TryGetValue(sum, out var siblings))
                patterns[sum] = siblings = SiblingPatterns.Of(graph.Constraints[sum].Identity.Right.Select(term => Pattern(rows[(key.Table, term.Amount.Row)], figures)));
            if (siblings.Count <= LeastSiblings) continue;
            var pattern = Pattern(row, figures);
            if (siblings.Leading == pattern || siblings.LeadingCount < LeastSiblings || siblings.CountOf(pattern) > 2) continue;
            var fitting = Of(key, figures).Where(move => PatternAfter(row, move, figures) == siblings.Leading && ComesNearer(move, state)).ToArray();
            if (fitting.Length != 1) continue;
            yield return fitting[0];
            // The move may have been made: what its siblings look like is counted anew.
            patterns.Clear();
        }
    }

    /// <summary>Which columns the rows of one sum fill.</summary>
    /// <param name="Leading">The pattern of most of them; of several as many, the first.</param>
    private sealed record SiblingPatterns(int Count, string Leading, int LeadingCount, Dictionary<string, int> Counts)
    {
        public int CountOf(string pattern) => Counts.GetValueOrDefault(pattern);

        public static SiblingPatterns Of(IEnumerable<string> rows)
        {
            var groups = rows.GroupBy(pattern => pattern, StringComparer.Ordinal).ToArray();
            var leading = groups.MaxBy(group => group.Count())!;
            return new(groups.Sum(group => group.Count()), leading.Key, leading.Count(), groups.ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
        }
    }

    /// <summary>The sum that this row is a part of: its other parts are the row's siblings.</summary>
    private int? SumOf(int[] row)
    {
        foreach (var amount in row)
            foreach (var constraint in graph.ByAmount[amount])
                if (graph.Constraints[constraint] is { Identity.Rule: "H1" or "H2" } bound && bound.Terms[bound.IndexOf(amount)].RightFactor != 0)
                    return constraint;
        return null;
    }

    private static bool ComesNearer(Move move, FigureState state)
    {
        var constraints = move.Readings.SelectMany(reading => state.Graph.ByAmount[reading.Amount]).Distinct().Where(state.IsOpen).ToArray();
        if (constraints.Length < 2) return false;
        decimal[] LeftOver() => [.. constraints.Select(constraint => Math.Abs(state.Residual(constraint) ?? 0))];
        var (before, after) = (LeftOver(), state.Try(move, LeftOver));
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
