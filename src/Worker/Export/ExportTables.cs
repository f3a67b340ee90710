using System.Globalization;
using System.Text.Json;
using Worker.Output;
using Worker.Output.Index;
using static Worker.Export.DisclosureReader;

namespace Worker.Export;

/// <summary>A document of the index with what became of its amounts.</summary>
internal sealed record DocumentLine(IndexEntry Entry, string? SourceUrl, int Released, int Review, int Held)
{
    public static string? Phase(IndexEntry entry) => entry.Kind switch { "budget" => "approved", "final_accounts" => "executed", _ => null };
}

/// <summary>A member of a list of disclosure.json (fact, finding, repair) with the document it belongs to.</summary>
internal sealed record DocumentPart(IndexEntry Document, int Index, JsonElement Json)
{
    public string Id(string list) => $"{Document.Id}/{list}{Index + 1}";

    public string? Text(string name) => DisclosureReader.Text(Json, name);

    public string? Place(string name) => Json.TryGetProperty("at", out var at) ? At(at, name) : null;

    private static string? At(JsonElement at, string name) => at.ValueKind == JsonValueKind.Array
        ? at.GetArrayLength() > 0 ? At(at[0], name) : null
        : at.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The tables of the portal package and what their columns mean.</summary>
internal static class ExportTables
{
    public static readonly ExportTable<DocumentLine> Documents = new("documents", "来源文件",
        "Every document that was worked off, failed ones too, with what became of its amounts.", "document_id",
        [
            new("document_id", "string", "Id of the document's content.", line => line.Entry.Id),
            new("subject", "string", "The same for every version of this agency's disclosure of that year.", line => line.Entry.Subject),
            new("title", "string", "Title as read from the content.", line => line.Entry.Title),
            new("unit_name", "string", "Agency.", line => line.Entry.Publisher),
            new("division_code", "string", "GB/T 2260.", line => line.Entry.DivisionCode),
            new("division_name", "string", "Division.", line => line.Entry.DivisionName),
            new("fiscal_year", "integer", "Fiscal year.", line => Text(line.Entry.FiscalYear)),
            new("kind", "string", "What the document is.", line => line.Entry.Kind, null, "budget", "final_accounts", "other", "unknown"),
            new("phase", "string", "approved: budget; executed: final accounts.", line => DocumentLine.Phase(line.Entry), null, "approved", "executed"),
            new("outcome", "string", "accept: its confirmed figures are released; review: a person has yet to look; reject, failed: nothing is released.", line => line.Entry.Outcome, null, "accept", "review", "reject", "failed"),
            new("reason", "string", "First reason of the outcome.", line => line.Entry.Reason?.Message),
            new("amounts", "integer", "Amounts in its tables, unreadable ones included: released + review + held.", line => Text(line.Released + line.Review + line.Held)),
            new("released", "integer", "Amounts that may be published.", line => Text(line.Released)),
            new("review", "integer", "Confirmed amounts of a document that waits for review.", line => Text(line.Review)),
            new("held", "integer", "Amounts that must not be published; amounts.csv says why of each.", line => Text(line.Held)),
            new("sha256", "string", "Of the source file.", line => line.Entry.Sha256),
            new("file_name", "string", "As delivered.", line => line.Entry.FileName),
            new("source_url", "string", "Where it was published, if known.", line => line.SourceUrl),
            new("engine", "string", "Fingerprint of the engine that read it.", line => line.Entry.Engine),
        ]);

