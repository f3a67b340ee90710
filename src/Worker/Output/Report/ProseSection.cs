using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>The amounts stated in prose, and the checks that speak of prose alone.</summary>
internal static class ProseSection
{
    internal static void Write(HtmlBuilder html, Disclosure disclosure)
    {
        html.Add($"<section id=\"prose\"><h2>Amounts in the prose</h2>\n");
        if (disclosure.Facts.Length == 0) html.Add($"<p class=\"soft\">The prose states no amounts.</p>");
        else WriteFacts(html, disclosure);
        ChecksTable.Write(html, disclosure.Checks.Where(check => check.Tables.Length == 0));
        html.Add($"</section>\n");
    }

    private static void WriteFacts(HtmlBuilder html, Disclosure disclosure)
    {
        var checks = disclosure.Checks.SelectMany(check => check.Cells.Where(cell => cell.Table is null)
            .Select(cell => (cell.At, check.Result))).ToLookup(pair => pair.At, pair => pair.Result);
        html.Add($"<div class=\"card scroll\"><table class=\"list\"><tr><th></th><th>Amount of</th><th class=\"n\">Value</th><th>Compared</th><th>Sentence</th></tr>\n");
        foreach (var section in disclosure.Facts.GroupBy(fact => fact.Section, StringComparer.Ordinal))
        {
            if (section.Key is { Length: > 0 } heading) html.Add($"<tr><th colspan=\"5\" lang=\"zh-CN\">{heading}</th></tr>\n");
            foreach (var fact in section)
            {
                var status = Status([.. checks[fact.At.At]]);
                html.Add($"<tr id=\"fact-{fact.Id}\"><td><span class=\"status {status.Class}\">{status.Words}</span></td><td lang=\"zh-CN\">{fact.Subject}{(fact.FiscalYear is { } year ? $" {year}" : "")}</td><td class=\"n nowrap\" lang=\"zh-CN\">{fact.Value:#,0.##########} {fact.Unit}</td><td lang=\"zh-CN\">{Change(fact.Change)}</td><td lang=\"zh-CN\" class=\"soft\">{fact.Text} ({Where(fact.At.At)})</td></tr>\n");
            }
        }
        html.Add($"</table></div>\n");
    }

    private static (string Class, string Words) Status(CheckResult[] results) =>
        results.Contains(CheckResult.Broken) ? ("broken", "disputed")
        : results.Contains(CheckResult.Holds) ? ("holds", "confirmed")
        : ("undecided", "not checked");

    private static string Change(FactChange? change) => change is null ? "" : string.Join(" ", new[]
    {
        change.Direction switch { "increase" => "+", "decrease" => "−", _ => "unchanged" },
        change.Value is { } value ? FormattableString.Invariant($"{value:#,0.##########}") : null,
        change.Percent is { } percent ? FormattableString.Invariant($"{percent:0.######} %") : null,
        change.From is { } from ? $"against {from}" : null,
    }.Where(part => part is not null));
}
