using Worker.Output.Html;

namespace Worker.Output.Index;

/// <summary>Writes index.html: every document with its outcome and a link to its report, in one file that needs no other.</summary>
internal static class IndexHtml
{
    private static readonly string[] Outcomes = ["accept", "review", "reject", IndexEntry.Failed];

    private static readonly (string Head, string Class)[] Columns =
    [
        ("Outcome", ""), ("Document", "who"), ("Year", "n"), ("Kind", ""), ("Amounts", "n"), ("How they stand", ""),
        ("disputed", "n"), ("not checked", "n"), ("Checks broken", "n"), ("Errors", "n"), ("First reason", "why"),
    ];

    internal static byte[] Write(ImmutableArray<IndexEntry> entries) =>
        HtmlPage.Write("Disclosures", ["page.css", "index.css"], "index.js", html =>
        {
            html.Add($"<main class=\"wide\"><div class=\"hero\"><h1>Disclosures</h1><p class=\"soft\">Every document that was worked off, with its confidence report. The same list for programs: <a href=\"index.jsonl\">index.jsonl</a>.</p></div>\n");
            WriteTotals(html, entries);
            html.Add($"<div class=\"tools\" hidden><input id=\"text\" type=\"search\" placeholder=\"agency, division, year, file name …\" aria-label=\"filter\"><select id=\"outcome\" aria-label=\"outcome\"><option value=\"\">every outcome</option>");
            foreach (var outcome in Outcomes) html.Add($"<option>{outcome}</option>");
            html.Add($"</select><span id=\"shown\" class=\"soft small\"></span></div>\n<div class=\"card\"><table class=\"list\"><thead><tr>");
            foreach (var (head, kind) in Columns) html.Add($"<th class=\"{kind}\"><button type=\"button\">{head}</button></th>");
            html.Add($"</tr></thead><tbody>\n");
            foreach (var entry in entries) WriteRow(html, entry);
            html.Add($"</tbody></table></div></main>\n");
        });

    private static void WriteTotals(HtmlBuilder html, ImmutableArray<IndexEntry> entries)
    {
        html.Add($"<ul class=\"totals\"><li><b>{entries.Length:#,0}</b><span>documents</span></li>");
        foreach (var outcome in Outcomes)
            html.Add($"<li><b>{entries.Count(entry => entry.Outcome == outcome):#,0}</b><span class=\"chip {outcome}\">{outcome}</span></li>");
        var amounts = entries.Select(entry => entry.Counts?.Amounts).OfType<AmountCounts>().ToArray();
        var read = amounts.Sum(counts => (long)counts.Read);
        html.Add($"<li><b>{read:#,0}</b><span>amounts read</span></li>");
        if (read > 0)
            html.Add($"<li><b>{Math.Floor(1000.0 * amounts.Sum(counts => (long)counts.Confirmed) / read) / 10:0.0} %</b><span>of them confirmed</span></li>");
        html.Add($"</ul>\n");
    }

    private static void WriteRow(HtmlBuilder html, IndexEntry entry)
    {
        var page = entry.Counts is null ? FailureRecord.Name : "report.html";
        var name = entry.Publisher ?? (entry.Title is { Length: > 0 } title ? title : entry.FileName);
        html.Add($"<tr data-outcome=\"{entry.Outcome}\"><td><span class=\"chip {entry.Outcome}\">{entry.Outcome}</span></td><td class=\"who\" lang=\"zh-CN\"><a href=\"{entry.Folder}/{page}\">{name}</a><div class=\"small soft\">{entry.DivisionName} {entry.DivisionCode} {entry.FileName}</div></td><td class=\"n\" data-sort=\"{entry.FiscalYear ?? 0}\">{entry.FiscalYear}</td><td>{entry.Kind.Replace('_', ' ')}</td>");
        if (entry.Counts is { } counts)
        {
            var amounts = counts.Amounts;
            Number(html, amounts.Read);
            html.Add($"<td data-sort=\"{(amounts.Read == 0 ? 0 : (double)amounts.Confirmed / amounts.Read):0.0000}\"><div class=\"bars\" role=\"img\" aria-label=\"{amounts.Confirmed} confirmed, {amounts.Repaired} repaired, {amounts.Unchecked} not checked, {amounts.Disputed} disputed, {amounts.Unreadable} unreadable\" title=\"{amounts.Confirmed} confirmed, {amounts.Repaired} repaired, {amounts.Unchecked} not checked, {amounts.Disputed} disputed, {amounts.Unreadable} unreadable\">");
            foreach (var (status, count) in ((string, int)[])[("confirmed", amounts.Confirmed), ("repaired", amounts.Repaired), ("unchecked", amounts.Unchecked), ("disputed", amounts.Disputed), ("unreadable", amounts.Unreadable)])
                if (count > 0) html.Add($"<i class=\"{status}\" style=\"flex:{count}\"></i>");
            html.Add($"</div></td>");
            Number(html, amounts.Disputed);
            Number(html, amounts.Unchecked);
            Number(html, counts.Checks.Broken);
            Number(html, counts.Errors);
        }
        else
        {
            html.Add($"<td class=\"n\" data-sort=\"0\"></td><td data-sort=\"0\"></td><td class=\"n\" data-sort=\"0\"></td><td class=\"n\" data-sort=\"0\"></td><td class=\"n\" data-sort=\"0\"></td><td class=\"n\" data-sort=\"0\"></td>");
        }
        html.Add($"<td class=\"why\">{entry.Reason?.Message}</td></tr>\n");
    }

    private static void Number(HtmlBuilder html, int count) => html.Add($"<td class=\"n{(count == 0 ? " zero" : "")}\" data-sort=\"{count}\">{count:#,0}</td>");
}
