using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>What is odd in the sentences themselves and is no identity of amounts: wording, percentages of nothing, products, reasons.</summary>
/// <remarks>All are the publisher's own text. What the words prove is a warning; what they only suggest is a remark (info).</remarks>
public sealed partial class ProseFindings
{
    public IEnumerable<Finding> Of(FactReading reading)
    {
        foreach (var stated in reading.Stated)
        {
            if (NegativeChange(stated) is { } wording) yield return wording;
            if (PercentOfNothing(stated) is { } percent) yield return percent;
            if (Product(reading, stated) is { } product) yield return product;
        }
        foreach (var list in PartList.Of(reading.Stated))
            if (list is { IsComplete: true, Holds: true, Residual: not 0 }) yield return Rounding(list);
        foreach (var finding in CausesOfChange(reading)) yield return finding;
        foreach (var finding in CopiedReasons(reading)) yield return finding;
        foreach (var finding in TwoReasons(reading)) yield return finding;
    }

    private static Finding NewFinding(string rule, Severity severity, string message, StatedFact at, string? expected = null, string? found = null, string? difference = null) =>
        new(rule, severity, FindingCause.Source, message, [at.ChangeAt ?? at.Fact.At], expected, found, difference);

    private static Finding? NegativeChange(StatedFact stated)
    {
        if (stated.Statement.Change is not { IsNegated: true, Amount: { } amount } change) return null;
        var (printed, meant) = change.Sign < 0 ? ("增加", "减少") : ("减少", "增加");
        return NewFinding("prose.negative_change", Severity.Warning,
            $"\"{printed}-{amount.Printed}{change.Unit}\" of {stated.Fact.Subject} is read as {meant}{amount.Printed}{change.Unit}.", stated,
            $"{meant}{amount.Printed}{change.Unit}", $"{printed}-{amount.Printed}{change.Unit}");
    }

    private static Finding? PercentOfNothing(StatedFact stated)
    {
        if (stated.Fact is not { Yuan: { } yuan and > 0, Change: { Direction: "increase", Yuan: { } change, Percent: { } percent } } || yuan != change) return null;
        return NewFinding("prose.percent_of_zero", Severity.Warning,
            $"{stated.Fact.Subject} grew from nothing to {AmountText.Format(yuan)}; there is no percentage of that, yet 增长{percent}% is printed.",
            stated, null, $"增长{percent}%");
    }

    /// <summary>"90*2500 人=22500 元": the factors are printed, so is their product.</summary>
    private static Finding? Product(FactReading reading, StatedFact stated)
    {
        if (stated.Statement is not { Factors: [{ Number.IsWellFormed: true } rate, { Number.IsWellFormed: true } count], Number: { IsWellFormed: true } result, YuanPerUnit: { } unit })
            return null;
        var product = rate.Number.Value * (rate.YuanPerUnit ?? 1) * count.Number.Value;
        var slack = result.Resolution() * unit / 2;
        var printed = result.Value * unit;
        if (Math.Abs(product - printed) <= slack) return null;
        return NewFinding("prose.product", Severity.Error,
            $"{rate.Number.Printed} × {count.Number.Printed} = {AmountText.Format(product)}; {AmountText.Format(printed)} is printed.",
            stated, AmountText.Format(product), AmountText.Format(printed), AmountText.Format(printed - product));
    }

    private static Finding Rounding(PartList list)
    {
        var sum = list.Parts.Sum(part => part.Fact.Yuan!.Value);
        var whole = list.Whole.Fact.Yuan!.Value;
        return NewFinding("prose.rounding", Severity.Info,
            $"The parts of {list.Whole.Fact.Subject} sum to {AmountText.Format(sum)}, {AmountText.Format(whole)} is printed: within the rounding of the digits.",
            list.Whole, AmountText.Format(whole), AmountText.Format(sum), AmountText.Format(list.Residual)) with
        {
            At = [list.Whole.Fact.At, .. list.Parts.Select(part => part.Fact.At)],
        };
    }

