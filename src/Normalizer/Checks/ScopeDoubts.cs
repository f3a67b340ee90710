using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Tells contradictions from tables that speak of different money: the general public budget beside all funds, this year's
/// money beside what was carried over.</summary>
/// <remarks>Only what is reported depends on it. A repair may lean on two tables that agree; that they don't is no fault.</remarks>
public sealed class ScopeDoubts(IdentityCatalogue catalogue)
{
    /// <summary>Rules that hold only where both tables cover the same money, which their titles don't say.</summary>
    private static readonly ImmutableHashSet<string> SameMoney = [TwinIdentities.Rule, "X14", "X15"];

    /// <summary>Rules between tables of which one may hold what was carried over.</summary>
    private static readonly ImmutableHashSet<string> MayCarry = ["X4", "X5", "X11"];

    private const string OtherMoney = "The tables may cover different money: they agree only where an agency has no other.";
    private const string Carried = "The totals differ by what was carried over from last year: the tables cover different money.";

    /// <summary>Broken cases that a difference of scope explains become undecided.</summary>
    public Assessment Consider(Assessment assessment, ConstraintGraph graph, IReadOnlyList<Figure> figures, ImmutableArray<CanonicalTable> tables)
    {
        var carried = tables.SelectMany(CarriedIn).ToArray();
        var apart = Enumerable.Range(0, graph.Constraints.Length)
            .Where(i => assessment.IsBroken(i) && MayCarry.Contains(graph.Constraints[i].Identity.Rule) && IsCarried(graph.Constraints[i], figures, carried))
            .Select(i => graph.Constraints[i].Group).ToHashSet(StringComparer.Ordinal);
        var results = assessment.Results.ToBuilder();
        var doubts = assessment.Doubts.ToBuilder();
        for (var i = 0; i < results.Count; i++)
        {
            if (!assessment.IsBroken(i)) continue;
            var why = SameMoney.Contains(graph.Constraints[i].Identity.Rule) ? OtherMoney : apart.Contains(graph.Constraints[i].Group) ? Carried : null;
            if (why is null) continue;
            results[i] = CheckResult.Undecided;
            doubts[i] = why;
        }
        return assessment with { Results = results.ToImmutable(), Doubts = doubts.ToImmutable() };
    }

    private static bool IsCarried(Constraint constraint, IReadOnlyList<Figure> figures, decimal[] carried) =>
        constraint.BalanceOf(figures) is { Residual: { } residual, Tolerance: var tolerance } && carried.Any(amount => Math.Abs(Math.Abs(residual) - amount) <= tolerance);

    /// <summary>Amounts of the lines 上年结转, 结转下年 and their kin, and of the lines behind them, which say of what funds.</summary>
    private IEnumerable<decimal> CarriedIn(CanonicalTable table) =>
        from side in SideLines.Of(table, catalogue.Lines)
        from line in side.Lines.SkipWhile(line => line.Role != LineRole.Carried)
        where line.Role is LineRole.Carried or LineRole.Item
        from column in side.Columns
        let cell = line.Row.Cells.GetValueOrDefault(column.Key)
        where cell is { State: CellState.Amount, Yuan: > 0 }
        select cell.Yuan!.Value;
}
