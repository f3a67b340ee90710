using System.Globalization;
using System.Text.Json.Nodes;
using Normalizer.Canonical;

namespace Worker.Fixtures;

/// <summary>A canonical table as expected.json says it: the layout, what each column means, and each row's yuan as text.</summary>
/// <remarks>A column is named by its meaning, with "@2023" where it speaks of a year and "#2" where the same name stands for a
/// second column; a column without a meaning by its key, such as "c5". Blanks and dashes are left out of the rows.</remarks>
public static class CaseOutcome
{
    public static JsonObject Of(CanonicalTable table)
    {
        var names = Names(table.Columns);
        var outcome = new JsonObject
        {
            ["layout"] = table.Layout,
            ["kind"] = table.Kind,
            ["title"] = table.Title,
            ["unit"] = table.Unit?.Printed,
        };
        if (table.EmptyReason is { } reason) outcome["emptyReason"] = reason;
        outcome["columns"] = new JsonArray([.. table.Columns.Where(column => column.Header.Length > 0 || column.Meaning is not null)
            .Select(column => JsonValue.Create(names[column.Key]))]);
        outcome["rows"] = new JsonArray([.. table.Rows.Select(row => RowOf(row, table.Columns, names)).Where(row => row.Count > 0)]);
        if (table.Indicators.Length > 0) outcome["indicators"] = new JsonArray([.. table.Indicators.Select(IndicatorOf)]);
        return outcome;
    }

    /// <summary>The name of each column in rows and "columns", by column key.</summary>
    private static Dictionary<string, string> Names(ImmutableArray<Column> columns)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var name = column.Meaning is null ? column.Key : column.FiscalYear is { } year ? $"{column.Meaning}@{year}" : column.Meaning;
            var unique = name;
            for (var number = 2; names.ContainsValue(unique); number++) unique = $"{name}#{number}";
            names[column.Key] = unique;
        }
        return names;
    }

    private static JsonObject RowOf(Row row, ImmutableArray<Column> columns, Dictionary<string, string> names)
    {
        var said = new JsonObject();
        if (row.Kind != RowKind.Item) said["kind"] = Output.CanonicalJson.Name(row.Kind);
        if (row.Code is { } code) said["code"] = code;
        if (row.SecondCode is { } second) said["secondCode"] = second;
        if (row.Name is { Length: > 0 } name) said["name"] = name;
        if (row.Parent is { } parent) said["parent"] = parent;
        foreach (var column in columns)
            if (row.Cells.TryGetValue(column.Key, out var cell) && cell.Yuan is { } yuan)
                said[names[column.Key]] = yuan.ToString(CultureInfo.InvariantCulture);
        return said;
    }

    private static JsonObject IndicatorOf(Indicator indicator)
    {
        var said = new JsonObject();
        foreach (var (member, value) in new[]
        {
            ("level1", indicator.Level1), ("level2", indicator.Level2), ("level3", indicator.Level3), ("operator", indicator.Operator),
            ("value", indicator.Value), ("unit", indicator.Unit), ("weight", indicator.Weight),
        })
            if (value is not null) said[member] = value;
        return said;
    }
}
