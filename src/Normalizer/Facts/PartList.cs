using System.Text.RegularExpressions;

namespace Normalizer.Facts;

/// <summary>A whole and the parts that one list of the prose names: "其中：基本支出…，项目支出…".</summary>
internal sealed partial record PartList(StatedFact Whole, ImmutableArray<StatedFact> Parts)
{
    /// <returns>Lists of at least two amounts of money, in reading order; only the current year's amounts count.</returns>
    public static IEnumerable<PartList> Of(ImmutableArray<StatedFact> stated)
    {
        var facts = new Dictionary<Statement, StatedFact>(ReferenceEqualityComparer.Instance);
        foreach (var fact in stated) facts[fact.Statement] = fact;
        foreach (var list in stated.Where(IsPart).GroupBy(fact => (Whole: facts[fact.Statement.Whole!].Fact.Id, fact.Statement.Group)))
        {
            var whole = facts[list.First().Statement.Whole!];
            // A second comparison is a second fact of the same amount.
            var parts = list.DistinctBy(fact => (fact.Paragraph, fact.Statement.NumberStart)).ToImmutableArray();
            if (parts.Length > 1) yield return new(whole, parts);
        }

        bool IsPart(StatedFact fact) =>
            fact is { Fact.Yuan: not null, Statement: { IsMoney: true, Whole: { IsMoney: true } whole } }
            && facts.GetValueOrDefault(whole)?.Fact.Yuan is not null;
    }

    /// <summary>Parts minus whole, in yuan.</summary>
    public decimal Residual => Parts.Sum(part => part.Fact.Yuan!.Value) - Whole.Fact.Yuan!.Value;

    public bool Holds => Math.Abs(Residual) <= (Whole.Fact.Resolution + Parts.Sum(part => part.Fact.Resolution)) / 2;

    /// <summary>The list names all parts: by their shares, which make up 100 %, or by what the parts are.</summary>
    public bool IsComplete => SharesAreComplete || Names("人员经费", "公用经费") || Names("货物", "工程", "服务")
        || Names("基本支出", "项目支出") && Whole.Fact.Subject.Contains("支出", StringComparison.Ordinal)
            && !Whole.Fact.Subject.Contains('收', StringComparison.Ordinal);

    private bool SharesAreComplete =>
        Parts.All(part => part.Statement.Share is not null)
        && Math.Abs(Parts.Sum(part => part.Statement.Share!.Number.Value) - 100) <= Parts.Sum(part => part.Statement.Share!.Number.Resolution()) / 2;

    private bool Names(params string[] names) => names.All(name => Parts.Count(part => Bracket().Replace(part.Fact.Subject, "").Contains(name, StringComparison.Ordinal)) == 1);

    [GeneratedRegex("（[^）]*）", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();
}
