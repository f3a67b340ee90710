using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>What each constraint of a graph comes to under given figures.</summary>
/// <param name="Results">One a constraint.</param>
/// <param name="Doubts">Why a constraint that does not hold is undecided all the same; null for the others.</param>
public sealed record Assessment(ImmutableArray<CheckResult> Results, ImmutableArray<string?> Doubts)
{
    /// <summary>True where the constraint is broken and its rule is this publisher's habit.</summary>
    public bool IsBroken(int constraint) => Results[constraint] == CheckResult.Broken;

    /// <summary>Sums over rows or columns say something only where all parts are listed. Publishers often print a choice of rows,
    /// so a rule that fails more often than it holds in its tables is not the publisher's rule there.</summary>
    /// <remarks>Counting needs cases: a rule with a single case in the document counts as stated by its form (合计 over
    /// all rows, 收入总计 against 支出总计).</remarks>
    public static Assessment Of(ConstraintGraph graph, IReadOnlyList<Figure> figures)
    {
        var results = new CheckResult[graph.Constraints.Length];
        var groups = new Dictionary<string, (int Holds, int Broken)>(StringComparer.Ordinal);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = graph.Constraints[i].Result(figures);
            var (holds, broken) = groups.GetValueOrDefault(graph.Constraints[i].Group);
            if (results[i] == CheckResult.Holds) holds++;
            if (results[i] == CheckResult.Broken) broken++;
            groups[graph.Constraints[i].Group] = (holds, broken);
        }
        var doubts = new string?[results.Length];
        for (var i = 0; i < results.Length; i++)
            if (results[i] == CheckResult.Broken && groups[graph.Constraints[i].Group] is var (holds, broken) &&
                broken > 1 && broken > holds)
            {
                results[i] = CheckResult.Undecided;
                doubts[i] = $"In these tables the rule fails {broken} times and holds {holds} times: not all parts seem to be listed.";
            }
        return new([.. results], [.. doubts]);
    }
}
