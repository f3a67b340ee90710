using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>The top of the report: decision, identity, and how many figures stand how.</summary>
internal static class SummarySection
{
    internal static void Write(HtmlBuilder html, ConfidenceReport report, string title)
    {
        html.Add($"<section id=\"summary\"><div class=\"hero\"><h1 lang=\"zh-CN\">{title}</h1></div>\n<div class=\"cards\">\n");
        WriteDecision(html, report);
        WriteIdentity(html, report);
        WriteAmounts(html, report.Amounts, report.Disclosure.Facts.Length);
        WriteChecks(html, report);
        html.Add($"</div></section>\n");
    }

    private static void WriteDecision(HtmlBuilder html, ConfidenceReport report)
    {
        var decision = report.Disclosure.Decision;
        var meaning = decision.Outcome switch
        {
            Outcome.Accept => "The figures may be published without a person looking at them.",
            Outcome.Review => "A person should look at the points below before these figures are published.",
            _ => "These figures must not be published.",
        };
        html.Add($"<div class=\"card\"><h3>Decision</h3><p><span class=\"chip {Name(decision.Outcome)}\">{Words(decision.Outcome)}</span></p><p>{meaning}</p>");
        if (decision.Reasons.Length > 0) html.Add($"<ul class=\"reasons\">");
        foreach (var reason in decision.Reasons)
        {
            html.Add($"<li>{reason.Message}");
            if (reason.Finding is { } finding) html.Add($" <a href=\"#f{finding + 1}\">finding {finding + 1}</a>");
            html.Add($"</li>");
        }
        if (decision.Reasons.Length > 0) html.Add($"</ul>");
        html.Add($"</div>\n");
    }

    private static void WriteIdentity(HtmlBuilder html, ConfidenceReport report)
    {
        var identity = report.Disclosure.Identity;
        var publisher = identity.Publisher;
        html.Add($"<div class=\"card\"><h3>Whose figures</h3><dl class=\"identity\">");
        Term(html, "Agency", publisher.Name);
        if (publisher.NameAsPrinted is { } printed && printed != publisher.Name) Term(html, "as printed", printed);
        Term(html, "Division", publisher.DivisionCode is null ? publisher.DivisionName
            : $"{publisher.DivisionName} {publisher.DivisionCode}{(publisher.DivisionLevel is { } level ? $" ({level})" : "")}");
        Term(html, "Fiscal year", identity.FiscalYear is { } year ? $"{year}" : null);
        Term(html, "Kind", identity.Kind == DocumentKind.Unknown ? null : Words(identity.Kind));
        Term(html, "Scope", publisher.Scope);
        html.Add($"<dt>Confidence</dt><dd>{Percent(publisher.Confidence)}</dd></dl>");
        var conflicts = report.Conflicts.ToArray();
        if (conflicts.Length > 0) html.Add($"<p class=\"small\" style=\"margin-top:.7rem\"><strong>Against it:</strong></p><ul class=\"reasons small\">");
        foreach (var conflict in conflicts) html.Add($"<li>{conflict.Finding.Message} <a href=\"#{conflict.Id}\">{conflict.Id}</a></li>");
        if (conflicts.Length > 0) html.Add($"</ul>");
        if (identity.Evidence.Length > 0)
            html.Add($"<details class=\"small\" style=\"margin-top:.6rem\"><summary>Where this was read ({identity.Evidence.Length})</summary><ul class=\"reasons\">");
        foreach (var sentence in identity.Evidence) html.Add($"<li>{sentence}</li>");
        if (identity.Evidence.Length > 0) html.Add($"</ul></details>");
        html.Add($"</div>\n");
    }

    private static void Term(HtmlBuilder html, string name, string? value)
    {
        if (value is null) html.Add($"<dt>{name}</dt><dd class=\"soft\">not known</dd>");
        else html.Add($"<dt>{name}</dt><dd lang=\"zh-CN\">{value}</dd>");
    }

    private static void WriteAmounts(HtmlBuilder html, AmountCounts amounts, int facts)
    {
        (string Class, int Count, string Words)[] parts =
        [
            ("confirmed", amounts.Confirmed, "confirmed: an identity holds with them"),
            ("repaired", amounts.Repaired, "repaired: differ from print, with proof"),
            ("unchecked", amounts.Unchecked, "not checked: no identity covers them"),
            ("disputed", amounts.Disputed, "disputed: an identity fails, printed value kept"),
            ("unreadable", amounts.Unreadable, "unreadable"),
        ];
        html.Add($"<div class=\"card\"><h3>{Count(amounts.Read, "amount", "amounts")} read from tables</h3>");
        Meter(html, parts);
        if (facts > 0) html.Add($"<p class=\"small\" style=\"margin:.6rem 0 0\">The prose states {Count(facts, "more amount", "more amounts")}: <a href=\"#prose\">see below</a>.</p>");
        if (amounts.WithoutUnit > 0)
            html.Add($"<p class=\"small\" style=\"margin:.6rem 0 0\">{Count(amounts.WithoutUnit, "amount stands", "amounts stand")} in tables without a unit: they have no value in yuan.</p>");
        html.Add($"</div>\n");
    }

    private static void WriteChecks(HtmlBuilder html, ConfidenceReport report)
    {
        var checks = report.Checks;
        html.Add($"<div class=\"card\"><h3>{Count(checks.Holds + checks.Broken + checks.Undecided, "check", "checks")} of the document against itself</h3>");
        Meter(html, [("holds", checks.Holds, "hold"), ("broken", checks.Broken, "broken"), ("undecided", checks.Undecided, "undecided: something they need is missing")]);
        if (report.Rules.Length > 0)
            html.Add($"<details class=\"small\" style=\"margin-top:.6rem\"><summary>By rule ({report.Rules.Length})</summary><div class=\"scroll\"><table class=\"list\"><tr><th>Rule</th><th class=\"n\">hold</th><th class=\"n\">broken</th><th class=\"n\">undecided</th><th>why undecided</th></tr>");
        foreach (var rule in report.Rules)
            html.Add($"<tr><td>{rule.Rule}</td><td class=\"n\">{rule.Checks.Holds}</td><td class=\"n\">{rule.Checks.Broken}</td><td class=\"n\">{rule.Checks.Undecided}</td><td>{string.Join(" ", rule.Why)}</td></tr>");
        if (report.Rules.Length > 0) html.Add($"</table></div></details>");
        html.Add($"</div>\n");
    }

    private static void Meter(HtmlBuilder html, (string Class, int Count, string Words)[] parts)
    {
        html.Add($"<div class=\"meter\" aria-hidden=\"true\">");
        foreach (var part in parts)
            if (part.Count > 0) html.Add($"<i class=\"{part.Class}\" style=\"flex:{part.Count}\"></i>");
        html.Add($"</div><ul class=\"counts\">");
        foreach (var part in parts)
            html.Add($"<li class=\"{(part.Count == 0 ? "zero" : "")}\"><span class=\"mark {part.Class}\" aria-hidden=\"true\"></span><b>{part.Count:#,0}</b><span>{part.Words}</span></li>");
        html.Add($"</ul>");
    }
}
