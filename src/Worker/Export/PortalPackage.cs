using System.Text.Json;
using Normalizer.Privacy;
using Worker.Output;
using Worker.Output.Index;
using Worker.Sinks;

namespace Worker.Export;

/// <summary>What the publisher of a package adds of its own; we know none of it.</summary>
/// <param name="Base">Address below which the package will be found, with a slash at its end; "" keeps addresses relative.</param>
/// <param name="Publisher">Who publishes the package; null if not given.</param>
/// <param name="License">Address of its licence; null if not given.</param>
/// <param name="Issued">Date of the package as yyyy-mm-dd; null if not given: no clock is asked.</param>
/// <param name="MobileNumbers">What becomes of personal mobile numbers: a package is for everybody, whatever the outputs keep.</param>
internal sealed record PortalOptions(
    string Base = "", string? Publisher = null, string? License = null, string? Issued = null, MobileNumberRule MobileNumbers = MobileNumberRule.Mask);

/// <summary>How many rows a package has.</summary>
internal sealed record PortalCounts(int Documents, int Amounts, int Released, int Review, int Held, int BudgetLines);

/// <summary>Writes the portal package: CSV files, datapackage.json, dcat.jsonld and one SQLite file, from the outputs in a folder.</summary>
/// <remarks>One document is in memory at a time. The same outputs and options give the same bytes.</remarks>
internal sealed class PortalPackage(IResultSink results, string directory, EngineInfo engine, PortalOptions options)
{
    public const string DatabaseName = "disclosures.sqlite";

    /// <exception cref="InvalidDataException">A result that a manifest names is missing or is not what it says.</exception>
    public async Task<PortalCounts> WriteAsync(ImmutableArray<IndexEntry> entries, CancellationToken stop)
    {
        Directory.CreateDirectory(directory);
        var counts = new PortalCounts(0, 0, 0, 0, 0, 0);
        using (var database = new SqlitePackage(Path.Combine(directory, DatabaseName)))
        {
            using var tables = new TableWriters(directory, database, options.MobileNumbers);
            foreach (var entry in entries)
            {
                stop.ThrowIfCancellationRequested();
                counts = Add(counts, entry, await ReadAsync(entry, stop), tables);
            }
            database.Complete();
        }
        var files = PackageFile.All(directory);
        await File.WriteAllBytesAsync(Path.Combine(directory, "datapackage.json"), DataPackage.Write(files, entries, engine, options), stop);
        await File.WriteAllBytesAsync(Path.Combine(directory, "dcat.jsonld"), DcatCatalog.Write(files, entries, options), stop);
        return counts;
    }

    private async Task<byte[]?> ReadAsync(IndexEntry entry, CancellationToken stop) =>
        entry.Counts is null ? null
        : await results.ReadPartAsync(new(entry.Sha256!, entry.Engine), "disclosure.json", stop)
            ?? throw new InvalidDataException($"{entry.Id}: its manifest is there, its disclosure.json is not.");

    private static PortalCounts Add(PortalCounts counts, IndexEntry entry, byte[]? content, TableWriters tables)
    {
        if (content is null)
        {
            tables.Documents.Add(new(entry, null, 0, 0, 0));
            return counts with { Documents = counts.Documents + 1 };
        }
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        var amounts = DisclosureReader.Amounts(root, entry).ToArray();
        int Of(Release release) => amounts.Count(amount => amount.Release == release);
        var (released, review, held) = (Of(Release.Released), Of(Release.Review), Of(Release.Held));
        tables.Documents.Add(new(entry, DisclosureReader.Text(root.GetProperty("document"), "sourceUrl"), released, review, held));
        foreach (var amount in amounts) tables.Amounts.Add(amount);
        var lines = BudgetLine.Of(amounts).ToArray();
        foreach (var line in lines) tables.BudgetLines.Add(line);
        foreach (var fact in Parts(root, "facts", entry)) tables.Facts.Add(fact);
        foreach (var finding in Parts(root, "findings", entry)) tables.Findings.Add(finding);
        foreach (var repair in Parts(root, "repairs", entry)) tables.Repairs.Add(repair);
        return new(counts.Documents + 1, counts.Amounts + amounts.Length, counts.Released + released, counts.Review + review,
            counts.Held + held, counts.BudgetLines + lines.Length);
    }

    private static IEnumerable<DocumentPart> Parts(JsonElement root, string list, IndexEntry entry) =>
        root.GetProperty(list).EnumerateArray().Select((part, index) => new DocumentPart(entry, index, part));

    /// <summary>The open tables, in the order in which their keys are referred to.</summary>
    private sealed class TableWriters(string directory, SqlitePackage database, MobileNumberRule rule) : IDisposable
    {
        public TableWriter<DocumentLine> Documents { get; } = new(ExportTables.Documents.Under(rule), directory, database);
        public TableWriter<AmountLine> Amounts { get; } = new(ExportTables.Amounts.Under(rule), directory, database);
        public TableWriter<BudgetLine> BudgetLines { get; } = new(ExportTables.BudgetLines.Under(rule), directory, database);
        public TableWriter<DocumentPart> Facts { get; } = new(ExportTables.Facts.Under(rule), directory, database);
        public TableWriter<DocumentPart> Findings { get; } = new(ExportTables.Findings.Under(rule), directory, database);
        public TableWriter<DocumentPart> Repairs { get; } = new(ExportTables.Repairs.Under(rule), directory, database);

        public void Dispose()
        {
            foreach (var table in (IDisposable[])[Documents, Amounts, BudgetLines, Facts, Findings, Repairs]) table.Dispose();
        }
    }
}
