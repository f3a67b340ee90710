using System.Globalization;
using Normalizer.Canonical;

namespace Normalizer.Tests.Checks;

/// <summary>A canonical table from a few lines of text: columns "meaning" or "header=meaning", cells parted by '|'.</summary>
internal static class TableText
{
    public static CanonicalTable Table(string id, string columns, string rows, decimal unit = 1, string kind = "budget.expenditure", params RowCheck[] checks)
    {
        var cols = columns.Split('|').Select((text, i) => Column(text, i)).ToImmutableArray();
        var lines = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(id, kind, "test", id, id, new("单位", unit, At(0, 0)), [At(1, 0), At(lines.Length, 0)], null, cols,
            [.. lines.Select((line, i) => Row(line, i, cols, unit))], 0, [.. lines.Select(line => line.Split('|').ToImmutableArray())],
            [], [], [.. checks]);
    }

    public static NormalizedDocument Document(params CanonicalTable[] tables) =>
        new(new("", DocumentKind.Budget, 2024, new(null, null, null, null, null, null, 0), []), [.. tables], [], [], []);

    private static Column Column(string text, int i)
    {
        var (header, meaning) = text.Split('=') is [var h, var m] ? (h, m) : (text, text);
        var type = meaning switch
        {
            "code" or "unit.code" => ColumnType.Code,
            "text" => ColumnType.Text,
            "name" or "unit.name" or "revenue.name" or "expenditure.name" => ColumnType.Name,
            "change.percent" => ColumnType.Percent,
            _ => ColumnType.Amount,
        };
        return new($"c{i + 1}", [.. header.Split('/')], meaning, type, null, 0);
    }

    private static Row Row(string line, int index, ImmutableArray<Column> columns, decimal unit)
    {
        var texts = line.Split('|');
        var cells = RowCells.Of(columns.Zip(texts, (column, text) => (column.Key, Cell(text, column.Type, index, unit))));
        string? First(params ColumnType[] types) => columns.Zip(texts).FirstOrDefault(pair => types.Contains(pair.First.Type) && pair.Second.Length > 0).Second;
        var isTotal = texts.Contains("合计");
        var code = First(ColumnType.Code) is { } text && text != "合计" ? text : null;
        var name = First(ColumnType.Name) ?? First(ColumnType.Text, ColumnType.Code);
        var system = columns.Any(column => column.Meaning == "unit.code") ? "unit" : null;
        return new(index, isTotal ? RowKind.Total : RowKind.Item, isTotal ? null : code, system, null, null, null, name, name, cells);
    }

    private static Cell Cell(string text, ColumnType type, int line, decimal unit)
    {
        var at = At(line + 1, 0);
        if (type is not ColumnType.Amount) return new(text, text, CellState.Text, null, 0, null, null, at);
        if (text.Length == 0) return new("", "", CellState.Blank, null, 0, null, null, at);
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            return new(text, text, CellState.Unreadable, null, 0, null, null, at);
        var places = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var last = 1m;
        for (var i = 0; i < places; i++) last /= 10;
        return new(text, text, CellState.Amount, value * unit, last * unit, CellStatus.Unchecked, null, at);
    }

    private static Evidence At(int line, int start) => Evidence.OnLine(line, start, start + 1);
}
