using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>Writes report.html: the confidence report for people, in one file that needs no other.</summary>
public static class ReportHtml
{
    /// <param name="pages">Draws a page of the source; null for sources without pages.</param>
    public static byte[] Write(ConfidenceReport report, PageRenderer? pages = null)
    {
        var disclosure = report.Disclosure;
        var wording = new Wording(disclosure.Tables);
        var title = disclosure.Identity.Title.Length > 0 ? disclosure.Identity.Title : disclosure.FileName;
        return HtmlPage.Write($"{title} · confidence report", ["page.css", "report.css"], "report.js", html =>
        {
            WriteBar(html, report, title);
            html.Add($"<main class=\"wide\">\n");
            SummarySection.Write(html, report, title);
            FindingsSection.Write(html, report, wording);
            RepairsSection.Write(html, disclosure.Repairs, wording);
            TablesSection.Write(html, report, pages);
            ProseSection.Write(html, disclosure);
            WriteAbout(html, report);
            html.Add($"</main>\n<div id=\"panel\" class=\"card\" role=\"status\" hidden></div>\n");
        });
    }

    private static void WriteBar(HtmlBuilder html, ConfidenceReport report, string title)
    {
        var disclosure = report.Disclosure;
        html.Add($"""
            <div class="bar"><div>
            <span class="chip {Name(disclosure.Decision.Outcome)}">{Words(disclosure.Decision.Outcome)}</span>
            <strong lang="zh-CN">{disclosure.Identity.Publisher.Name ?? title}</strong> <span class="soft">{disclosure.Identity.FiscalYear} {Words(disclosure.Identity.Kind)}</span>
            <nav><a href="#summary">Summary</a><a href="#findings">Findings ({disclosure.Findings.Length})</a><a href="#repairs">Repairs ({disclosure.Repairs.Length})</a><a href="#tables">Tables ({disclosure.Tables.Length})</a><a href="#prose">Prose ({disclosure.Facts.Length})</a><a href="#about">About</a></nav>
            </div></div>

            """);
    }

    private static void WriteAbout(HtmlBuilder html, ConfidenceReport report)
    {
        var disclosure = report.Disclosure;
        html.Add($"""
            <section id="about"><h2>About this report</h2>
            <div class="card small"><dl class="identity">
            <dt>File</dt><dd lang="zh-CN">{disclosure.FileName}</dd>
            <dt>SHA-256</dt><dd><code style="overflow-wrap:anywhere">{disclosure.Sha256}</code></dd>
            <dt>Size</dt><dd>{disclosure.Bytes:#,0} bytes, {disclosure.MediaType}{(disclosure.PageCount is { } pages ? $", {Count(pages, "page", "pages")}" : "")}</dd>
            <dt>Document id</dt><dd><code>{DisclosureJson.Id(disclosure)}</code></dd>
            <dt>Engine</dt><dd>version {report.Engine.Version}, fingerprint <code>{report.Engine.Fingerprint}</code> (code, layouts and reference data)</dd>
            </dl><p style="margin:.7rem 0 0">The same file and the same engine give this report again, byte for byte. All its figures are in <code>disclosure.json</code> beside it.</p></div></section>

            """);
    }
}
