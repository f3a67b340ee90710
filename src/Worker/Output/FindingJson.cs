using System.Globalization;
using System.Text.Json;
using Normalizer.Canonical;
using static Worker.Output.CanonicalJson;
using static Worker.Output.EvidenceJson;

namespace Worker.Output;

/// <summary>What is said about a document's figures: facts, checks, repairs, findings and the decision.</summary>
internal static class FindingJson
{
    internal static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("id", fact.Id);
        json.WriteText("section", fact.Section);
        json.WriteString("subject", fact.Subject);
        json.WritePropertyName("at");
        WritePlace(json, fact.At);
        json.WriteString("text", fact.Text);
        json.WriteText("value", fact.Value?.ToString(CultureInfo.InvariantCulture));
        json.WriteString("unit", fact.Unit);
        json.WriteYuan("yuan", fact.Yuan);
        json.WriteNumber("fiscalYear", fact.FiscalYear);
        if (fact.Change is { } change)
        {
            json.WriteStartObject("change");
            json.WriteText("from", change.From);
            json.WriteString("direction", change.Direction);
            json.WriteText("value", change.Value?.ToString(CultureInfo.InvariantCulture));
            json.WriteYuan("yuan", change.Yuan);
            json.WriteText("percent", change.Percent?.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        else json.WriteNull("change");
        json.WriteEndObject();
    }

    internal static void WriteCheck(Utf8JsonWriter json, Check check)
    {
        json.WriteStartObject();
        json.WriteString("id", check.Id);
        json.WriteString("rule", check.Rule);
        json.WriteTexts("tables", check.Tables);
        json.WriteString("scope", check.Scope);
        json.WriteString("formula", check.Formula);
        json.WriteYuan("left", check.Left);
        json.WriteYuan("right", check.Right);
        json.WriteYuan("difference", check.Difference);
        json.WriteString("tolerance", Yuan(check.Tolerance));
        json.WriteString("result", Name(check.Result));
        json.WriteText("why", check.Why);
        json.WriteEndObject();
    }

    internal static void WriteRepair(Utf8JsonWriter json, Repair repair, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("class", repair.Class);
        json.WritePropertyName("at");
        WritePlace(json, repair.At);
        json.WriteString("from", repair.From);
        json.WriteString("to", repair.To);
        json.WriteString("rule", repair.Rule);
        json.WriteTexts("evidence", repair.Evidence);
        json.WriteNumber("confidence", Rounded(repair.Confidence));
        json.WriteBoolean("applied", repair.Applied);
        json.WriteEndObject();
    }

    internal static void WriteFinding(Utf8JsonWriter json, Finding finding, string id)
    {
        json.WriteStartObject();
        WriteFindingMembers(json, finding, id);
        json.WriteEndObject();
    }

    internal static void WriteFindingMembers(Utf8JsonWriter json, Finding finding, string id)
    {
        json.WriteString("id", id);
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", Name(finding.Severity));
        json.WriteString("cause", Name(finding.Cause));
        json.WriteString("message", finding.Message);
        json.WriteStartArray("at");
        foreach (var place in finding.At) WritePlace(json, place);
        json.WriteEndArray();
        json.WriteText("expected", finding.Expected);
        json.WriteText("found", finding.Found);
        json.WriteText("difference", finding.Difference);
        json.WriteText("root", finding.Root);
    }

    internal static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject("decision");
        json.WriteString("outcome", Name(decision.Outcome));
        json.WriteStartArray("reasons");
        foreach (var reason in decision.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("message", reason.Message);
            json.WriteText("finding", reason.Finding is { } finding ? $"f{finding + 1}" : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
