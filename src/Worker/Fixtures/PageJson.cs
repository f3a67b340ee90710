using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Worker.Fixtures;

/// <summary>page.json: what was drawn on the pages of a case, glyph by glyph, without the PDF it came from.</summary>
/// <remarks>Glyphs of one line of the drawing stand together: <c>["合计", y0, y1, [x0, x1, x0, x1], turn]</c>, the turn only where it is not 0.
/// Rulings: <c>[x0, y0, x1, y1, "h"]</c>. Page points, origin top left, two decimals.</remarks>
public static class PageJson
{
    public const string FileName = "page.json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IEnumerable<Page> pages)
    {
        using var buffer = new MemoryStream();
        buffer.Write("{\"pages\": ["u8);
        var first = true;
        foreach (var page in pages)
        {
            buffer.Write(first ? "\n{"u8 : ",\n{"u8);
            first = false;
            buffer.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant(
                $"\"page\": {page.Number}, \"width\": {page.Width:0.##}, \"height\": {page.Height:0.##}, \"glyphs\": [")));
            WriteItems(buffer, Runs(page.Glyphs), WriteRun);
            buffer.Write("\n], \"rulings\": ["u8);
            WriteItems(buffer, page.Rulings, WriteRuling);
            buffer.Write("\n]}"u8);
        }
        buffer.Write("\n]}\n"u8);
        return buffer.ToArray();
    }

    /// <exception cref="InvalidDataException">The text is no such file.</exception>
    public static ImmutableArray<Page> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("pages").EnumerateArray().Select(ReadPage)];
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{FileName} is damaged: {damaged.Message}", damaged);
        }
    }

    private static Page ReadPage(JsonElement page) => new(
        page.GetProperty("page").GetInt32(), page.GetProperty("width").GetDouble(), page.GetProperty("height").GetDouble(),
        [.. page.GetProperty("glyphs").EnumerateArray().SelectMany(ReadRun)],
        [.. page.GetProperty("rulings").EnumerateArray().Select(ruling => new Ruling(
            new(ruling[0].GetDouble(), ruling[1].GetDouble(), ruling[2].GetDouble(), ruling[3].GetDouble()), ruling[4].GetString() == "h"))],
        false);

    private static IEnumerable<PageGlyph> ReadRun(JsonElement run)
    {
        var (top, bottom, turn) = (run[1].GetDouble(), run[2].GetDouble(), run.GetArrayLength() > 4 ? run[4].GetInt32() : 0);
        var at = 0;
        foreach (var rune in run[0].GetString()!.EnumerateRunes())
        {
            yield return new(rune.ToString(), new(run[3][at].GetDouble(), top, run[3][at + 1].GetDouble(), bottom), 1, turn);
            at += 2;
        }
    }

    /// <summary>Neighbours in drawing order with the same top, bottom and turn.</summary>
    private static IEnumerable<List<PageGlyph>> Runs(ImmutableArray<PageGlyph> glyphs)
    {
        var run = new List<PageGlyph>();
        foreach (var glyph in glyphs)
        {
            if (glyph.Text.EnumerateRunes().Count() != 1) continue;
            if (run.Count > 0 && (Rounded(run[^1].Box.Y0) != Rounded(glyph.Box.Y0) || Rounded(run[^1].Box.Y1) != Rounded(glyph.Box.Y1) || run[^1].Turn != glyph.Turn))
            {
                yield return run;
                run = [];
            }
            run.Add(glyph);
        }
        if (run.Count > 0) yield return run;
    }

    private static void WriteItems<T>(MemoryStream buffer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var separator = "\n"u8.ToArray();
        foreach (var item in items)
        {
            buffer.Write(separator);
            separator = ",\n"u8.ToArray();
            using var json = new Utf8JsonWriter(buffer, Options);
            write(json, item);
        }
    }

    private static void WriteRun(Utf8JsonWriter json, List<PageGlyph> run)
    {
        json.WriteStartArray();
        json.WriteStringValue(string.Concat(run.Select(glyph => glyph.Text)));
        json.WriteNumberValue(Rounded(run[0].Box.Y0));
        json.WriteNumberValue(Rounded(run[0].Box.Y1));
        json.WriteStartArray();
        foreach (var glyph in run)
        {
            json.WriteNumberValue(Rounded(glyph.Box.X0));
            json.WriteNumberValue(Rounded(glyph.Box.X1));
        }
        json.WriteEndArray();
        if (run[0].Turn != 0) json.WriteNumberValue(run[0].Turn);
        json.WriteEndArray();
    }

    private static void WriteRuling(Utf8JsonWriter json, Ruling ruling)
    {
        json.WriteStartArray();
        foreach (var edge in (double[])[ruling.Box.X0, ruling.Box.Y0, ruling.Box.X1, ruling.Box.Y1]) json.WriteNumberValue(Rounded(edge));
        json.WriteStringValue(ruling.IsHorizontal ? "h" : "v");
        json.WriteEndArray();
    }

    private static double Rounded(double value) => Math.Round(value, 2);
}
