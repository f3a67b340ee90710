using Normalizer;
using Normalizer.Canonical;
using Normalizer.Reference;

namespace Worker.Fixtures;

/// <summary>Do the sums of a case's table hold? A case whose sums are broken proves a wrong reading, or a publisher's mistake.</summary>
public sealed class CaseChecks(ReferenceData reference)
{
    /// <returns>One sentence for each identity that is broken; empty where all hold or none could be computed.</returns>
    public IEnumerable<string> Broken(CanonicalTable table)
    {
        var publisher = new Publisher(null, null, null, null, null, null, 0);
        var document = new NormalizedDocument(new("", DocumentKind.Unknown, null, publisher, []), [table], [], [], []);
        return new Verifier(reference).Verify(document, [], new("", "", 0, "", null)).Checks
            .Where(check => check.Result == CheckResult.Broken).Select(check => $"{check.Rule}, {check.Scope}: {check.Formula} does not hold");
    }
}
