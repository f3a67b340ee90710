using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Reference;

namespace Normalizer.Facts;

/// <summary>Sentences in; facts, their identities, repairs and findings out.</summary>
public sealed class ProseNormalizer(ReferenceData reference)
{
    /// <param name="tables">The document's tables as understood: sentences repeat their amounts.</param>
    public Staged<Prose> Normalize(ExtractedDocument document, ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        var linker = new ProseLinker(reference.ProseLinks, reference.Identities);
        var reading = linker.Settle(new FactReader().Read(document, fiscalYear), tables, fiscalYear);
        var linked = linker.Link(reading, tables, fiscalYear);
        return new(
            new(reading.Facts, [.. new ProseIdentities().Of(reading), .. linked.Value], reading.Repairs),
            [
                .. new ProseFindings().Of(reading), .. linked.Findings,
                .. new FormFindings(reference.Identities).Of(reading, tables, fiscalYear),
            ]);
    }
}

public sealed record Prose(ImmutableArray<Fact> Facts, ImmutableArray<Identity> Identities, ImmutableArray<Repair> Repairs);
