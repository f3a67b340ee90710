using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>Which tables there are and how they stand, then every table with its amounts marked.</summary>
internal static class TablesSection
{
    internal static void Write(HtmlBuilder html, ConfidenceReport report, PageRenderer? pages)
    {
        html.Add($"<section id=\"tables\"><h2>Tables</h2>\n");
        WriteGaps(html, report);
        WriteOverview(html, report.Tables);
        if (report.Tables.Length > 0) WriteTables(html, report, pages);
        html.Add($"</section>\n");
    }

    private static void WriteTables(HtmlBuilder html, ConfidenceReport report, PageRenderer? pages)
    {
        html.Add($"""
            <h2>Every table</h2>
            <ul class="legend"><li><span class="status confirmed">confirmed 已核对</span></li><li><span class="status repaired">repaired 已修复</span></li><li><span class="status unchecked">not checked 未核对</span></li><li><span class="status disputed">disputed 有矛盾</span></li><li><span class="status unreadable">unreadable 无法识别</span></li><li class="soft">Point at an amount for its printed text; choose it for the checks that cover it.</li></ul>

            """);
        var images = new PageImages(pages);
        var checks = report.Disclosure.Checks.ToLookup(check => check.Tables.FirstOrDefault() ?? "", StringComparer.Ordinal);
        var checksOfCell = report.Disclosure.Checks
            .SelectMany(check => check.Cells.Where(cell => cell.Table is not null)
                .Select(cell => (Cell: (cell.Table!, cell.Row ?? -1, cell.Column ?? ""), Anchor: ChecksTable.Anchor(check))))
            .Distinct().ToLookup(pair => pair.Cell, pair => pair.Anchor);
        foreach (var table in report.Disclosure.Tables)
        {
            var doubtful = images.DoubtfulPages(table);
            html.Add($"<article class=\"card sheet\" id=\"{table.Id}\">");
            TableSection.WriteHeader(html, table);
            html.Add($"<div class=\"beside{(doubtful.Length > 0 ? " paged" : "")}\"><div>");
            TableSection.WriteGrid(html, table, checksOfCell);
            TableSection.WriteIndicators(html, table);
            ChecksTable.Write(html, checks[table.Id]);
            html.Add($"</div>");
            if (doubtful.Length > 0) images.Write(html, table, doubtful);
            html.Add($"</div></article>\n");
        }
    }

    private static void WriteGaps(HtmlBuilder html, ConfidenceReport report)
    {
        if (report.Missing.Length > 0)
        {
            html.Add($"<p>Standard tables that are not in this document:</p><ul class=\"reasons\">");
            foreach (var kind in report.Missing) html.Add($"<li><span lang=\"zh-CN\">{kind.OfficialTitle}</span> <span class=\"tag\">{kind.Id}</span></li>");
            html.Add($"</ul>\n");
        }
        if (report.Unclaimed.Length > 0)
        {
            html.Add($"<p>Tables that no layout claims; they are delivered as grids, their columns are not understood and no rule was applied to them:</p><ul class=\"reasons\">");
            foreach (var table in report.Unclaimed) html.Add($"<li><a href=\"#{table.Id}\" lang=\"zh-CN\">{Title(table)}</a></li>");
            html.Add($"</ul>\n");
        }
    }

    private static void WriteOverview(HtmlBuilder html, ImmutableArray<TableSummary> tables)
    {
        if (tables.Length == 0)
        {
            html.Add($"<p class=\"soft\">The document has no tables.</p>");
            return;
        }
        html.Add($"<div class=\"card scroll\"><table class=\"list overview\"><tr><th>Table</th><th>Kind, layout</th><th class=\"n\">amounts</th><th class=\"n\">✓ confirmed</th><th class=\"n\">↻ repaired</th><th class=\"n\">○ not checked</th><th class=\"n\">≠ disputed</th><th class=\"n\">? unreadable</th><th class=\"n\">checks held</th><th class=\"n\">broken</th><th class=\"n\">undecided</th></tr>\n");
        foreach (var (table, amounts, checks) in tables)
        {
            html.Add($"<tr><td lang=\"zh-CN\"><span class=\"small soft\">{table.Id}</span> <a href=\"#{table.Id}\">{Title(table)}</a></td><td>{table.Kind}<div class=\"small soft\">{(table.Layout is { } layout ? layout : "no layout")}</div></td>");
            foreach (var count in (int[])[amounts.Read, amounts.Confirmed, amounts.Repaired, amounts.Unchecked, amounts.Disputed, amounts.Unreadable, checks.Holds, checks.Broken, checks.Undecided])
                html.Add($"<td class=\"n{(count == 0 ? " zero" : "")}\">{count}</td>");
            html.Add($"</tr>\n");
        }
        html.Add($"</table></div>\n");
    }
}
