using System.Text.Json;
using Normalizer.Canonical;
using static Worker.Output.CanonicalJson;

namespace Worker.Output.Report;

/// <summary>Writes report.json: the confidence report for programs.</summary>
public static class ReportJson
{
    public static byte[] Write(ConfidenceReport report) => CanonicalJson.Write(json => WriteReport(json, report));

    private static void WriteReport(Utf8JsonWriter json, ConfidenceReport report)
    {
        var disclosure = report.Disclosure;
        json.WriteStartObject();
        DisclosureJson.WriteHead(json, disclosure, report.Engine);
        FindingJson.WriteDecision(json, disclosure.Decision);
        json.WriteStartObject("identity");
        json.WriteTexts("evidence", disclosure.Identity.Evidence);
        json.WriteTexts("conflicts", report.Conflicts.Select(finding => finding.Id));
        json.WriteEndObject();
        WriteAmounts(json, report.Amounts);
        WriteChecks(json, report.Checks);
        json.WriteStartArray("tables");
        foreach (var table in report.Tables) WriteTable(json, table);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var rule in report.Rules) WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteStartArray("repairs");
        for (var i = 0; i < disclosure.Repairs.Length; i++) FindingJson.WriteRepair(json, disclosure.Repairs[i], $"r{i + 1}");
        json.WriteEndArray();
        json.WriteStartArray("findingGroups");
        foreach (var group in report.Groups) WriteGroup(json, group);
        json.WriteEndArray();
        WriteCoverage(json, report);
        json.WriteEndObject();
    }

    private static void WriteAmounts(Utf8JsonWriter json, AmountCounts amounts)
    {
        json.WriteStartObject("amounts");
        json.WriteNumber("read", amounts.Read);
        json.WriteNumber("confirmed", amounts.Confirmed);
        json.WriteNumber("unchecked", amounts.Unchecked);
        json.WriteNumber("repaired", amounts.Repaired);
        json.WriteNumber("disputed", amounts.Disputed);
        json.WriteNumber("unreadable", amounts.Unreadable);
        json.WriteNumber("withoutUnit", amounts.WithoutUnit);
        json.WriteEndObject();
    }

    private static void WriteChecks(Utf8JsonWriter json, CheckCounts checks)
    {
        json.WriteStartObject("checks");
        json.WriteNumber("holds", checks.Holds);
        json.WriteNumber("broken", checks.Broken);
        json.WriteNumber("undecided", checks.Undecided);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, TableSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("id", summary.Table.Id);
        json.WriteString("kind", summary.Table.Kind);
        json.WriteText("layout", summary.Table.Layout);
        json.WriteString("title", summary.Table.Title);
        json.WritePropertyName("at");
        EvidenceJson.WriteRegion(json, summary.Table.At);
        json.WriteText("emptyReason", summary.Table.EmptyReason);
        WriteAmounts(json, summary.Amounts);
        WriteChecks(json, summary.Checks);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleSummary rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Rule);
        WriteChecks(json, rule.Checks);
        json.WriteTexts("undecidedBecause", rule.Why);
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, FindingGroup group)
    {
        json.WriteStartObject();
        json.WriteText("root", group.Root);
        json.WriteString("severity", Name(group.Severity));
        json.WriteStartArray("findings");
        foreach (var finding in group.Findings)
        {
            json.WriteStartObject();
            FindingJson.WriteFindingMembers(json, finding.Finding, finding.Id);
            json.WriteStartArray("source");
            foreach (var quote in finding.Quotes)
            {
                json.WriteStartObject();
                json.WriteNumber("line", quote.Line);
                json.WriteString("text", quote.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ConfidenceReport report)
    {
        json.WriteStartObject("layouts");
        json.WriteStartArray("used");
        foreach (var use in report.Layouts)
        {
            json.WriteStartObject();
            json.WriteString("layout", use.Layout);
            json.WriteTexts("tables", use.Tables);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("unclaimedTables", report.Unclaimed.Select(table => table.Id));
        json.WriteEndObject();
        json.WriteStartArray("missingTables");
        foreach (var kind in report.Missing)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind.Id);
            json.WriteString("title", kind.OfficialTitle);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
