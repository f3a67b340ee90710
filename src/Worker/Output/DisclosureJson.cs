using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Normalizer.Canonical;
using static Worker.Output.CanonicalJson;

namespace Worker.Output;

/// <summary>Writes disclosure.json: the contract's names, canonical order, no clock, host, path or random order.</summary>
public static class DisclosureJson
{
    public const string SchemaVersion = "1.0.0";

    public static byte[] Write(Disclosure disclosure, EngineInfo engine) =>
        CanonicalJson.Write(json => WriteDocument(json, disclosure, engine));

    /// <summary>The stable id of one document: division, year, kind and the start of its hash.</summary>
    public static string Id(Disclosure d) => d.Identity is { FiscalYear: { } year, Publisher.DivisionCode: { } division }
        ? $"cn-{division}-{year}-{Name(d.Identity.Kind)}-{d.Sha256[..12]}"
        : $"unidentified-{d.Sha256[..12]}";

    /// <summary>The same for every version of this agency's disclosure of that year; null if the identity is not known.</summary>
    public static string? Subject(Disclosure d)
    {
        if (d.Identity is not { FiscalYear: { } year, Publisher: { DivisionCode: { } division, Name: { } name } }) return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{division}|{name}"));
        return $"cn-{division}-{Convert.ToHexStringLower(hash)[..8]}-{year}-{Name(d.Identity.Kind)}";
    }

    private static void WriteDocument(Utf8JsonWriter json, Disclosure d, EngineInfo engine)
    {
        json.WriteStartObject();
        WriteHead(json, d, engine);
        json.WriteStartArray("tables");
        foreach (var table in d.Tables) TableJson.Write(json, table);
        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in d.Facts) FindingJson.WriteFact(json, fact);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in d.Checks) FindingJson.WriteCheck(json, check);
        json.WriteEndArray();
        json.WriteStartArray("repairs");
        for (var i = 0; i < d.Repairs.Length; i++) FindingJson.WriteRepair(json, d.Repairs[i], $"r{i + 1}");
        json.WriteEndArray();
        json.WriteStartArray("findings");
        for (var i = 0; i < d.Findings.Length; i++) FindingJson.WriteFinding(json, d.Findings[i], $"f{i + 1}");
        json.WriteEndArray();
        FindingJson.WriteDecision(json, d.Decision);
        json.WriteEndObject();
    }

    /// <summary>Whose disclosure this is and what made the result; report.json opens with the same members.</summary>
    internal static void WriteHead(Utf8JsonWriter json, Disclosure d, EngineInfo engine)
    {
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteString("id", Id(d));
        json.WriteText("subject", Subject(d));
        WriteEngine(json, engine);
        json.WriteStartObject("document");
        json.WriteString("title", d.Identity.Title);
        json.WriteString("fileName", d.FileName);
        json.WriteString("sha256", d.Sha256);
        json.WriteNumber("bytes", d.Bytes);
        json.WriteString("mediaType", d.MediaType);
        json.WriteNumber("pages", d.PageCount);
        json.WriteString("language", "zh-CN");
        json.WriteNull("sourceUrl");
        json.WriteEndObject();
        json.WriteString("kind", Name(d.Identity.Kind));
        json.WriteNumber("fiscalYear", d.Identity.FiscalYear);
        var publisher = d.Identity.Publisher;
        json.WriteStartObject("publisher");
        json.WriteText("name", publisher.Name);
        json.WriteText("nameAsPrinted", publisher.NameAsPrinted);
        json.WriteText("divisionCode", publisher.DivisionCode);
        json.WriteText("divisionName", publisher.DivisionName);
        json.WriteText("divisionLevel", publisher.DivisionLevel);
        json.WriteText("scope", publisher.Scope);
        json.WriteNumber("confidence", Rounded(publisher.Confidence));
        json.WriteEndObject();
    }

    internal static void WriteEngine(Utf8JsonWriter json, EngineInfo engine)
    {
        json.WriteStartObject("engine");
        json.WriteString("version", engine.Version);
        json.WriteString("fingerprint", engine.Fingerprint);
        json.WriteEndObject();
    }
}

/// <summary>What made a result: the same bytes and the same fingerprint give the same output, byte for byte.</summary>
public sealed record EngineInfo(string Version, string Fingerprint);
