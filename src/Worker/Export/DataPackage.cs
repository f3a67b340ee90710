using System.Text.Json;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Export;

/// <summary>datapackage.json: Data Package 2 with the Fiscal Data Package's column types on the budget lines.</summary>
internal static class DataPackage
{
    private const string Profile = "https://datapackage.org/profiles/2.0/datapackage.json";
    private const string TableProfile = "https://datapackage.org/profiles/2.0/tableschema.json";
    private const string FiscalTaxonomy = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json";

    public static byte[] Write(ImmutableArray<PackageFile> files, ImmutableArray<IndexEntry> entries, EngineInfo engine, PortalOptions options) =>
        CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Profile);
            json.WriteString("name", "cn-budget-disclosures");
            if (options.Base.Length > 0) json.WriteString("id", $"{options.Base}datapackage.json");
            json.WriteString("title", Titles.Of(entries));
            json.WriteString("description", Titles.Description);
            json.WriteString("version", DisclosureJson.SchemaVersion);
            if (options.Issued is { } issued) json.WriteString("created", $"{issued}T00:00:00Z");
            json.WriteTexts("keywords", Titles.Keywords);
            WriteRights(json, options);
            WriteFiscal(json, entries);
            json.WriteString("engine", $"{engine.Version} {engine.Fingerprint}");
            json.WriteStartArray("resources");
            WriteTable(json, files, ExportTables.BudgetLines);
            WriteTable(json, files, ExportTables.Documents);
            WriteTable(json, files, ExportTables.Amounts);
            WriteTable(json, files, ExportTables.Facts);
            WriteTable(json, files, ExportTables.Findings);
            WriteTable(json, files, ExportTables.Repairs);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void WriteRights(Utf8JsonWriter json, PortalOptions options)
    {
        if (options.License is { } license)
        {
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteString("path", license);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        if (options.Publisher is not { } publisher) return;
        json.WriteStartArray("contributors");
        json.WriteStartObject();
        json.WriteString("title", publisher);
        json.WriteTexts("roles", ["publisher"]);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFiscal(Utf8JsonWriter json, ImmutableArray<IndexEntry> entries)
    {
        json.WriteStartArray("columnTypes");
        json.WriteStringValue(FiscalTaxonomy);
        json.WriteStartArray();
        foreach (var column in ExportTables.BudgetLines.Columns.Where(column => column.ColumnType?.StartsWith("cnbudget:", StringComparison.Ordinal) == true))
        {
            json.WriteStartObject();
            json.WriteString("name", column.ColumnType);
            json.WriteString("dataType", column.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndArray();
        var years = entries.Select(entry => entry.FiscalYear).OfType<int>().ToArray();
        if (years.Length > 0)
        {
            json.WriteStartObject("fiscalPeriod");
            json.WriteString("start", $"{years.Min()}-01-01");
            json.WriteString("end", $"{years.Max()}-12-31");
            json.WriteEndObject();
        }
        json.WriteString("countryCode", "CN");
    }

    private static void WriteTable<T>(Utf8JsonWriter json, ImmutableArray<PackageFile> files, ExportTable<T> table)
    {
        var file = files.Single(file => file.Name == $"{table.Name}.csv");
        json.WriteStartObject();
        json.WriteString("name", ResourceName(table.Name));
        json.WriteString("type", "table");
        json.WriteString("path", file.Name);
        json.WriteString("title", table.Title);
        json.WriteString("description", table.Description);
        json.WriteString("format", "csv");
        json.WriteString("mediatype", file.MediaType);
        json.WriteString("encoding", "utf-8");
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("hash", $"sha256:{file.Sha256}");
        json.WriteStartObject("schema");
        json.WriteString("$schema", TableProfile);
        json.WriteStartArray("fields");
        foreach (var column in table.Columns) WriteField(json, column, column.Name == table.Key);
        json.WriteEndArray();
        json.WriteTexts("missingValues", [""]);
        json.WriteTexts("primaryKey", [table.Key]);
        json.WriteStartArray("foreignKeys");
        foreach (var (column, other) in table.References)
        {
            json.WriteStartObject();
            json.WriteTexts("fields", [column]);
            json.WriteStartObject("reference");
            json.WriteString("resource", ResourceName(other));
            json.WriteTexts("fields", [column]);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteField<T>(Utf8JsonWriter json, ExportColumn<T> column, bool isKey)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type);
        json.WriteString("description", column.Description);
        if (column.ColumnType is { } type) json.WriteString("columnType", type);
        if (isKey || column.Values.Length > 0)
        {
            json.WriteStartObject("constraints");
            if (isKey) json.WriteBoolean("required", true);
            if (isKey) json.WriteBoolean("unique", true);
            if (column.Values.Length > 0) json.WriteTexts("enum", column.Values);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string ResourceName(string table) => table.Replace('_', '-');
}

/// <summary>How the package calls itself.</summary>
internal static class Titles
{
    public const string Description =
        "从政府部门公开的预算、决算文件中抽取并经勾稽核对的数据，金额单位为元。" +
        "budget_lines 只含已核对或有证据修复的最末级金额；amounts 含全部金额，未发布的注明原因。";

    public static readonly ImmutableArray<string> Keywords = ["部门预算", "部门决算", "财政", "公开数据"];

    /// <summary>"2022至2024年部门预算决算公开数据（重庆市渝北区等4个地区）".</summary>
    public static string Of(ImmutableArray<IndexEntry> entries)
    {
        var years = entries.Select(entry => entry.FiscalYear).OfType<int>().Distinct().Order().ToArray();
        var places = entries.Select(entry => entry.DivisionName).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var when = years switch { [] => "", [var year] => $"{year}年", [var first, .., var last] => $"{first}至{last}年" };
        var where = places switch { [] => "", [var place] => $"（{place}）", [var first, ..] => $"（{first}等{places.Length}个地区）" };
        return $"{when}部门预算决算公开数据{where}";
    }
}
