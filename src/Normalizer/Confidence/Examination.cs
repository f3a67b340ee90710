using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Repairs;

namespace Normalizer.Confidence;

/// <summary>A document's constraint graph with its solution, and of each amount what its probability is computed from.</summary>
/// <param name="Units">The document's tables with the units that the other tables prove.</param>
/// <param name="State">What is known of the whole document.</param>
/// <param name="Features">One an amount of the ledger; see <see cref="AmountFeatures"/>.</param>
public sealed record Examination(
    UnitChoices Units, ConstraintGraph Graph, Solution Solution, Assessment Assessment, DocumentState State, ImmutableArray<double[]> Features)
{
    public static Examination Of(UnitChoices units, ConstraintGraph graph, Solution solution, Assessment assessment)
    {
        var amounts = graph.Ledger.Amounts;
        var printed = Enumerable.Range(0, amounts.Count).Where(i => !amounts[i].IsBlank).ToArray();
        var damage = printed.Length == 0 ? 0 : (double)printed.Count(i => !solution.IsIntact[i]) / printed.Length;
        var sums = Enumerable.Range(0, graph.Constraints.Length)
            .Where(i => graph.Constraints[i] is { IsTwin: false, Identity.Kind: IdentityKind.Equality })
            .Select(i => assessment.Results[i]).ToLookup(result => result);
        var (holds, broken) = (sums[CheckResult.Holds].Count(), sums[CheckResult.Broken].Count());
        var state = new DocumentState(damage, broken == 0 ? 0 : (double)broken / (holds + broken), amounts.Any(amount => amount.At.At is { Line: not null, Page: null }));
        var repaired = solution.Applied.SelectMany(proposal => proposal.Move.Readings).Select(reading => reading.Amount).ToHashSet();
        return new(units, graph, solution, assessment, state, [.. Enumerable.Range(0, amounts.Count).Select(i =>
            AmountFeatures.Of(graph, assessment, i, solution.IsIntact[i], repaired.Contains(i), state))]);
    }

    /// <summary>The probability of an amount that is not even in the graph: its table has no unit.</summary>
    public double Uncovered(CalibrationModel model) => model.Probability(AmountFeatures.OfUncovered(State));
}
