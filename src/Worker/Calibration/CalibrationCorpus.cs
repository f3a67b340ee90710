using System.Text.Json;
using Extractor.Model;
using Extractor.Reading;
using Normalizer;
using Normalizer.Confidence;

namespace Worker.Calibration;

/// <summary>Documents with their truth: what each amount was read as, and whether that is what the source had.</summary>
/// <remarks>A corpus is a folder with manifest.json (entries: kind, file, book, tables; "damaged" ones a log as well, with the line of each
/// row in the damaged file), and a folder with one truth file a book (tables with body rows of printed texts; text_lines).</remarks>
internal sealed class CalibrationCorpus(DocumentReader reader, TableNormalizer normalizer, Verifier verifier)
{
    public IEnumerable<CalibrationSample> Read(string corpus, string truth, CancellationToken stop)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, "manifest.json")));
        foreach (var entry in manifest.RootElement.EnumerateArray())
        {
            stop.ThrowIfCancellationRequested();
            using var book = JsonDocument.Parse(File.ReadAllText(Path.Combine(truth, TrueAmount.Text(entry, "book") + ".json")));
            using var log = entry.TryGetProperty("log", out var name) ? JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, name.GetString()!))) : null;
            ITrueAmounts? wanted = TrueAmount.Text(entry, "kind") switch
            {
                "damaged" => new TrueAmountsByLine(book.RootElement, log!.RootElement.GetProperty("row_lines")),
                "text" => new TrueAmountsByLine(book.RootElement, book.RootElement.GetProperty("text_lines")),
                "pdf" or "office" => new TrueAmountsByTable(book.RootElement),
                _ => null,
            };
            if (wanted is null) continue;
            foreach (var sample in Of(Path.Combine(corpus, TrueAmount.Text(entry, "file")), wanted, TrueAmount.Text(entry, "book"), stop)) yield return sample;
        }
    }

    private IEnumerable<CalibrationSample> Of(string file, ITrueAmounts wanted, string book, CancellationToken stop)
    {
        ExtractedDocument extracted;
        try
        {
            extracted = reader.Read(new(Path.GetFileName(file), File.ReadAllBytes(file)), stop).Value;
        }
        catch (DocumentRejectedException)
        {
            yield break;   // A document that is refused states no probability.
        }
        var examined = verifier.Examine(normalizer.Normalize(extracted, Path.GetFileName(file)).Value);
        var tables = examined.Units.Tables.ToDictionary(table => table.Id, StringComparer.Ordinal);
        for (var i = 0; i < examined.Features.Length; i++)
        {
            var amount = examined.Graph.Ledger.Amounts[i];
            if (amount.Key.Row < 0 || examined.Solution.Figures[i] is { IsBlank: true } or { Yuan: null }) continue;
            var table = tables[amount.Key.Owner];
            var read = examined.Solution.Figures[i].Yuan!.Value / (table.Unit?.Yuan ?? 1);
            if (wanted.Judge(table, amount, read) is { } isRight) yield return new(examined.Features[i], isRight, book);
        }
    }
}
