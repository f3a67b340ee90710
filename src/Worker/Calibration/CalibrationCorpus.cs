using System.Text.Json;
using System.Globalization;
using Extractor.Reading;
using Normalizer;
using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Confidence;

namespace Worker.Calibration;

/// <summary>Damaged documents with their truth: what each amount was read as, and whether that is what the source had.</summary>
/// <remarks>A corpus is a folder with manifest.json (entries of kind "damaged": file, log, book), the logs (for each table the line of
/// each row in the damaged file), and a folder with one truth file a book (tables with body rows of printed texts).</remarks>
internal sealed class CalibrationCorpus(DocumentReader reader, TableNormalizer normalizer, Verifier verifier)
{
    public IEnumerable<CalibrationSample> Read(string corpus, string truth, CancellationToken stop)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, "manifest.json")));
        foreach (var entry in manifest.RootElement.EnumerateArray())
        {
            stop.ThrowIfCancellationRequested();
            if (Text(entry, "kind") != "damaged") continue;
            using var log = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, Text(entry, "log"))));
            using var book = JsonDocument.Parse(File.ReadAllText(Path.Combine(truth, Text(entry, "book") + ".json")));
            var file = Path.Combine(corpus, Text(entry, "file"));
            foreach (var sample in Of(file, Wanted(log.RootElement, book.RootElement), Text(entry, "book"), stop)) yield return sample;
        }
    }

    private IEnumerable<CalibrationSample> Of(string file, Dictionary<(int Line, string Column), decimal> wanted, string book, CancellationToken stop)
    {
        var extracted = reader.Read(new(Path.GetFileName(file), File.ReadAllBytes(file)), stop);
        var document = normalizer.Normalize(extracted.Value, Path.GetFileName(file)).Value;
        var examined = verifier.Examine(document);
        var units = examined.Units.Tables.ToDictionary(table => table.Id, table => table.Unit?.Yuan ?? 1, StringComparer.Ordinal);
        for (var i = 0; i < examined.Features.Length; i++)
        {
            var amount = examined.Graph.Ledger.Amounts[i];
            if (amount.Key.Row < 0 || examined.Solution.Figures[i] is { IsBlank: true } or { Yuan: null }) continue;
            if (amount.At.At.Line is { } line && wanted.TryGetValue((line, amount.Key.Part), out var value))
                yield return new(examined.Features[i], examined.Solution.Figures[i].Yuan / units[amount.Key.Owner] == value, book);
        }
    }

    /// <summary>The printed value of every amount by its line in the damaged file and its column.</summary>
    private static Dictionary<(int, string), decimal> Wanted(JsonElement log, JsonElement book)
    {
        var wanted = new Dictionary<(int, string), decimal>();
        foreach (var table in book.GetProperty("tables").EnumerateArray())
        {
            var lines = log.GetProperty("row_lines").GetProperty(Text(table, "id"));
            var body = table.GetProperty("body");
            foreach (var amount in table.GetProperty("amounts_yuan").EnumerateArray())
            {
                var (row, column) = (amount[0].GetInt32(), amount[1].GetInt32());
                if (lines[row].ValueKind == JsonValueKind.Number && decimal.TryParse(
                    body[row][column].GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
                    wanted[(lines[row].GetInt32(), $"c{column + 1}")] = value;
            }
        }
        return wanted;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
