using Normalizer.Checks;

namespace Normalizer.Canonical;

public enum DocumentKind { Unknown, Budget, FinalAccounts, Other }

/// <summary>Who published what for which year, with the evidence for each part.</summary>
/// <param name="Name">Repaired name; null if the document names no agency.</param>
/// <param name="DivisionCode">GB/T 2260 code valid in the fiscal year; null if not known.</param>
/// <param name="DivisionLevel">province | city | county | zone | null.</param>
/// <param name="Scope">department (with its subordinate units) | unit | null.</param>
public sealed record Publisher(
    string? Name, string? NameAsPrinted, string? DivisionCode, string? DivisionName, string? DivisionLevel,
    string? Scope, double Confidence);

/// <param name="Evidence">Sentences for the report: where each part of the identity was read, and what contradicts it.</param>
public sealed record DocumentIdentity(
    string Title, DocumentKind Kind, int? FiscalYear, Publisher Publisher, ImmutableArray<string> Evidence);

/// <summary>An amount stated in prose.</summary>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Subject">What the amount is of, in the document's words: "一般公共预算财政拨款收入".</param>
/// <param name="Text">The clause it was read from.</param>
/// <param name="Value">In the printed unit; null where only a change is stated ("基本支出预算增加 5 万元") or the digits allow two readings.</param>
/// <param name="Unit">As printed: 元, 万元, 人, 辆, ….</param>
/// <param name="Yuan">Null for counts, and where Value is null.</param>
/// <param name="Resolution">Yuan per unit of the last printed digit; 0 for counts. Of the change's digits where only a change is stated.</param>
public sealed record Fact(
    string Id, string? Section, string Subject, Place At, string Text, decimal? Value, string Unit, decimal? Yuan,
    decimal Resolution, int? FiscalYear, FactChange? Change);

/// <param name="From">The year compared with, as printed ("2023年", "上年").</param>
/// <param name="Direction">increase | decrease | none.</param>
/// <param name="Value">In the printed unit; null if only a percentage or nothing is stated.</param>
public sealed record FactChange(string? From, string Direction, decimal? Value, decimal? Yuan, decimal? Percent);

/// <summary>The document understood, before its arithmetic is looked at.</summary>
/// <param name="ProseIdentities">What the sentences owe the tables and each other (T1 to T4); the tables' own are built from their meanings.</param>
public sealed record NormalizedDocument(
    DocumentIdentity Identity, ImmutableArray<CanonicalTable> Tables, ImmutableArray<Fact> Facts,
    ImmutableArray<Repair> Repairs, ImmutableArray<Identity> ProseIdentities);

public enum CheckResult { Holds, Broken, Undecided }

/// <summary>One identity applied to one place of the document.</summary>
/// <param name="Rule">Id of reference/identities.csv.</param>
/// <param name="Scope">"row 11", "code 21015", "column c4", "document", ….</param>
/// <param name="Formula">In words and figures a clerk can follow.</param>
/// <param name="Why">For undecided: what was missing; null otherwise.</param>
/// <param name="Cells">The amounts that took part.</param>
public sealed record Check(
    string Id, string Rule, ImmutableArray<string> Tables, string Scope, string Formula, decimal? Left, decimal? Right,
    decimal? Difference, decimal Tolerance, CheckResult Result, string? Why, ImmutableArray<Place> Cells);

public enum Outcome { Accept, Review, Reject }

public sealed record Decision(Outcome Outcome, ImmutableArray<DecisionReason> Reasons);

/// <param name="Finding">Index of the finding it rests on; null if on none.</param>
public sealed record DecisionReason(string Code, string Message, int? Finding);

/// <summary>Everything the pipeline knows of one document: what is written to disclosure.json and report.json.</summary>
public sealed record Disclosure(
    string FileName, string Sha256, long Bytes, string MediaType, int? PageCount,
    DocumentIdentity Identity, ImmutableArray<CanonicalTable> Tables, ImmutableArray<Fact> Facts,
    ImmutableArray<Check> Checks, ImmutableArray<Repair> Repairs, ImmutableArray<Finding> Findings, Decision Decision);
