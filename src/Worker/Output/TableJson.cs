using System.Text.Json;
using Normalizer.Canonical;
using static Worker.Output.CanonicalJson;
using static Worker.Output.EvidenceJson;

namespace Worker.Output;

/// <summary>A table of disclosure.json: its columns, rows and the whole grid.</summary>
internal static class TableJson
{
    internal static void Write(Utf8JsonWriter json, CanonicalTable table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("kind", table.Kind);
        json.WriteText("layout", table.Layout);
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
        json.WriteText("emptyReason", table.EmptyReason);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("key", column.Key);
            json.WriteTexts("header", column.Header);
            json.WriteText("meaning", column.Meaning);
            json.WriteString("type", Name(column.Type));
            json.WriteNumber("fiscalYear", column.FiscalYear);
            json.WriteNumber("block", column.Block);
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
                json.WriteText("level1", indicator.Level1);
                json.WriteText("level2", indicator.Level2);
                json.WriteText("level3", indicator.Level3);
                json.WriteText("operator", indicator.Operator);
                json.WriteText("value", indicator.Value);
                json.WriteText("unit", indicator.Unit);
                json.WriteText("weight", indicator.Weight);
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
        json.WriteText("code", row.Code);
        json.WriteText("codeSystem", row.CodeSystem);
        json.WriteText("secondCode", row.SecondCode);
        json.WriteNumber("level", row.Level);
        json.WriteText("parent", row.Parent);
        json.WriteText("name", row.Name);
        json.WriteText("nameAsPrinted", row.NameAsPrinted);
        json.WriteStartObject("cells");
        foreach (var (key, cell) in row.Cells)
        {
            json.WriteStartObject(key);
            json.WriteString("printed", cell.Printed);
            json.WriteString("text", cell.Text);
            json.WriteString("state", Name(cell.State));
            json.WriteYuan("yuan", cell.Yuan);
            json.WriteText("status", cell.Status is { } status ? Name(status) : null);
            if (cell.Confidence is { } confidence) json.WriteNumber("confidence", Rounded(confidence));
            else json.WriteNull("confidence");
            json.WritePropertyName("at");
            WriteEvidence(json, cell.At);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
