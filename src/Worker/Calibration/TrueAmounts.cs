using System.Globalization;
using System.Text.Json;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Worker.Calibration;

/// <summary>The amounts that the source of a document had.</summary>
internal interface ITrueAmounts
{
    /// <param name="read">What was read, in the unit that the table prints.</param>
    /// <returns>Null where the truth does not say what should stand there.</returns>
    bool? Judge(CanonicalTable table, LedgerAmount amount, decimal read);
}

/// <summary>Documents of lines: the truth knows the line of every row.</summary>
internal sealed class TrueAmountsByLine : ITrueAmounts
{
    private readonly Dictionary<(int Line, string Column), decimal> wanted = [];

    /// <param name="lines">Of each table the line of each body row, or null for a row that was lost.</param>
    public TrueAmountsByLine(JsonElement book, JsonElement lines)
    {
        foreach (var table in book.GetProperty("tables").EnumerateArray())
            foreach (var amount in TrueAmount.Of(table))
                if (lines.GetProperty(TrueAmount.Text(table, "id"))[amount.Row] is { ValueKind: JsonValueKind.Number } line)
                    wanted[(line.GetInt32(), $"c{amount.Column + 1}")] = amount.Value;
    }

    public bool? Judge(CanonicalTable table, LedgerAmount amount, decimal read) =>
        amount.At.At.Line is { } line && wanted.TryGetValue((line, amount.Key.Part), out var value) ? value == read : null;
}

/// <summary>Documents of pages and sheets: an amount is right if the table of that title has it, as often as it is read.</summary>
/// <remarks>Whether it stands under the right heading is another question than whether the figure is the source's.</remarks>
internal sealed class TrueAmountsByTable : ITrueAmounts
{
    private readonly Dictionary<string, Queue<JsonElement>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, decimal Value), int> left = [];
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    public TrueAmountsByTable(JsonElement book)
    {
        foreach (var table in book.GetProperty("tables").EnumerateArray())
        {
            var title = Compact(TrueAmount.Text(table, "title"));
            if (!tables.TryGetValue(title, out var queue)) tables[title] = queue = new();
            queue.Enqueue(table);
        }
    }

    public bool? Judge(CanonicalTable table, LedgerAmount amount, decimal read)
    {
        if (!known.TryGetValue(table.Id, out var isKnown)) known[table.Id] = isKnown = Take(table);
        if (!isKnown) return null;
        if (left.GetValueOrDefault((table.Id, read)) == 0) return false;
        left[(table.Id, read)]--;
        return true;
    }

    private bool Take(CanonicalTable table)
    {
        if (!tables.TryGetValue(Compact(table.TitleAsPrinted), out var queue) || !queue.TryDequeue(out var truth)) return false;
        foreach (var amount in TrueAmount.Of(truth).Concat(TrueAmount.ZerosOfForm(truth)))
            left[(table.Id, amount.Value)] = left.GetValueOrDefault((table.Id, amount.Value)) + 1;
        return true;
    }

    private static string Compact(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}

/// <param name="Column">From 0.</param>
/// <param name="Value">As printed, in the table's unit.</param>
internal readonly record struct TrueAmount(int Row, int Column, decimal Value)
{
    public static IEnumerable<TrueAmount> Of(JsonElement table)
    {
        var body = table.GetProperty("body");
        foreach (var amount in table.GetProperty("amounts_yuan").EnumerateArray())
        {
            var (row, column) = (amount[0].GetInt32(), amount[1].GetInt32());
            if (decimal.TryParse(body[row][column].GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
                yield return new(row, column, value);
        }
    }

    /// <summary>The zeros that a form prints: the truth lists the amounts of forms that are none.</summary>
    public static IEnumerable<TrueAmount> ZerosOfForm(JsonElement table)
    {
        if (!table.TryGetProperty("form", out var form) || form.ValueKind != JsonValueKind.True) yield break;
        var body = table.GetProperty("body");
        for (var row = 0; row < body.GetArrayLength(); row++)
            for (var column = 0; column < body[row].GetArrayLength(); column++)
                if (decimal.TryParse(body[row][column].GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value == 0)
                    yield return new(row, column, 0);
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