    public static readonly ExportTable<BudgetLine> BudgetLines = new("budget_lines", "收支明细（按功能分类，最末级）",
        "Confirmed and repaired figures at the most detailed functional level, in yuan, of the document's own year. Lines of fin_source 'all' contain those of the single sources: add up one or the other.",
        "line_id",
        [
            new("line_id", "string", "Document, table, row and column.", line => line.Id, "budget-line-id"),
            new("fiscal_year", "integer", "Fiscal year.", line => Text(line.Amount.FiscalYear), "date:fiscal-year"),
            new("phase", "string", "approved: budget; executed: final accounts.", line => DocumentLine.Phase(line.Amount.Document), "phase:id", "approved", "executed"),
            new("direction", "string", "Expenditure or revenue.", line => line.Direction, "direction", "expenditure", "revenue"),
            new("division_code", "string", "GB/T 2260.", line => line.Amount.Document.DivisionCode, "geo-source:target:code"),
            new("division_name", "string", "Division.", line => line.Amount.Document.DivisionName, "geo-source:target:title"),
            new("unit_name", "string", "Agency.", line => line.Amount.Document.Publisher, "administrative-classification:generic:code"),
            new("func1_code", "string", "Functional class (类).", line => line.Level(1)?.Code, "functional-classification:generic:level1:code"),
            new("func1_name", "string", "Its name.", line => line.Level(1)?.Name, "functional-classification:generic:level1:label"),
            new("func2_code", "string", "Functional section (款).", line => line.Level(2)?.Code, "functional-classification:generic:level2:code"),
            new("func2_name", "string", "Its name.", line => line.Level(2)?.Name, "functional-classification:generic:level2:label"),
            new("func3_code", "string", "Functional item (项).", line => line.Level(3)?.Code, "functional-classification:generic:level3:code"),
            new("func3_name", "string", "Its name.", line => line.Level(3)?.Name, "functional-classification:generic:level3:label"),
            new("fin_source", "string", "Source of the money; 'all' contains the single sources.", line => line.Source, "fin-source:generic:code"),
            new("expenditure_type", "string", "Kind of expenditure; empty for revenue.", line => line.ExpenditureType, "expenditure-type:code", "basic", "project", "to_superior", "operating", "to_subordinate", "total"),
            new("amount", "number", "In yuan.", line => line.Amount.Yuan, "value"),
            new("currency", "string", "Always CNY.", _ => "CNY", "value-currency:code", "CNY"),
            new("source_amount", "string", "The reading in the printed unit.", line => line.Amount.Text, "cnbudget:source-amount") { IsFigure = _ => true },
            new("source_unit", "string", "The unit as printed.", line => line.Amount.Unit, "cnbudget:source-unit"),
            new("confidence", "number", "Probability that the amount is the source's own figure.", line => Text(line.Amount.Confidence), "cnbudget:confidence"),
            new("check_status", "string", "confirmed: an independent identity holds with it; repaired: differs from print, with proof.", line => line.Amount.Status, "cnbudget:check-status", "confirmed", "repaired"),
            new("release", "string", "review: a person has yet to look at the document.", line => Name(line.Amount.Release), "cnbudget:release", "released", "review"),
            new("document_id", "string", "The document.", line => line.Amount.Document.Id, "cnbudget:document-id"),
            new("table_id", "string", "The table in it.", line => line.Amount.Table, "cnbudget:table-id"),
            new("source_row", "integer", "The row in it.", line => Text(line.Amount.Row), "cnbudget:source-row"),
        ], ("document_id", "documents"));

    public static readonly ExportTable<AmountLine> Amounts = new("amounts", "全部金额",
        "Every amount of every table of every document that could be read, also those that are held back, with the reason.", "line_id",
        [
            new("line_id", "string", "Document, table, row and column.", line => line.Id),
            new("document_id", "string", "The document.", line => line.Document.Id),
            new("table_id", "string", "The table in it.", line => line.Table),
            new("table_kind", "string", "Kind of table.", line => line.TableKind),
            new("table_title", "string", "Its title.", line => line.TableTitle),
            new("source_row", "integer", "The row in it.", line => Text(line.Row)),
            new("row_kind", "string", "item, total, subtotal or note.", line => line.RowKind, null, "item", "total", "subtotal", "note"),
            new("code", "string", "Code of the row.", line => line.Code) { IsFigure = _ => true },
            new("code_system", "string", "The classification it belongs to.", line => line.CodeSystem),
            new("name", "string", "Name of the row.", line => line.Name),
            new("column", "string", "The column.", line => line.Column),
            new("header", "string", "Its header, top down.", line => line.Header),
            new("meaning", "string", "What it means.", line => line.Meaning),
            new("fiscal_year", "integer", "The year it speaks of.", line => Text(line.FiscalYear)),
            new("amount", "number", "In yuan; empty where unreadable or without unit.", line => line.Yuan),
            new("printed", "string", "The characters of the source.", line => line.Printed) { IsFigure = line => line.IsReadable },
            new("source_amount", "string", "The reading in the printed unit.", line => line.Text) { IsFigure = line => line.IsReadable },
            new("source_unit", "string", "The unit as printed.", line => line.Unit),
            new("check_status", "string", "unchecked is not confirmed: no identity covers the amount.", line => line.Status, null, "confirmed", "unchecked", "repaired", "disputed"),
            new("confidence", "number", "Probability that the amount is the source's own figure.", line => Text(line.Confidence)),
            new("release", "string", "released: may be published; review: a person has yet to look; held: must not be published.", line => Name(line.Release), null, "released", "review", "held"),
            new("held_because", "string", "Why it is held.", line => line.HeldBecause, null, "document_rejected", "unreadable", "no_unit", "unchecked", "disputed"),
        ], ("document_id", "documents"));

