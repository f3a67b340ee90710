using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.CanonicalJson;
using static Worker.Output.Report.Wording;

namespace Worker.Output.Report;

/// <summary>A list of checks to unfold, the broken ones first. Each check stands in one list of the report.</summary>
internal static class ChecksTable
{
    internal static string Anchor(Check check) => $"check-{check.Id}";

    internal static void Write(HtmlBuilder html, IEnumerable<Check> some)
    {
        var checks = some.OrderBy(check => check.Result switch { CheckResult.Broken => 0, CheckResult.Undecided => 1, _ => 2 }).ToArray();
        if (checks.Length == 0) return;
        var counts = CheckCounts.Of(checks);
        html.Add($"<details class=\"small\" style=\"margin-top:.7rem\"><summary>{Count(checks.Length, "check", "checks")}: {counts.Holds} hold, {counts.Broken} broken, {counts.Undecided} undecided</summary><div class=\"scroll\"><table class=\"list\"><tr><th></th><th>Rule</th><th>Where</th><th>Statement</th><th class=\"n\">Difference</th></tr>\n");
        foreach (var check in checks)
            html.Add($"<tr id=\"{Anchor(check)}\"><td><span class=\"status {Name(check.Result)}\">{Words(check.Result)}</span></td><td>{check.Rule}</td><td lang=\"zh-CN\">{check.Scope}</td><td lang=\"zh-CN\">{check.Formula} <span class=\"soft\">{check.Why}</span></td><td class=\"n\">{(check.Difference is { } difference ? Money(difference) : "")}</td></tr>\n");
        html.Add($"</table></div></details>\n");
    }
}
