using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>What each constraint of a graph comes to under given figures.</summary>
/// <param name="Results">One a constraint.</param>
/// <param name="Doubts">Why a constraint that does not hold is undecided all the same; null for the others.</param>
/// <param name="Exact">True where nearly every identity of the group that holds does so to the last digit: nothing was rounded there.</param>
public sealed record Assessment(ImmutableArray<CheckResult> Results, ImmutableArray<string?> Doubts, ImmutableArray<bool> Exact)
{
    /// <summary>True where the constraint is broken and its rule is this publisher's habit.</summary>
    public bool IsBroken(int constraint) => Results[constraint] == CheckResult.Broken;

    /// <summary>False where the rule is not this publisher's habit in these tables: then it proves nothing.</summary>
    public bool IsTrusted(int constraint) => Doubts[constraint] is null;

    private const double MostlyShort = 0.8, MostlyExact = 0.05;

    /// <summary>Sums over rows or columns say something only where all parts are listed. Publishers often print a choice of rows,
    /// so a rule that fails more often than it holds in its tables, and nearly always by too small a sum, is not the
    /// publisher's rule there.</summary>
    /// <remarks>Counting needs cases: a rule with a single case in the document counts as stated by its form (合计 over
    /// all rows, 收入总计 against 支出总计).</remarks>
    public static Assessment Of(ConstraintGraph graph, IReadOnlyList<Figure> figures)
    {
        var results = new CheckResult[graph.Constraints.Length];
        var groups = new Dictionary<string, (int Holds, int Broken, int Short, int Rounded)>(StringComparer.Ordinal);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = graph.Constraints[i].Result(figures);
            var (holds, broken, tooSmall, rounded) = groups.GetValueOrDefault(graph.Constraints[i].Group);
            if (results[i] == CheckResult.Holds) holds++;
            if (results[i] == CheckResult.Broken) broken++;
            if (results[i] == CheckResult.Broken && graph.Constraints[i].Residual(figures) > 0) tooSmall++;
            if (results[i] == CheckResult.Holds && graph.Constraints[i].Residual(figures) != 0) rounded++;
            groups[graph.Constraints[i].Group] = (holds, broken, tooSmall, rounded);
        }
        var doubts = new string?[results.Length];
        var exact = new bool[results.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var (holds, broken, tooSmall, rounded) = groups[graph.Constraints[i].Group];
            exact[i] = rounded <= MostlyExact * holds;
            if (results[i] == CheckResult.Holds || broken <= 1 || broken <= holds || tooSmall < MostlyShort * broken) continue;
            if (results[i] == CheckResult.Broken) results[i] = CheckResult.Undecided;
            doubts[i] = $"In these tables the rule fails {broken} times and holds {holds} times: not all parts seem to be listed.";
        }
        return new([.. results], [.. doubts], [.. exact]);
    }
}
