using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>What was repaired: before, after, and the proof; suggestions that were not applied stand apart.</summary>
internal static class RepairsSection
{
    /// <summary>Classes that change what is said, a figure or a name: shown in full. The rest is in lists.</summary>
    private static readonly ImmutableHashSet<string> OfSubstance =
        ["digit", "misplaced_separator", "code", "region", "agency", "unit", "name", "merged_cells"];

    internal static void Write(HtmlBuilder html, ImmutableArray<Repair> repairs, Wording wording)
    {
        var numbered = repairs.Select((repair, index) => (Id: $"r{index + 1}", Repair: repair)).ToArray();
        var applied = numbered.Where(item => item.Repair.Applied).ToArray();
        var suggested = numbered.Where(item => !item.Repair.Applied).ToArray();
        html.Add($"<section id=\"repairs\"><h2>Repairs</h2>\n");
        if (applied.Length == 0) html.Add($"<p class=\"soft\">Nothing was repaired: the text is delivered as printed.</p>\n");
        else html.Add($"<p>{Count(applied.Length, "repair", "repairs")} applied, each because exactly one reading is left by the document's own figures or the reference data. What was printed is kept beside what it means.</p>\n");
        WriteCards(html, applied.Where(item => OfSubstance.Contains(item.Repair.Class)), wording);
        foreach (var kind in applied.Where(item => !OfSubstance.Contains(item.Repair.Class)).GroupBy(item => item.Repair.Class, StringComparer.Ordinal))
            WriteList(html, kind.Key, [.. kind], wording);
        if (suggested.Length > 0)
        {
            html.Add($"<h3 style=\"margin-top:1.4rem\">{Count(suggested.Length, "suggestion", "suggestions")}, not applied: the printed text stands</h3>\n");
            WriteCards(html, suggested, wording);
        }
        html.Add($"</section>\n");
    }

    private static void WriteCards(HtmlBuilder html, IEnumerable<(string Id, Repair Repair)> repairs, Wording wording)
    {
        html.Add($"<ul class=\"repairs\">\n");
        foreach (var (id, repair) in repairs)
        {
            html.Add($"<li id=\"{id}\" class=\"card{(repair.Applied ? "" : " suggestion")}\"><div class=\"change\" lang=\"zh-CN\">");
            WriteChange(html, repair);
            html.Add($"</div><div class=\"small soft\"><span class=\"tag\">{repair.Class.Replace('_', ' ')}</span><span class=\"tag\">{repair.Rule}</span>");
            WriteWhere(html, repair.At, wording);
            html.Add($" · confidence {Percent(repair.Confidence)}</div>");
            if (repair.Evidence.Length > 0) html.Add($"<ul class=\"proof\" lang=\"zh-CN\">");
            foreach (var sentence in repair.Evidence) html.Add($"<li>{sentence}</li>");
            if (repair.Evidence.Length > 0) html.Add($"</ul>");
            html.Add($"</li>\n");
        }
        html.Add($"</ul>\n");
    }

    private static void WriteList(HtmlBuilder html, string kind, (string Id, Repair Repair)[] repairs, Wording wording)
    {
        var open = kind == "split_number" ? " open" : "";
        html.Add($"<details style=\"margin-top:.6rem\"{open}><summary>{kind.Replace('_', ' ')}: {Count(repairs.Length, "repair", "repairs")}</summary><div class=\"card scroll\" style=\"margin-top:.5rem\"><table class=\"list\"><tr><th>before → after</th><th>where</th><th>why</th></tr>\n");
        foreach (var (id, repair) in repairs)
        {
            html.Add($"<tr id=\"{id}\"><td lang=\"zh-CN\" class=\"change\" style=\"font-size:1em\">");
            WriteChange(html, repair);
            html.Add($"</td><td lang=\"zh-CN\">");
            WriteWhere(html, repair.At, wording);
            html.Add($"</td><td>{string.Join(" ", repair.Evidence)} <span class=\"tag\">{repair.Rule}</span></td></tr>\n");
        }
        html.Add($"</table></div></details>\n");
    }

    private static void WriteWhere(HtmlBuilder html, Place place, Wording wording)
    {
        if (wording.Anchor(place) is { } anchor) html.Add($"<a href=\"#{anchor}\" lang=\"zh-CN\">{wording.Where(place)}</a>");
        else html.Add($"{wording.Where(place)}");
    }

    /// <summary>Both texts, the part that differs marked; spaces that matter are made visible.</summary>
    private static void WriteChange(HtmlBuilder html, Repair repair)
    {
        var (from, to) = (repair.From, repair.To);
        var shared = Math.Min(from.Length, to.Length);
        var start = 0;
        while (start < shared && from[start] == to[start]) start++;
        var end = 0;
        while (end < shared - start && from[^(end + 1)] == to[^(end + 1)]) end++;
        html.Add($"<del>{from[..start]}<b>{Visible(from[start..^end])}</b>{from[^end..]}</del> → <ins>{to[..start]}<b>{Visible(to[start..^end])}</b>{to[^end..]}</ins>");
    }

    private static string Visible(string text) => text.Replace(' ', '␣').Replace("\t", "⇥", StringComparison.Ordinal);
}
