using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>The findings by root, each with the source lines it speaks of.</summary>
internal static class FindingsSection
{
    /// <summary>Findings of one root that are shown at once, of those as grave as the gravest; the rest unfolds.</summary>
    private const int ShownAtOnce = 3;

    /// <summary>Places of one finding that are listed; its message and disclosure.json name the rest.</summary>
    private const int PlacesShown = 6;

    internal static void Write(HtmlBuilder html, ConfidenceReport report, Wording wording)
    {
        html.Add($"<section id=\"findings\"><h2>Findings</h2>\n");
        var grave = report.Groups.Where(group => group.Severity > Severity.Info).ToArray();
        var notes = report.Groups.Where(group => group.Severity == Severity.Info).ToArray();
        if (grave.Length == 0) html.Add($"<p class=\"soft\">No errors and no warnings.</p>");
        foreach (var group in grave) WriteGroup(html, group, wording);
        if (notes.Length > 0)
        {
            html.Add($"<details><summary>{Count(notes.Length, "note", "notes")} for information</summary>\n");
            foreach (var group in notes) WriteGroup(html, group, wording);
            html.Add($"</details>");
        }
        html.Add($"</section>\n");
    }

    private static void WriteGroup(HtmlBuilder html, FindingGroup group, Wording wording)
    {
        var first = group.Findings.Where(finding => finding.Finding.Severity == group.Severity).Take(ShownAtOnce).ToArray();
        var rest = group.Findings.Except(first).ToArray();
        html.Add($"<div class=\"card group {Name(group.Severity)}\"><ol>");
        foreach (var finding in first) WriteFinding(html, finding, wording);
        html.Add($"</ol>");
        if (rest.Length > 0)
        {
            html.Add($"<details style=\"margin-top:.7rem\"><summary>{Count(rest.Length, "more finding", "more findings")} of the same cause</summary><ol>");
            foreach (var finding in rest) WriteFinding(html, finding, wording);
            html.Add($"</ol></details>");
        }
        html.Add($"</div>\n");
    }

    private static void WriteFinding(HtmlBuilder html, NumberedFinding numbered, Wording wording)
    {
        var finding = numbered.Finding;
        html.Add($"<li id=\"{numbered.Id}\"><p style=\"margin:0\"><span class=\"tag {Name(finding.Severity)}\">{Words(finding.Severity)}</span><span class=\"tag\">{finding.Rule}</span><span class=\"tag\">{Cause(finding.Cause)}</span> {finding.Message}</p>");
        if (finding.Expected is not null || finding.Found is not null || finding.Difference is not null)
        {
            html.Add($"<div class=\"figures\">");
            if (finding.Found is { } found) html.Add($"<span>stands there <b>{found}</b></span>");
            if (finding.Expected is { } expected) html.Add($"<span>would be consistent <b>{expected}</b></span>");
            if (finding.Difference is { } difference) html.Add($"<span>difference <b>{difference}</b></span>");
            html.Add($"</div>");
        }
        WritePlaces(html, finding.At, wording);
        WriteQuotes(html, numbered.Quotes);
        html.Add($"</li>\n");
    }

    /// <summary>The rows it speaks of under the name of their table, once a table.</summary>
    private static void WritePlaces(HtmlBuilder html, ImmutableArray<Place> places, Wording wording)
    {
        foreach (var table in places.Where(place => place.Table is not null).GroupBy(place => place.Table!, StringComparer.Ordinal))
        {
            var rows = table.DistinctBy(place => place.Row).ToArray();
            html.Add($"<div class=\"small soft\" lang=\"zh-CN\">{wording.Table(table.Key)}: ");
            foreach (var place in rows.Take(PlacesShown)) html.Add($"<a href=\"#{wording.Anchor(place)}\">{wording.Row(place)}</a> &nbsp;");
            if (rows.Length > PlacesShown) html.Add($"and {rows.Length - PlacesShown} more rows");
            html.Add($"</div>");
        }
        var pages = places.Where(place => place.Table is null).Select(place => place.At.Page).OfType<int>().Distinct().ToArray();
        if (pages.Length > 0) html.Add($"<div class=\"small soft\">page {string.Join(", ", pages)}</div>");
    }

    private static void WriteQuotes(HtmlBuilder html, ImmutableArray<Quote> quotes)
    {
        if (quotes.Length == 0) return;
        html.Add($"<ul class=\"quote\">");
        foreach (var quote in quotes.Take(PlacesShown))
            html.Add($"<li><span>line {quote.Line}</span><q lang=\"zh-CN\">{quote.Before}<mark>{quote.Marked}</mark>{quote.After}</q></li>");
        if (quotes.Length > PlacesShown) html.Add($"<li><span></span><q>and {quotes.Length - PlacesShown} more lines</q></li>");
        html.Add($"</ul>");
    }
}