    public static readonly ExportTable<DocumentPart> Facts = new("facts", "文字中的金额", "Amounts stated in prose.", "fact_id",
        [
            new("fact_id", "string", "Document and number.", fact => fact.Id("fact")),
            new("document_id", "string", "The document.", fact => fact.Document.Id),
            new("section", "string", "Heading it stands under.", fact => fact.Text("section")),
            new("subject", "string", "What the amount is of.", fact => fact.Text("subject")),
            new("fiscal_year", "integer", "The year it speaks of.", fact => Text(Number(fact.Json, "fiscalYear"))),
            new("value", "number", "In the printed unit.", fact => fact.Text("value")),
            new("unit", "string", "As printed.", fact => fact.Text("unit")),
            new("amount", "number", "In yuan; empty for counts.", fact => fact.Text("yuan")),
            new("text", "string", "The clause it was read from.", fact => fact.Text("text")),
            new("line", "integer", "Line of the source.", fact => fact.Place("line")),
            new("page", "integer", "Page of the source.", fact => fact.Place("page")),
        ], ("document_id", "documents"));

    public static readonly ExportTable<DocumentPart> Findings = new("findings", "发现的问题", "What a reader of the figures must know.", "finding_id",
        [
            new("finding_id", "string", "Document and number.", finding => finding.Id("f")),
            new("document_id", "string", "The document.", finding => finding.Document.Id),
            new("severity", "string", "How grave.", finding => finding.Text("severity"), null, "error", "warning", "info"),
            new("cause", "string", "The publisher's own document, our reading of it, or not decidable.", finding => finding.Text("cause"), null, "source", "extraction", "unknown"),
            new("rule", "string", "Stable code.", finding => finding.Text("rule")),
            new("root", "string", "Groups what one fault causes.", finding => finding.Text("root")),
            new("message", "string", "One plain sentence.", finding => finding.Text("message")),
            new("expected", "string", "What would be consistent.", finding => finding.Text("expected")),
            new("found", "string", "What stands there.", finding => finding.Text("found")),
            new("table_id", "string", "The table of its first place.", finding => finding.Place("table")),
            new("source_row", "integer", "The row of its first place.", finding => finding.Place("row")),
            new("line", "integer", "Line of its first place.", finding => finding.Place("line")),
            new("page", "integer", "Page of its first place.", finding => finding.Place("page")),
        ], ("document_id", "documents"));

    public static readonly ExportTable<DocumentPart> Repairs = new("repairs", "修复记录", "Differences between what is printed and what is delivered.", "repair_id",
        [
            new("repair_id", "string", "Document and number.", repair => repair.Id("r")),
            new("document_id", "string", "The document.", repair => repair.Document.Id),
            new("class", "string", "Kind of damage.", repair => repair.Text("class")),
            new("before", "string", "What is printed.", repair => repair.Text("from")),
            new("after", "string", "What is delivered.", repair => repair.Text("to")),
            new("applied", "boolean", "false: a suggestion, the printed text stands.", repair => repair.Json.GetProperty("applied").GetBoolean() ? "true" : "false"),
            new("confidence", "number", "Probability that the reading is right.", repair => repair.Json.GetProperty("confidence").GetRawText()),
            new("proof", "string", "Sentences that prove it.", repair => string.Join(" ", repair.Json.GetProperty("evidence").EnumerateArray().Select(sentence => sentence.GetString()))),
            new("table_id", "string", "The table.", repair => repair.Place("table")),
            new("source_row", "integer", "The row.", repair => repair.Place("row")),
            new("line", "integer", "Line of the source.", repair => repair.Place("line")),
            new("page", "integer", "Page of the source.", repair => repair.Place("page")),
        ], ("document_id", "documents"));

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Name(Release release) => CanonicalJson.Name(release);
}
