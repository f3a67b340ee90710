using Normalizer.Canonical;
using Normalizer.Reference;

namespace Worker.Output.Report;

/// <summary>What a reader must know to trust, or not to trust, a disclosure's figures: counts, gaps and contradictions.</summary>
/// <remarks>Nothing here is judged anew: it is the disclosure's own checks, repairs, findings and decision, arranged.</remarks>
/// <param name="Rules">By rule, in the order in which the rules first appear.</param>
/// <param name="Groups">Findings by root, the gravest first; a finding without root is a group of its own.</param>
/// <param name="Unclaimed">Tables that no layout claimed.</param>
/// <param name="Missing">Tables that every book of this kind and year must carry and this one lacks.</param>
public sealed record ConfidenceReport(
    Disclosure Disclosure, EngineInfo Engine, AmountCounts Amounts, CheckCounts Checks,
    ImmutableArray<TableSummary> Tables, ImmutableArray<RuleSummary> Rules, ImmutableArray<FindingGroup> Groups,
    ImmutableArray<LayoutUse> Layouts, ImmutableArray<CanonicalTable> Unclaimed, ImmutableArray<TableKind> Missing)
{
    public static ConfidenceReport Of(Disclosure disclosure, EngineInfo engine, SourceLines source, TableKinds kinds)
    {
        var tables = disclosure.Tables;
        var checksOf = disclosure.Checks
            .SelectMany(check => check.Tables.Select(table => (table, check)))
            .ToLookup(pair => pair.table, pair => pair.check, StringComparer.Ordinal);
        var present = tables.Select(table => table.Kind).ToHashSet(StringComparer.Ordinal);
        return new(disclosure, engine, AmountCounts.Of(tables), CheckCounts.Of(disclosure.Checks),
            [.. tables.Select(table => new TableSummary(table, AmountCounts.Of(table), CheckCounts.Of(checksOf[table.Id])))],
            [.. disclosure.Checks.GroupBy(check => check.Rule, StringComparer.Ordinal).Select(RuleSummary.Of)],
            FindingGroup.Of(disclosure.Findings, source),
            [.. tables.Where(table => table.Layout is not null).GroupBy(table => table.Layout!, StringComparer.Ordinal)
                .Select(group => new LayoutUse(group.Key, [.. group.Select(table => table.Id)]))],
            [.. tables.Where(table => table.Layout is null)],
            [.. kinds.Standard(disclosure.Identity.Kind, disclosure.Identity.FiscalYear).Where(kind => !present.Contains(kind.Id))]);
    }

    /// <summary>Findings about who published what for when: the identity's conflicts.</summary>
    public IEnumerable<NumberedFinding> Conflicts => Groups.SelectMany(group => group.Findings)
        .Where(finding => finding.Finding.Rule.StartsWith("identity.", StringComparison.Ordinal));
}

public sealed record TableSummary(CanonicalTable Table, AmountCounts Amounts, CheckCounts Checks);

public sealed record LayoutUse(string Layout, ImmutableArray<string> Tables);

/// <param name="Why">What the undecided checks of this rule lacked, each reason once.</param>
public sealed record RuleSummary(string Rule, CheckCounts Checks, ImmutableArray<string> Why)
{
    public static RuleSummary Of(IGrouping<string, Check> checks) => new(checks.Key, CheckCounts.Of(checks),
        [.. checks.Select(check => check.Why).OfType<string>().Distinct(StringComparer.Ordinal)]);
}
