using System.Text.Json;
using Worker.Output.Index;

namespace Worker.Export;

/// <summary>Reads the figures back from a disclosure.json.</summary>
internal static class DisclosureReader
{
    /// <summary>Every amount of every table, in the document's order, unreadable ones included.</summary>
    public static IEnumerable<AmountLine> Amounts(JsonElement disclosure, IndexEntry document)
    {
        foreach (var table in disclosure.GetProperty("tables").EnumerateArray())
        {
            var columns = table.GetProperty("columns").EnumerateArray()
                .ToDictionary(column => Text(column, "key")!, StringComparer.Ordinal);
            var rows = table.GetProperty("rows").EnumerateArray().ToArray();
            var names = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var row in rows)
                if (Text(row, "code") is { } code) names.TryAdd(code, Text(row, "name"));
            var unit = table.GetProperty("unit") is { ValueKind: JsonValueKind.Object } found ? Text(found, "printed") : null;
            foreach (var row in rows)
                foreach (var cell in row.GetProperty("cells").EnumerateObject())
                    if (Text(cell.Value, "state") is "amount" or "unreadable" && columns.TryGetValue(cell.Name, out var column))
                        yield return Line(document, table, unit, row, cell, column, columns, names);
        }
    }

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static AmountLine Line(
        IndexEntry document, JsonElement table, string? unit, JsonElement row, JsonProperty cell, JsonElement column,
        Dictionary<string, JsonElement> columns, Dictionary<string, string?> names)
    {
        var block = Number(column, "block") ?? 0;
        var blocked = columns.Values.Any(other => (Number(other, "block") ?? 0) != block);
        var code = blocked ? OfBlock(row, columns, block, "code") : Text(row, "code");
        return new(document, Text(table, "id")!, Text(table, "kind")!, Text(table, "title")!, Number(row, "index")!.Value,
            Text(row, "kind")!, code, Text(row, "codeSystem"), blocked ? OfBlock(row, columns, block, "name") : Text(row, "name"),
            code is not null && !names.Keys.Any(other => other.Length > code.Length && other.StartsWith(code, StringComparison.Ordinal)),
            [.. Ancestors(code, names)], cell.Name,
            string.Join(" / ", column.GetProperty("header").EnumerateArray().Select(part => part.GetString())),
            Text(column, "meaning"), Number(column, "fiscalYear") ?? document.FiscalYear, Text(cell.Value, "yuan"),
            Text(cell.Value, "printed")!, Text(cell.Value, "text")!, unit, Text(cell.Value, "status"),
            cell.Value.GetProperty("confidence") is { ValueKind: JsonValueKind.Number } confidence ? confidence.GetDouble() : null);
    }

    private static IEnumerable<(string, string?)> Ancestors(string? code, Dictionary<string, string?> names) =>
        code is null ? [] : names.Where(other => other.Key.Length < code.Length && code.StartsWith(other.Key, StringComparison.Ordinal))
            .OrderBy(other => other.Key.Length).Select(other => (other.Key, other.Value));

    /// <summary>In tables with blocks side by side each block has its own name: that of the row is the first block's.</summary>
    private static string? OfBlock(JsonElement row, Dictionary<string, JsonElement> columns, int block, string type) =>
        columns.Where(column => Number(column.Value, "block") == block && Text(column.Value, "type") == type)
            .Select(column => row.GetProperty("cells").TryGetProperty(column.Key, out var cell) ? Text(cell, "text") : null)
            .FirstOrDefault(text => text is { Length: > 0 });
}
