using System.Text.Json;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Export;

/// <summary>dcat.jsonld: the package as a DCAT 3 dataset with one distribution a file, for portals that harvest.</summary>
internal static class DcatCatalog
{
    private static readonly (string Prefix, string Address)[] Context =
    [
        ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"), ("spdx", "http://spdx.org/rdf/terms#"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    public static byte[] Write(ImmutableArray<PackageFile> files, ImmutableArray<IndexEntry> entries, PortalOptions options) =>
        CanonicalJson.Write(json =>
        {
            var dataset = $"{options.Base}#dataset";
            var publisher = $"{options.Base}#publisher";
            json.WriteStartObject();
            json.WriteStartObject("@context");
            foreach (var (prefix, address) in Context) json.WriteString(prefix, address);
            json.WriteEndObject();
            json.WriteStartArray("@graph");
            WriteDataset(json, dataset, publisher, files, entries, options);
            foreach (var file in files) WriteDistribution(json, file, options);
            WritePlaces(json, entries, options);
            if (options.Publisher is { } name)
            {
                WriteStart(json, publisher, "foaf:Agent");
                json.WriteString("foaf:name", name);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void WriteDataset(
        Utf8JsonWriter json, string id, string publisher, ImmutableArray<PackageFile> files, ImmutableArray<IndexEntry> entries, PortalOptions options)
    {
        WriteStart(json, id, "dcat:Dataset");
        json.WriteString("dct:identifier", "cn-budget-disclosures");
        WriteChinese(json, "dct:title", Titles.Of(entries));
        WriteChinese(json, "dct:description", Titles.Description);
        json.WriteStartArray("dcat:keyword");
        foreach (var keyword in Titles.Keywords) WriteChinese(json, null, keyword);
        json.WriteEndArray();
        WriteIds(json, "dcat:theme", ["http://publications.europa.eu/resource/authority/data-theme/GOVE", "http://publications.europa.eu/resource/authority/data-theme/ECON"]);
        WriteIds(json, "dct:language", ["http://publications.europa.eu/resource/authority/language/ZHO"]);
        WriteIds(json, "dct:conformsTo", ["https://datapackage.org/profiles/2.0/datapackage.json", "https://specs.frictionlessdata.io/fiscal-data-package/"]);
        if (options.Publisher is not null) WriteIds(json, "dct:publisher", [publisher]);
        if (options.Issued is { } issued) WriteTyped(json, "dct:issued", issued, "xsd:date");
        var years = entries.Select(entry => entry.FiscalYear).OfType<int>().ToArray();
        if (years.Length > 0)
        {
            json.WriteStartObject("dct:temporal");
            json.WriteString("@type", "dct:PeriodOfTime");
            WriteTyped(json, "dcat:startDate", $"{years.Min()}-01-01", "xsd:date");
            WriteTyped(json, "dcat:endDate", $"{years.Max()}-12-31", "xsd:date");
            json.WriteEndObject();
        }
        WriteIds(json, "dct:spatial", Places(entries).Select(place => $"{options.Base}#division-{place.Code}"));
        WriteIds(json, "dcat:distribution", files.Select(file => $"{options.Base}#{file.Name}"));
        json.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter json, PackageFile file, PortalOptions options)
    {
        WriteStart(json, $"{options.Base}#{file.Name}", "dcat:Distribution");
        WriteChinese(json, "dct:title", file.Title);
        WriteIds(json, "dcat:accessURL", [$"{options.Base}{file.Name}"]);
        WriteIds(json, "dcat:downloadURL", [$"{options.Base}{file.Name}"]);
        WriteIds(json, "dcat:mediaType", [$"https://www.iana.org/assignments/media-types/{file.MediaType}"]);
        if (options.License is { } license) WriteIds(json, "dct:license", [license]);
        WriteTyped(json, "dcat:byteSize", $"{file.Bytes}", "xsd:nonNegativeInteger");
        json.WriteStartObject("spdx:checksum");
        json.WriteString("@type", "spdx:Checksum");
        WriteIds(json, "spdx:algorithm", ["spdx:checksumAlgorithm_sha256"]);
        WriteTyped(json, "spdx:checksumValue", file.Sha256, "xsd:hexBinary");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter json, ImmutableArray<IndexEntry> entries, PortalOptions options)
    {
        foreach (var (code, name) in Places(entries))
        {
            WriteStart(json, $"{options.Base}#division-{code}", "dct:Location");
            json.WriteString("dct:identifier", code);
            if (name is not null) WriteChinese(json, "skos:prefLabel", name);
            json.WriteEndObject();
        }
    }

    /// <summary>Every division once, by code; a name may change with the years, the first one stands.</summary>
    private static IEnumerable<(string Code, string? Name)> Places(ImmutableArray<IndexEntry> entries) =>
        entries.Where(entry => entry.DivisionCode is not null).Select(entry => (Code: entry.DivisionCode!, Name: entry.DivisionName))
            .OrderBy(place => place.Code, StringComparer.Ordinal).DistinctBy(place => place.Code);

    private static void WriteStart(Utf8JsonWriter json, string id, string type)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteString("@type", type);
    }

    private static void WriteChinese(Utf8JsonWriter json, string? name, string text)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("@value", text);
        json.WriteString("@language", "zh");
        json.WriteEndObject();
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string value, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("@value", value);
        json.WriteString("@type", type);
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteString("@id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
