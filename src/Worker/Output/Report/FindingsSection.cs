using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>The findings by root, each with the source lines it speaks of.</summary>
internal static class FindingsSection
{
    /// <summary>Findings of one root that are shown at once; the rest unfolds.</summary>
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
        html.Add($"<div class=\"card group {Name(group.Severity)}\">");
        if (group.Findings.Length > 1) html.Add($"<p class=\"small soft\">{Count(group.Findings.Length, "finding", "findings")} of one cause</p>");
        html.Add($"<ol>");
        foreach (var finding in group.Findings.Take(ShownAtOnce)) WriteFinding(html, finding, wording);
        html.Add($"</ol>");
        if (group.Findings.Length > ShownAtOnce)
        {
            html.Add($"<details style=\"margin-top:.7rem\"><summary>{group.Findings.Length - ShownAtOnce} more</summary><ol>");
            foreach (var finding in group.Findings.Skip(ShownAtOnce)) WriteFinding(html, finding, wording);
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

    private static void WritePlaces(HtmlBuilder html, ImmutableArray<Place> places, Wording wording)
    {
        var known = places.Where(place => place.Table is not null || place.At.Page is not null)
            .Select(place => (Text: wording.Where(place), Anchor: wording.Anchor(place))).Distinct().ToArray();
        if (known.Length == 0) return;
        html.Add($"<div class=\"small soft\" lang=\"zh-CN\">");
        foreach (var (text, anchor) in known.Take(PlacesShown))
        {
            if (anchor is null) html.Add($"{text} &nbsp; ");
            else html.Add($"<a href=\"#{anchor}\">{text}</a> &nbsp; ");
        }
        if (known.Length > PlacesShown) html.Add($"and {known.Length - PlacesShown} more places");
        html.Add($"</div>");
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
