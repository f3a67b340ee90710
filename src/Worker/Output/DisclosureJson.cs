using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Normalizer.Canonical;

namespace Worker.Output;

/// <summary>Writes disclosure.json: the contract's names, canonical order, no clock, host, path or random order.</summary>
public static class DisclosureJson
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Disclosure disclosure, EngineInfo engine)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) WriteDocument(json, disclosure, engine);
        return buffer.ToArray();
    }

    /// <summary>Yuan as text: two places, more only where the source prints more.</summary>
    public static string Yuan(decimal value)
    {
        var trimmed = value / 1.0000000000000000000000000000m;
        return trimmed.Scale < 2 ? trimmed.ToString("0.00", CultureInfo.InvariantCulture) : trimmed.ToString(CultureInfo.InvariantCulture);
    }

    public static string Name<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The stable id of one document: division, year, kind and the start of its hash.</summary>
    public static string Id(Disclosure d) => d.Identity is { FiscalYear: { } year, Publisher.DivisionCode: { } division }
        ? $"cn-{division}-{year}-{Name(d.Identity.Kind)}-{d.Sha256[..12]}"
        : $"unidentified-{d.Sha256[..12]}";

    private static void WriteDocument(Utf8JsonWriter json, Disclosure d, EngineInfo engine)
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", "1.0.0");
        json.WriteString("id", Id(d));
        WriteText(json, "subject", Subject(d));
        json.WriteStartObject("engine");
        json.WriteString("version", engine.Version);
        json.WriteString("fingerprint", engine.Fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("document");
        json.WriteString("title", d.Identity.Title);
        json.WriteString("fileName", d.FileName);
        json.WriteString("sha256", d.Sha256);
        json.WriteNumber("bytes", d.Bytes);
        json.WriteString("mediaType", d.MediaType);
        WriteNumber(json, "pages", d.PageCount);
        json.WriteString("language", "zh-CN");
        json.WriteNull("sourceUrl");
        json.WriteEndObject();
        json.WriteString("kind", Name(d.Identity.Kind));
        WriteNumber(json, "fiscalYear", d.Identity.FiscalYear);
        var publisher = d.Identity.Publisher;
        json.WriteStartObject("publisher");
        WriteText(json, "name", publisher.Name);
        WriteText(json, "nameAsPrinted", publisher.NameAsPrinted);
        WriteText(json, "divisionCode", publisher.DivisionCode);
        WriteText(json, "divisionName", publisher.DivisionName);
        WriteText(json, "divisionLevel", publisher.DivisionLevel);
        WriteText(json, "scope", publisher.Scope);
        json.WriteNumber("confidence", Rounded(publisher.Confidence));
        json.WriteEndObject();
        json.WriteStartArray("tables");
        foreach (var table in d.Tables) WriteTable(json, table);
        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in d.Facts) WriteFact(json, fact);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in d.Checks) WriteCheck(json, check);
        json.WriteEndArray();
        json.WriteStartArray("repairs");
        for (var i = 0; i < d.Repairs.Length; i++) WriteRepair(json, d.Repairs[i], $"r{i + 1}");
        json.WriteEndArray();
        json.WriteStartArray("findings");
        for (var i = 0; i < d.Findings.Length; i++) WriteFinding(json, d.Findings[i], $"f{i + 1}");
        json.WriteEndArray();
        json.WriteStartObject("decision");
        json.WriteString("outcome", Name(d.Decision.Outcome));
        json.WriteStartArray("reasons");
        foreach (var reason in d.Decision.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("message", reason.Message);
            WriteText(json, "finding", reason.Finding is { } finding ? $"f{finding + 1}" : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The same for every version of this agency's disclosure of that year; null if the identity is not known.</summary>
    private static string? Subject(Disclosure d)
    {
        if (d.Identity is not { FiscalYear: { } year, Publisher: { DivisionCode: { } division, Name: { } name } }) return null;
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
        return $"cn-{division}-{Convert.ToHexStringLower(hash)[..8]}-{year}-{Name(d.Identity.Kind)}";
    }

    private static void WriteTable(Utf8JsonWriter json, CanonicalTable table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("kind", table.Kind);
        WriteText(json, "layout", table.Layout);
        json.WriteString("title", table.Title);
        json.WriteString("titleAsPrinted", table.TitleAsPrinted);
        if (table.Unit is { } unit)
        {
            json.WriteStartObject("unit");
            json.WriteString("printed", unit.Printed);
            json.WriteNumber("yuan", unit.Yuan);
            json.WriteEndObject();
        }
        else json.WriteNull("unit");
        json.WritePropertyName("at");
        WriteRegion(json, table.At);
        WriteText(json, "emptyReason", table.EmptyReason);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("key", column.Key);
            json.WriteStartArray("header");
            foreach (var text in column.Header) json.WriteStringValue(text);
            json.WriteEndArray();
            WriteText(json, "meaning", column.Meaning);
            json.WriteString("type", Name(column.Type));
            WriteNumber(json, "fiscalYear", column.FiscalYear);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows) WriteRow(json, row);
        json.WriteEndArray();
        json.WriteNumber("headerRows", table.HeaderRows);
        json.WriteStartArray("grid");
        foreach (var row in table.Grid)
        {
            json.WriteStartArray();
            foreach (var text in row) json.WriteStringValue(text);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("spans");
        foreach (var span in table.Spans)
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.Row);
            json.WriteNumberValue(span.Column);
            json.WriteNumberValue(span.Rows);
            json.WriteNumberValue(span.Columns);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        if (table.Indicators.Length > 0)
        {
            json.WriteStartArray("indicators");
            foreach (var indicator in table.Indicators)
            {
                json.WriteStartObject();
                WriteText(json, "level1", indicator.Level1);
                WriteText(json, "level2", indicator.Level2);
                WriteText(json, "level3", indicator.Level3);
                WriteText(json, "operator", indicator.Operator);
                WriteText(json, "value", indicator.Value);
                WriteText(json, "unit", indicator.Unit);
                WriteText(json, "weight", indicator.Weight);
                json.WritePropertyName("at");
                WriteEvidence(json, indicator.At);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteNumber("index", row.Index);
        json.WriteString("kind", Name(row.Kind));
        WriteText(json, "code", row.Code);
        WriteText(json, "codeSystem", row.CodeSystem);
        WriteText(json, "secondCode", row.SecondCode);
        WriteNumber(json, "level", row.Level);
        WriteText(json, "parent", row.Parent);
        WriteText(json, "name", row.Name);
        WriteText(json, "nameAsPrinted", row.NameAsPrinted);
        json.WriteStartObject("cells");
        foreach (var (key, cell) in row.Cells.OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(key);
            json.WriteString("printed", cell.Printed);
            json.WriteString("text", cell.Text);
            json.WriteString("state", Name(cell.State));
            WriteText(json, "yuan", cell.Yuan is { } yuan ? Yuan(yuan) : null);
            WriteText(json, "status", cell.Status is { } status ? Name(status) : null);
            if (cell.Confidence is { } confidence) json.WriteNumber("confidence", Rounded(confidence));
            else json.WriteNull("confidence");
            json.WritePropertyName("at");
            WriteEvidence(json, cell.At);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("id", fact.Id);
        WriteText(json, "section", fact.Section);
        json.WriteString("subject", fact.Subject);
        json.WritePropertyName("at");
        WritePlace(json, fact.At);
        json.WriteString("text", fact.Text);
        json.WriteString("value", fact.Value.ToString(CultureInfo.InvariantCulture));
        json.WriteString("unit", fact.Unit);
        WriteText(json, "yuan", fact.Yuan is { } yuan ? Yuan(yuan) : null);
        WriteNumber(json, "fiscalYear", fact.FiscalYear);
        if (fact.Change is { } change)
        {
            json.WriteStartObject("change");
            WriteText(json, "from", change.From);
            json.WriteString("direction", change.Direction);
            WriteText(json, "value", change.Value?.ToString(CultureInfo.InvariantCulture));
            WriteText(json, "yuan", change.Yuan is { } changeYuan ? Yuan(changeYuan) : null);
            WriteText(json, "percent", change.Percent?.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        else json.WriteNull("change");
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, Check check)
    {
        json.WriteStartObject();
        json.WriteString("id", check.Id);
        json.WriteString("rule", check.Rule);
        json.WriteStartArray("tables");
        foreach (var table in check.Tables) json.WriteStringValue(table);
        json.WriteEndArray();
        json.WriteString("scope", check.Scope);
        json.WriteString("formula", check.Formula);
        WriteText(json, "left", check.Left is { } left ? Yuan(left) : null);
        WriteText(json, "right", check.Right is { } right ? Yuan(right) : null);
        WriteText(json, "difference", check.Difference is { } difference ? Yuan(difference) : null);
        json.WriteString("tolerance", Yuan(check.Tolerance));
        json.WriteString("result", Name(check.Result));
        WriteText(json, "why", check.Why);
        json.WriteEndObject();
    }

    private static void WriteRepair(Utf8JsonWriter json, Repair repair, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("class", repair.Class);
        json.WritePropertyName("at");
        WritePlace(json, repair.At);
        json.WriteString("from", repair.From);
        json.WriteString("to", repair.To);
        json.WriteString("rule", repair.Rule);
        json.WriteStartArray("evidence");
        foreach (var sentence in repair.Evidence) json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteNumber("confidence", Rounded(repair.Confidence));
        json.WriteBoolean("applied", repair.Applied);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", Name(finding.Severity));
        json.WriteString("cause", Name(finding.Cause));
        json.WriteString("message", finding.Message);
        json.WriteStartArray("at");
        foreach (var place in finding.At) WritePlace(json, place);
        json.WriteEndArray();
        WriteText(json, "expected", finding.Expected);
        WriteText(json, "found", finding.Found);
        WriteText(json, "difference", finding.Difference);
        WriteText(json, "root", finding.Root);
        json.WriteEndObject();
    }

    /// <summary>A table's own place: <c>{"lines":[first,last]}</c> or <c>{"pages":[{"page","box"}]}</c>.</summary>
    private static void WriteRegion(Utf8JsonWriter json, ImmutableArray<Evidence> at)
    {
        json.WriteStartObject();
        if (at.Length > 0 && at[0].Line is { } first)
        {
            json.WriteStartArray("lines");
            json.WriteNumberValue(first);
            json.WriteNumberValue(at[^1].Line ?? first);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartArray("pages");
            foreach (var place in at) WriteEvidence(json, place);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence at)
    {
        json.WriteStartObject();
        WriteEvidenceMembers(json, at);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Place place)
    {
        json.WriteStartObject();
        WriteEvidenceMembers(json, place.At);
        if (place.Table is { } table) json.WriteString("table", table);
        if (place.Row is { } row) json.WriteNumber("row", row);
        if (place.Column is { } column) json.WriteString("column", column);
        json.WriteEndObject();
    }

    private static void WriteEvidenceMembers(Utf8JsonWriter json, Evidence at)
    {
        if (at.Line is { } line)
        {
            json.WriteNumber("line", line);
            json.WriteStartArray("span");
            json.WriteNumberValue(at.Start);
            json.WriteNumberValue(at.End);
            json.WriteEndArray();
        }
        if (at.Page is { } page) json.WriteNumber("page", page);
        if (at.Box is { } box)
        {
            json.WriteStartArray("box");
            json.WriteNumberValue(Math.Round(box.X0, 2));
            json.WriteNumberValue(Math.Round(box.Y0, 2));
            json.WriteNumberValue(Math.Round(box.X1, 2));
            json.WriteNumberValue(Math.Round(box.Y1, 2));
            json.WriteEndArray();
        }
    }

    private static double Rounded(double probability) => Math.Round(probability, 6);

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}

/// <summary>What made a result: the same bytes and the same fingerprint give the same output, byte for byte.</summary>
public sealed record EngineInfo(string Version, string Fingerprint);
