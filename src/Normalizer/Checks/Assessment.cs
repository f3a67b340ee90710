using System.Runtime.InteropServices;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>What each constraint of a graph comes to under given figures.</summary>
/// <param name="Results">One a constraint.</param>
/// <param name="Doubts">Why a constraint that does not hold is undecided all the same; null for the others.</param>
/// <param name="ToTheDigit">True for a constraint that holds with nothing left over.</param>
/// <param name="Exact">True where nearly every identity of the group that holds does so to the last digit, or nearly every one between
/// cells of the same unit: nothing was rounded there.</param>
public sealed record Assessment(ImmutableArray<CheckResult> Results, ImmutableArray<string?> Doubts, ImmutableArray<bool> ToTheDigit, ImmutableArray<bool> Exact)
{
    /// <summary>True where the constraint is broken and its rule is this publisher's habit.</summary>
    public bool IsBroken(int constraint) => Results[constraint] == CheckResult.Broken;

    /// <summary>False where the rule is not this publisher's habit in these tables: then it proves nothing.</summary>
    public bool IsTrusted(int constraint) => Doubts[constraint] is null;

    private const double MostlyShort = 0.8, MostlyExact = 0.05;

    /// <summary>What the whole document does says something of a group where it rests on so many sums, and the group's own say little else.</summary>
    private const int LeastSums = 20;
    private const double SeldomRounded = 0.34;

    /// <summary>Sums over rows or columns say something only where all parts are listed. Publishers often print a choice of rows,
    /// so a rule that fails more often than it holds in its tables, and nearly always by too small a sum, is not the
    /// publisher's rule there.</summary>
    /// <remarks>Counting needs cases: a rule with a single case in the document counts as stated by its form (合计 over
    /// all rows, 收入总计 against 支出总计).</remarks>
    public static Assessment Of(ConstraintGraph graph, IReadOnlyList<Figure> figures) =>
        Of(graph, [.. graph.Constraints.Select(constraint => constraint.BalanceOf(figures))]);

    /// <param name="balances">One a constraint.</param>
    public static Assessment Of(ConstraintGraph graph, Balance[] balances)
    {
        var results = new CheckResult[graph.Constraints.Length];
        var groups = new Dictionary<string, (int Holds, int Broken, int Short, int Rounded)>(StringComparer.Ordinal);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = graph.Constraints[i].Result(balances[i]);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, graph.Constraints[i].Group, out _);
            if (results[i] == CheckResult.Holds) group.Holds++;
            if (results[i] == CheckResult.Broken) group.Broken++;
            if (results[i] == CheckResult.Broken && balances[i].Residual > 0) group.Short++;
            if (results[i] == CheckResult.Holds && balances[i].Residual != 0) group.Rounded++;
        }
        var exactUnits = ExactUnits(graph, balances, results);
        var doubts = new string?[results.Length];
        var (toTheDigit, exact) = (new bool[results.Length], new bool[results.Length]);
        for (var i = 0; i < results.Length; i++)
        {
            var (holds, broken, tooSmall, rounded) = groups[graph.Constraints[i].Group];
            toTheDigit[i] = results[i] == CheckResult.Holds && balances[i].Residual == 0;
            exact[i] = rounded <= MostlyExact * holds ||
                rounded <= Math.Max(1, SeldomRounded * holds) && graph.Units[i] is { } unit && exactUnits.Contains(unit);
            if (results[i] == CheckResult.Holds || broken <= 1 || broken <= holds || tooSmall < MostlyShort * broken) continue;
            if (results[i] == CheckResult.Broken) results[i] = CheckResult.Undecided;
            doubts[i] = $"In these tables the rule fails {broken} times and holds {holds} times: not all parts seem to be listed.";
        }
        return new([.. results], [.. doubts], [.. toTheDigit], [.. exact]);
    }

    /// <summary>Units in which the document's sums come out to the last digit.</summary>
    private static HashSet<decimal> ExactUnits(ConstraintGraph graph, Balance[] balances, CheckResult[] results)
    {
        var counts = new Dictionary<decimal, (int Sums, int Rounded)>();
        for (var i = 0; i < results.Length; i++)
        {
            // A sum of one part is a copy: whoever rounds copies exactly all the same.
            if (results[i] != CheckResult.Holds || graph.Units[i] is not { } unit || balances[i].LeftStated + balances[i].RightStated < 3) continue;
            var (sums, rounded) = counts.GetValueOrDefault(unit);
            counts[unit] = (sums + 1, rounded + (balances[i].Residual == 0 ? 0 : 1));
        }
        return [.. counts.Where(count => count.Value.Sums >= LeastSums && count.Value.Rounded <= MostlyExact * count.Value.Sums).Select(count => count.Key)];
    }
}
