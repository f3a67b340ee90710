using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Writes the readings of amounts that sentences state into their facts; the clause keeps what is printed.</summary>
public static class FactRepairs
{
    public static ImmutableArray<Fact> Apply(ImmutableArray<Fact> facts, AmountLedger ledger, Solution solution)
    {
        var repaired = solution.Applied.SelectMany(proposal => proposal.Move.Readings).Select(reading => reading.Amount).ToHashSet();
        return [.. facts.Select(fact =>
        {
            if (Reading(AmountKey.OfFact(fact.Id)) is var (value, figure))
                fact = fact with { Value = value, Yuan = figure.Yuan, Resolution = figure.Resolution };
            if (fact.Change is { } change && Reading(AmountKey.OfChange(fact.Id)) is var (by, amount))
                fact = fact with
                {
                    // The ledger's change is signed, the fact's is a size and a direction.
                    Change = change with { Value = Math.Abs(by), Yuan = Math.Abs(amount.Yuan ?? 0), Direction = amount.Yuan < 0 ? "decrease" : "increase" },
                };
            return fact;
        })];

        (decimal Value, Figure Figure)? Reading(AmountKey key) =>
            ledger.Find(key) is { } at && repaired.Contains(at) && solution.Figures[at] is { Yuan: { } yuan } figure
                ? (yuan / ledger.Amounts[at].Unit, figure) : null;
    }
}
