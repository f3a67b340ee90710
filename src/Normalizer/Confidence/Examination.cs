using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Repairs;

namespace Normalizer.Confidence;

/// <summary>A document's constraint graph with its solution, and of each amount what its probability is computed from.</summary>
/// <param name="Units">The document's tables with the units that the other tables prove.</param>
/// <param name="Damage">Share of the amounts whose printed glyphs are none as the table prints them.</param>
/// <param name="Features">One an amount of the ledger; see <see cref="AmountFeatures"/>.</param>
public sealed record Examination(
    UnitChoices Units, ConstraintGraph Graph, Solution Solution, Assessment Assessment, double Damage, ImmutableArray<double[]> Features)
{
    public static Examination Of(UnitChoices units, ConstraintGraph graph, Solution solution, Assessment assessment)
    {
        var amounts = graph.Ledger.Amounts;
        var printed = Enumerable.Range(0, amounts.Count).Where(i => !amounts[i].IsBlank).ToArray();
        var damage = printed.Length == 0 ? 0 : (double)printed.Count(i => !solution.IsIntact[i]) / printed.Length;
        var repaired = solution.Applied.SelectMany(proposal => proposal.Move.Readings).Select(reading => reading.Amount).ToHashSet();
        return new(units, graph, solution, assessment, damage, [.. Enumerable.Range(0, amounts.Count).Select(i =>
            AmountFeatures.Of(graph, assessment, solution.Figures, i, solution.IsIntact[i], repaired.Contains(i), damage))]);
    }

    /// <summary>The probability of an amount that is not even in the graph: its table has no unit.</summary>
    public double Uncovered(CalibrationModel model)
    {
        var features = new double[AmountFeatures.Names.Length];
        (features[0], features[10], features[11]) = (1, Math.Sqrt(Damage), Math.Sqrt(Damage));
        return model.Probability(features);
    }
}
