using Normalizer.Canonical;

namespace Normalizer;

/// <summary>Checks the document against its own arithmetic, repairs what that proves, and decides.</summary>
public sealed class Verifier
{
    /// <param name="findings">What earlier stages found; the decision rests on them too.</param>
    public Disclosure Verify(
        NormalizedDocument document, ImmutableArray<Finding> findings, SourceFacts source) =>
        new(source.FileName, source.Sha256, source.Bytes, source.MediaType, source.PageCount, document.Identity,
            document.Tables, document.Facts, [], document.Repairs, findings,
            new(Outcome.Review, [new("not-verified", "Nothing was checked.", null)]));
}

/// <summary>What is known of the file itself.</summary>
public sealed record SourceFacts(string FileName, string Sha256, long Bytes, string MediaType, int? PageCount);
