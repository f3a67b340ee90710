using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>One table as it stands in the source, its amounts coloured and marked by status.</summary>
internal static class TableSection
{
    /// <summary>Rows beyond this many are shown only where an amount is doubtful, so that a book of a hundred pages opens.</summary>
    private const int RowsShown = 500;

    /// <summary>Confidence below this is printed in the cell, not only shown on hover.</summary>
    private const double Remarkable = 0.9;

    internal static string CellAnchor(CanonicalTable table, Row row, string column) => $"{RowAnchor(table.Id, row.Index)}-{column}";

    /// <summary>The class of an amount cell; null for cells that are no amount.</summary>
    internal static string? StatusOf(Cell cell) => cell.State switch
    {
        CellState.Amount => Name(cell.Status ?? CellStatus.Unchecked),
        CellState.Unreadable => "unreadable",
        _ => null,
    };

    internal static void WriteHeader(HtmlBuilder html, CanonicalTable table)
    {
        var (first, last) = (table.At.FirstOrDefault(), table.At.LastOrDefault());
        var where = first is null ? "" : Where(first) == Where(last!) ? Where(first) : $"{Where(first)} to {last!.Line ?? last.Page}";
        html.Add($"<header><h3 lang=\"zh-CN\">{Title(table)}</h3><span class=\"small soft\">{table.Id} · <span lang=\"zh-CN\">{table.Unit?.Printed ?? "no unit found"}</span> · {where} · {(table.Layout is { } layout ? $"{table.Kind}, layout {layout}" : "no layout")}</span></header>");
        if (table.TitleAsPrinted != table.Title && table.TitleAsPrinted.Length > 0)
            html.Add($"<p class=\"small soft\">Printed as <span lang=\"zh-CN\">{table.TitleAsPrinted}</span></p>");
        if (table.EmptyReason is { } reason) html.Add($"<p>The publisher's note: <span lang=\"zh-CN\">{reason}</span></p>");
    }

    internal static void WriteGrid(HtmlBuilder html, CanonicalTable table, ILookup<(string, int, string), string> checks)
    {
        if (table.Grid.Length == 0) return;
        var rows = table.Rows.ToDictionary(row => row.Index);
        var spans = table.Spans.ToDictionary(span => (span.Row, span.Column));
        var covered = table.Spans.SelectMany(Covered).ToHashSet();
        var leftOut = 0;
        html.Add($"<div class=\"scroll\"><table class=\"grid\">\n");
        for (var r = 0; r < table.Grid.Length; r++)
        {
            var row = rows.GetValueOrDefault(r - table.HeaderRows);
            if (r >= RowsShown && row?.Cells.Values.Any(PageImages.IsDoubtful) != true)
            {
                leftOut++;
                continue;
            }
            html.Add($"<tr class=\"{(row is null ? "" : Name(row.Kind))}\"");
            if (row is not null) html.Add($" id=\"{RowAnchor(table.Id, row.Index)}\"");
            html.Add($">");
            for (var c = 0; c < table.Grid[r].Length; c++)
            {
                if (covered.Contains((r, c))) continue;
                var span = spans.GetValueOrDefault((r, c), new(r, c, 1, 1));
                if (r < table.HeaderRows) html.Add($"<th rowspan=\"{span.Rows}\" colspan=\"{span.Columns}\" lang=\"zh-CN\">{table.Grid[r][c]}</th>");
                else WriteCell(html, table, row, $"c{c + 1}", table.Grid[r][c], span, checks);
            }
            html.Add($"</tr>\n");
        }
        html.Add($"</table></div>\n");
        if (leftOut > 0)
            html.Add($"<p class=\"small soft\">{Count(leftOut, "row", "rows")} without doubtful amounts left out here; <code>disclosure.json</code> has them all.</p>\n");
    }

    internal static void WriteIndicators(HtmlBuilder html, CanonicalTable table)
    {
        if (table.Indicators.Length == 0) return;
        html.Add($"<details class=\"small\" style=\"margin-top:.7rem\"><summary>{Count(table.Indicators.Length, "performance indicator", "performance indicators")}</summary><div class=\"scroll\"><table class=\"list\" lang=\"zh-CN\">");
        foreach (var indicator in table.Indicators)
            html.Add($"<tr><td>{indicator.Level1}</td><td>{indicator.Level2}</td><td>{indicator.Level3}</td><td>{indicator.Operator} {indicator.Value} {indicator.Unit}</td><td>{indicator.Weight}</td></tr>\n");
        html.Add($"</table></div></details>\n");
    }

    private static void WriteCell(
        HtmlBuilder html, CanonicalTable table, Row? row, string key, string text, GridSpan span, ILookup<(string, int, string), string> checks)
    {
        html.Add($"<td lang=\"zh-CN\"");
        if (span is not { Rows: 1, Columns: 1 }) html.Add($" rowspan=\"{span.Rows}\" colspan=\"{span.Columns}\"");
        if (row is null || !row.Cells.TryGetValue(key, out var cell))
        {
            html.Add($">{text}</td>");
            return;
        }
        if (StatusOf(cell) is not { } status)
        {
            var kind = cell.State switch
            {
                CellState.Percent or CellState.Count or CellState.Dash => "n",
                CellState.Code => "code",
                _ => "",
            };
            if (kind.Length > 0) html.Add($" class=\"{kind}\"");
            if (cell.Printed.Trim() != text) html.Add($" title=\"printed: {cell.Printed}\"");
            html.Add($">{text}</td>");
            return;
        }
        html.Add($" id=\"{CellAnchor(table, row, key)}\" class=\"cell n {status}\" data-checks=\"{string.Join(' ', checks[(table.Id, row.Index, key)])}\" title=\"{Tip(cell, status)}\">{text}");
        if (cell.Confidence < Remarkable) html.Add($"<small>{Percent(cell.Confidence.Value)}</small>");
        html.Add($"</td>");
    }

    private static string Tip(Cell cell, string status) => string.Join('\n', new[]
    {
        status == "unchecked" ? "not checked" : status,
        $"printed: {cell.Printed}",
        cell.Yuan is { } yuan ? Money(yuan) : "no value in yuan",
        cell.Confidence is { } confidence ? $"confidence {Percent(confidence)}" : null,
        Where(cell.At) is { Length: > 0 } where ? where : null,
    }.Where(line => line is not null));

    private static IEnumerable<(int, int)> Covered(GridSpan span) =>
        from row in Enumerable.Range(span.Row, span.Rows)
        from column in Enumerable.Range(span.Column, span.Columns)
        where row != span.Row || column != span.Column
        select (row, column);
}