    /// <summary>"减少 15.97 万元，主要是…增加 2.03 万元、…减少 17.69 万元": the causes named don't make up the change.</summary>
    private static IEnumerable<Finding> CausesOfChange(FactReading reading)
    {
        foreach (var causes in reading.Stated.Where(stated => stated.Statement is { CauseOf: not null, Change.Amount: not null })
            .GroupBy(stated => stated.Statement.CauseOf!, ReferenceEqualityComparer.Instance))
        {
            var whole = reading.Stated.FirstOrDefault(stated => ReferenceEquals(stated.Statement, causes.Key));
            if (whole?.Fact.Change is not { Yuan: { } total, Direction: var direction } || causes.Count() < 2) continue;
            var sum = causes.Sum(cause => Signed(cause.Fact.Change!.Direction, cause.Fact.Change.Yuan ?? 0));
            var signed = Signed(direction, total);
            var slack = (Resolution(whole) + causes.Sum(Resolution)) / 2;
            if (Math.Abs(sum - signed) <= slack) continue;
            yield return NewFinding("prose.causes", Severity.Info,
                $"The changes named as the cause sum to {AmountText.Format(sum)}; {whole.Fact.Subject} changed by {AmountText.Format(signed)}.",
                whole, AmountText.Format(signed), AmountText.Format(sum), AmountText.Format(sum - signed));
        }
    }

    private static decimal Signed(string direction, decimal amount) => direction == "decrease" ? -amount : amount;

    private static decimal Resolution(StatedFact stated) =>
        (stated.Statement.Change?.Amount?.Resolution() ?? 0) * (ProseUnits.Yuan(stated.Statement.Change?.Unit ?? "元") ?? 1);

    /// <summary>The same reason for two items, and it names only the other one.</summary>
    private static IEnumerable<Finding> CopiedReasons(FactReading reading)
    {
        var given = reading.Stated.Where(stated => stated.Statement.Reason is { Length: >= ShortestReason }).ToArray();
        for (var i = 1; i < given.Length; i++)
        {
            var (own, reason) = (Thing(given[i]), given[i].Statement.Reason!);
            var copied = given.Take(i).FirstOrDefault(other => other.Statement.Reason == reason && Thing(other) != own
                && reason.Contains(Thing(other), StringComparison.Ordinal) && !reason.Contains(own, StringComparison.Ordinal));
            if (copied is null) continue;
            yield return new("prose.copied_reason", Severity.Warning, FindingCause.Source,
                $"The change of {given[i].Fact.Subject} is explained by the words used for {copied.Fact.Subject}: \"{reason}\".",
                [given[i].Fact.At, copied.Fact.At], null, reason);
        }
    }

    /// <summary>公用经费 and 机关运行经费 are one thing: the same change of both has one reason.</summary>
    private static IEnumerable<Finding> TwoReasons(FactReading reading)
    {
        var given = reading.Stated.Where(stated => stated.Statement.Reason is { Length: > 0 } && stated.Fact.Change is { Yuan: > 0 }).ToArray();
        foreach (var operating in given.Where(stated => stated.Fact.Subject.Contains("公用经费", StringComparison.Ordinal)))
            foreach (var agency in given.Where(stated => stated.Fact.Subject.Contains("运行经费", StringComparison.Ordinal)))
                if (operating.Fact.Yuan == agency.Fact.Yuan && Amounts(operating.Fact.Change) == Amounts(agency.Fact.Change)
                    && operating.Statement.Reason != agency.Statement.Reason)
                    yield return new("prose.two_reasons", Severity.Info, FindingCause.Source,
                        $"The same change of {AmountText.Format(agency.Fact.Change!.Yuan!.Value)} is explained by \"{operating.Statement.Reason}\" and by \"{agency.Statement.Reason}\".",
                        [operating.Fact.At, agency.Fact.At]);
    }

    private static (string?, decimal?, decimal?) Amounts(FactChange? change) => (change?.Direction, change?.Yuan, change?.Percent);

    private const int ShortestReason = 10;

    /// <summary>The item without its code and without the words for who spends.</summary>
    private static string Thing(StatedFact stated)
    {
        var name = Bracket().Replace(stated.Fact.Subject, "");
        return name.StartsWith("机关", StringComparison.Ordinal) && name.Length > 4 ? name[2..] : name;
    }

    [GeneratedRegex("（[^）]*）", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();
}
