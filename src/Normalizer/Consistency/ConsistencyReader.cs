using Normalizer.Canonical;
using Normalizer.Reference;

namespace Normalizer.Consistency;

/// <summary>What a careful reader remarks besides the sums: tables listed and missing, one thing under two names, headings left out,
/// remarks and classes that don't fit.</summary>
/// <remarks>All of it is the publisher's own and stands as printed; none of it touches a figure, so it is for information.</remarks>
public sealed class ConsistencyReader(ReferenceData reference)
{
    public IEnumerable<Finding> Find(ExtractedDocument document, ImmutableArray<CanonicalTable> tables, DocumentIdentity identity) =>
    [
        .. ContentsRemarks.Of(tables),
        .. new NameRemarks(reference, identity.FiscalYear).Of(tables),
        .. IndicatorRemarks.Of(tables),
        .. HeadingRemarks.Of(document),
        .. ScopeRemarks.Of(document, tables),
        .. ProcurementRemarks.Of(document),
        .. EconomicRemarks.Of(tables, identity.FiscalYear),
    ];

    internal static Finding Remark(string rule, string message, ImmutableArray<Place> at, string? expected = null, string? found = null) =>
        new(rule, Severity.Info, FindingCause.Source, message, at, expected, found);
}
