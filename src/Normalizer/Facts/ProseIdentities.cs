using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>What sentences owe each other: parts sum to their whole (T5), shares (T3) and growth (T4) follow from the amounts.</summary>
public sealed class ProseIdentities
{
    public IEnumerable<Identity> Of(FactReading reading)
    {
        foreach (var list in PartList.Of(reading.Stated))
            if (list.IsComplete || list.Holds) yield return Sum(list);
        for (var i = 0; i < reading.Stated.Length; i++)
        {
            if (Growth(reading.Stated[i]) is { } growth) yield return growth;
            if (Difference(reading.Stated, i) is { } difference) yield return difference;
            if (Share(reading.Stated, i) is { } share) yield return share;
        }
    }

    /// <summary>An incomplete list says nothing where it does not add up; where it does, it is no accident.</summary>
    private static Identity Sum(PartList list) => new(
        "T5", IdentityKind.Equality, $"sentence {list.Whole.Fact.Id}", [new(AmountKey.OfFact(list.Whole.Fact.Id))],
        [.. list.Parts.Select(part => new Term(AmountKey.OfFact(part.Fact.Id)))],
        $"{list.Whole.Fact.Subject} = {string.Join(" + ", list.Parts.Select(part => part.Fact.Subject))}");

    /// <summary>增长% = 增减额 / (本年 - 增减额).</summary>
    private static Identity? Growth(StatedFact stated)
    {
        var fact = stated.Fact;
        if (stated.PercentAt is not { } at || fact is not { Yuan: { } yuan, Change: { Yuan: { } change, Percent: { } percent } stating }) return null;
        var sign = stating.Direction == "decrease" ? -1 : 1;
        // Over a base of zero there is no percentage; the findings say so.
        if (yuan - sign * change <= 0) return null;
        return new("T4", IdentityKind.Percent, $"sentence {fact.Id}", [new(AmountKey.OfChange(fact.Id))],
            [new(AmountKey.OfFact(fact.Id)), new(AmountKey.OfChange(fact.Id), -1)], $"{fact.Subject}: 增减额 / 上年",
            new(sign * percent, stated.Statement.Change!.Percent!.Number.Resolution(), at));
    }

    /// <summary>本年 = 上年 ± 增减额, where the sentence states all three.</summary>
    private static Identity? Difference(ImmutableArray<StatedFact> all, int index)
    {
        if (all[index] is not { Statement: { Base: { IsMoney: true } before, IsMoney: true }, Fact: { Yuan: not null, Change: { Yuan: not null } change } fact }) return null;
        if (all.FirstOrDefault(other => ReferenceEquals(other.Statement, before)) is not { Fact: { Yuan: not null } compared }) return null;
        return new("T4", IdentityKind.Equality, $"sentence {fact.Id}", [new(AmountKey.OfFact(fact.Id))],
            [new(AmountKey.OfFact(compared.Id)), new(AmountKey.OfChange(fact.Id))], $"{fact.Subject} = {change.From} + 增减额");
    }

    /// <summary>占% = part / whole; where the sentence names no whole, the nearest earlier amount that fits, or nothing.</summary>
    private static Identity? Share(ImmutableArray<StatedFact> all, int index)
    {
        var stated = all[index];
        if (stated.ShareAt is not { } at || stated.Fact.Yuan is null || stated.Statement is not { IsMoney: true, Share: { } share }) return null;
        var earlier = all.Take(index).Where(fact => fact is { Fact.Yuan: not null, Statement.IsMoney: true, IsInTable: false }).Reverse().ToArray();
        StatedFact? whole;
        if (stated.Statement.ShareOf is { } named)
        {
            var core = SubjectWords.Core(SubjectWords.Clean(named));
            var called = earlier.Where(fact => SubjectWords.Core(fact.Fact.Subject) == core).ToArray();
            whole = called.FirstOrDefault(Fits) ?? called.FirstOrDefault();
        }
        else
        {
            var wholes = new List<StatedFact>();
            for (var next = stated.Statement.Whole; next is not null; next = next.Whole)
                if (earlier.FirstOrDefault(fact => ReferenceEquals(fact.Statement, next)) is { } found) wholes.Add(found);
            whole = wholes.Concat(earlier).FirstOrDefault(Fits) ?? wholes.FirstOrDefault();
        }
        if (whole is null) return null;
        return new("T3", IdentityKind.Percent, $"sentence {stated.Fact.Id}", [new(AmountKey.OfFact(stated.Fact.Id))],
            [new(AmountKey.OfFact(whole.Fact.Id))], $"{stated.Fact.Subject} / {whole.Fact.Subject}",
            new(share.Number.Value, share.Number.Resolution(), at));

        bool Fits(StatedFact candidate) => ChangeArithmetic.IsShare(
            stated.Fact.Yuan!.Value, stated.Fact.Resolution, candidate.Fact.Yuan!.Value, candidate.Fact.Resolution, share.Number.Value, share.Number.Resolution());
    }
}
