using Normalizer.Canonical;
using Normalizer.Facts;
using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer;

/// <summary>Tables and prose in, canonical figures out.</summary>
public sealed class TableNormalizer(ReferenceData reference)
{
    public Staged<NormalizedDocument> Normalize(ExtractedDocument document, string fileName)
    {
        var tables = ImmutableArray.CreateBuilder<CanonicalTable>();
        foreach (var block in document.Blocks.OfType<TableBlock>())
        {
            var table = block.Table;
            var grid = table.ToGrid().Select(row => row.ToImmutableArray()).ToImmutableArray();
            var columns = Enumerable.Range(0, table.ColumnCount)
                .Select(column => new Column($"c{column + 1}", [], null, ColumnType.Text, null, 0)).ToImmutableArray();
            tables.Add(new($"t{tables.Count + 1:00}", "unknown", null, "", "", null, table.At, null, columns, [],
                table.HeaderRows, grid, [], [], []));
        }
        var identified = new IdentityResolver(reference).Resolve(document, fileName);
        var facts = new FactReader().Read(document, identified.Value.FiscalYear);
        return new(new(identified.Value, tables.ToImmutable(), facts.Facts, document.Repairs, []), identified.Findings);
    }
}
