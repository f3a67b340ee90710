using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>Decides what numbers with a separator in the wrong place mean, and records each as a repair.</summary>
/// <remarks>"394,17" may be 39417 or 394.17, and "11,58.02" may have a comma moved or a digit lost. So a reading stands only where the
/// tables, the sums or the growth of the sentences single it out, once for all places that print the same characters. Where they
/// don't, the fact has no value and the readings are suggestions.</remarks>
internal sealed class ReadingChoice(ProseLinker linker, TableAmounts amounts)
{
    public FactReading Choose(FactReading reading)
    {
        var damaged = reading.Stated.Where(stated => stated.Statement.Number is { IsWellFormed: false }).ToArray();
        if (damaged.Length == 0) return reading;
        var lists = PartList.Of(reading.Stated).ToArray();
        var chosen = damaged.GroupBy(stated => stated.Statement.Number!.Printed, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Choice([.. group], lists), StringComparer.Ordinal);
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var stated = reading.Stated.Select(fact =>
        {
            if (fact.Statement.Number is not { IsWellFormed: false } number) return fact;
            var (index, evidence) = chosen[number.Printed];
            // A second comparison repeats the amount; it is repaired once.
            if (!repairs.Any(repair => repair.At == fact.Fact.At)) repairs.AddRange(Repairs(fact, number, index, evidence));
            return fact with { Fact = Read(fact, number, index) };
        });
        return reading with { Stated = [.. stated], Repairs = [.. reading.Repairs, .. repairs] };
    }

    /// <returns>The reading that stands, or null; and what speaks for it.</returns>
    private (int? Index, string Evidence) Choice(StatedFact[] places, PartList[] lists)
    {
        var number = places[0].Statement.Number!;
        var proofs = new string?[number.Readings.Length];
        for (var i = 0; i < proofs.Length; i++)
            proofs[i] = places.Select(place => Proof(place, number, i, lists)).FirstOrDefault(proof => proof is not null);
        return proofs.Count(proof => proof is not null) == 1
            ? (Array.FindIndex(proofs, proof => proof is not null), proofs.First(proof => proof is not null)!)
            : (null, "Neither the tables nor the sentences prove a reading.");
    }

    private string? Proof(StatedFact place, ProseNumber number, int index, PartList[] lists)
    {
        var read = Read(place, number, index);
        if (linker.Candidates(place, amounts).Amounts.FirstOrDefault(candidate => ProseLinker.Agrees(read, candidate)) is { } amount)
            return $"{AmountText.Format(read.Yuan!.Value)} agrees with {amount.Label}: {AmountText.Format(amount.Yuan)}.";
        if (place.Statement.Change is { } change && ChangeArithmetic.FitsPercent(place.Statement, change, index))
            return $"The change stated is {change.Percent!.Number.Printed}% of it, as printed.";
        var list = lists.FirstOrDefault(list => list.Whole.Fact.Id == place.Fact.Id && list.Parts.All(part => part.Statement.Number!.IsWellFormed));
        return list is not null && (list with { Whole = place with { Fact = read } }).Holds
            ? $"The parts stated sum to {AmountText.Format(list.Parts.Sum(part => part.Fact.Yuan!.Value))}." : null;
    }

    private static Fact Read(StatedFact place, ProseNumber number, int? index)
    {
        if (index is not { } chosen) return place.Fact with { Value = null, Yuan = null };
        var unit = place.Statement.YuanPerUnit;
        return place.Fact with
        {
            Value = number.Readings[chosen], Yuan = number.Readings[chosen] * unit, Resolution = number.Resolution(chosen) * unit ?? 0,
        };
    }

    private static IEnumerable<Repair> Repairs(StatedFact fact, ProseNumber number, int? index, string evidence)
    {
        for (var i = 0; i < number.Readings.Length; i++)
            if (index is null || index == i)
                yield return new("misplaced_separator", fact.Fact.At, fact.Printed,
                    number.Readings[i].ToString(System.Globalization.CultureInfo.InvariantCulture) + fact.Fact.Unit, "prose.separator",
                    [evidence], index is null ? 0.5 : 0.99, index is not null);
    }
}
