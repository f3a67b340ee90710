using Normalizer.Canonical;
using Normalizer.Consistency;
using Normalizer.Facts;
using Normalizer.Identification;
using Normalizer.Layouts;
using Normalizer.Names;
using Normalizer.Reference;
using Normalizer.Tables;

namespace Normalizer;

/// <summary>Tables and prose in, canonical figures out.</summary>
/// <param name="library">The layouts tables are recognised by.</param>
public sealed class TableNormalizer(LayoutLibrary library, ReferenceData reference)
{
    private readonly TableReader tableReader = new(library);
    private readonly IdentityResolver identityResolver = new(reference);
    private readonly AgencyRepairer agencies = new(reference);
    private readonly LookAlikeRepairer lookAlikes = new(reference);
    private readonly TitleRepairer titles = new(reference);
    private readonly RowNameRepairer rowNames = new(reference);
    private readonly ConsistencyReader consistency = new(reference);
    private readonly ProseNormalizer proseNormalizer = new(reference);

    public Staged<NormalizedDocument> Normalize(ExtractedDocument document, string fileName)
    {
        var identified = identityResolver.Resolve(document, fileName);
        document = lookAlikes.Repair(agencies.Repair(document, identified.Value));
        var read = tableReader.Read(document, identified.Value.FiscalYear);
        var (titled, retitled) = titles.Repair(RepairPlaces.TitlesAsPrinted(read.Tables, document.Repairs));
        var (tables, renamed) = rowNames.Repair(titled, identified.Value.FiscalYear);
        var prose = proseNormalizer.Normalize(document, tables, identified.Value.FiscalYear);
        return new(
            new(identified.Value, tables, prose.Value.Facts, [.. RepairPlaces.InTables(document.Repairs.AddRange(read.Repairs), tables), .. retitled, .. renamed, .. UnitSuffixAdvisor.Suggest(tables), .. prose.Value.Repairs],
                prose.Value.Identities),
            [.. identified.Findings, .. read.Findings, .. prose.Findings, .. consistency.Find(document, tables, identified.Value)]);
    }
}
