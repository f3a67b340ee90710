namespace Worker.Output.Report;

/// <summary>The findings that one fault causes.</summary>
/// <param name="Root">Null for a finding that stands alone.</param>
/// <param name="Severity">The gravest of its findings'.</param>
public sealed record FindingGroup(string? Root, Severity Severity, ImmutableArray<NumberedFinding> Findings)
{
    public static ImmutableArray<FindingGroup> Of(ImmutableArray<Finding> findings, SourceLines source) =>
        [.. findings
            .Select((finding, index) => new NumberedFinding($"f{index + 1}", finding, Quotes(finding, source)))
            .GroupBy(finding => finding.Finding.Root is { } root ? $"root {root}" : $"alone {finding.Id}", StringComparer.Ordinal)
            .Select(group => new FindingGroup(
                group.First().Finding.Root, group.Max(finding => finding.Finding.Severity), [.. group]))
            .OrderByDescending(group => group.Severity)];

    private static ImmutableArray<Quote> Quotes(Finding finding, SourceLines source) =>
        [.. finding.At.Select(place => source.At(place.At)).OfType<Quote>().DistinctBy(quote => quote.Line)];
}

/// <param name="Id">"f1", "f2", … as in disclosure.json.</param>
/// <param name="Quotes">The source lines it speaks of, each once; empty for documents of pages.</param>
public sealed record NumberedFinding(string Id, Finding Finding, ImmutableArray<Quote> Quotes);
