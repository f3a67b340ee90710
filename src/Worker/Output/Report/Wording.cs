using System.Globalization;
using Normalizer.Canonical;
using static Worker.Output.CanonicalJson;

namespace Worker.Output.Report;

/// <summary>How figures, places and kinds are put for people.</summary>
internal sealed class Wording(ImmutableArray<CanonicalTable> tables)
{
    private readonly Dictionary<string, CanonicalTable> tables = tables.ToDictionary(table => table.Id, StringComparer.Ordinal);

    /// <summary>Yuan with separators: "5,372,000.00 yuan".</summary>
    public static string Money(decimal yuan)
    {
        var text = Yuan(yuan);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return decimal.Truncate(yuan) == 0
            ? $"{text} yuan"
            : $"{decimal.Truncate(yuan).ToString("#,0", CultureInfo.InvariantCulture)}{text[point..]} yuan";
    }

    /// <summary>A probability as a percentage that never claims more than it says: 0.99998 is "over 99.99 %".</summary>
    public static string Percent(double probability) => probability switch
    {
        > 0.9999 => "over 99.99 %",
        >= 0.99 => (Math.Floor(probability * 10000) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
        _ => Math.Floor(probability * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    public static string Words<T>(T value) where T : struct, Enum => Name(value).Replace('_', ' ');

    public static string Cause(FindingCause cause) => cause switch
    {
        FindingCause.Source => "the publisher's own",
        FindingCause.Extraction => "our reading of it",
        _ => "cause not known",
    };

    /// <summary>"line 12", "page 3", "sheet 2, row 12", or "" where nothing is known.</summary>
    public static string Where(Evidence at) => at switch
    {
        { Line: { } row, Page: { } sheet } => $"sheet {sheet}, row {row}",
        { Line: { } line } => $"line {line}",
        { Page: { } page } => $"page {page}",
        _ => "",
    };

    /// <summary>"部门支出总表 › 卫生健康支出 › 小计, line 12": as much of it as is known.</summary>
    public string Where(Place place)
    {
        var parts = new List<string>();
        if (place.Table is { } id && tables.TryGetValue(id, out var table))
        {
            parts.Add(Title(table));
            if (RowName(table, place.Row) is { } row) parts.Add(row);
            if (table.Columns.FirstOrDefault(column => column.Key == place.Column) is { Header: [.., { Length: > 0 } header] }) parts.Add(header);
        }
        var at = Where(place.At);
        return string.Join(" › ", parts) + (parts.Count > 0 && at.Length > 0 ? ", " : "") + at;
    }

    public string Table(string id) => tables.TryGetValue(id, out var table) ? Title(table) : id;

    /// <summary>"卫生健康支出, page 3": the row alone, for lists under their table's name. A line is quoted, a page is named.</summary>
    public string Row(Place place)
    {
        var name = place.Table is { } id && tables.TryGetValue(id, out var table) ? RowName(table, place.Row) : null;
        return (name ?? "the table") + (place.At.Page is null ? "" : $", {Where(place.At)}");
    }

    private static string? RowName(CanonicalTable table, int? index) => table.Rows.FirstOrDefault(row => row.Index == index) switch
    {
        null => null,
        { Name: { Length: > 0 } name } => name,
        { Code: { Length: > 0 } code } => code,
        var row => $"row {row.Index}",
    };

    /// <summary>The anchor of a place: its table's row, else its table; null outside tables.</summary>
    public string? Anchor(Place place) =>
        place.Table is not { } id || !tables.ContainsKey(id) ? null : place.Row is { } row ? RowAnchor(id, row) : id;

    public static string RowAnchor(string table, int row) => $"{table}-{row}";

    public static string Title(CanonicalTable table) => table.Title.Length > 0 ? table.Title : $"table {table.Id} (no title)";
}
