namespace Normalizer.Checks;

public enum IdentityKind
{
    /// <summary>The left terms sum to the right terms.</summary>
    Equality,

    /// <summary>The left terms sum to no more than the right terms.</summary>
    Inequality,

    /// <summary>The left terms are the printed percentage of the right terms.</summary>
    Percent,
}

/// <summary>One statement that the amounts of a document owe each other: "合计 = 基本支出 + 项目支出 in row 4".</summary>
/// <remarks>What is forgiven is not part of it: it follows from the printed digits of the amounts that take part.</remarks>
/// <param name="Rule">Id of Reference/identities.json: "H1", "X5", "T2", ….</param>
/// <param name="Scope">Where in the document, for people: "row 11, c4", "code 21015, c4", "sentence f12".</param>
/// <param name="Left">The whole: one total in most rules; the smaller side of an inequality.</param>
/// <param name="Right">The parts. A blank among them counts as zero, an unreadable one leaves the identity undecided.</param>
/// <param name="Words">The same in the document's own words: "合计 = 基本支出 + 项目支出".</param>
/// <param name="Percent">For <see cref="IdentityKind.Percent"/>: the printed percentage; null otherwise.</param>
/// <param name="Why">Set where the rule applies but cannot be computed at all (a side is missing): the reason. Terms may be empty then.</param>
public sealed record Identity(
    string Rule, IdentityKind Kind, string Scope, ImmutableArray<Term> Left, ImmutableArray<Term> Right, string Words,
    PrintedPercent? Percent = null, string? Why = null);

/// <param name="Factor">+1 or -1 in nearly every rule.</param>
public readonly record struct Term(AmountKey Amount, decimal Factor = 1);

/// <param name="Value">As printed: 15.4 for "15.4%"; negative for a decrease.</param>
/// <param name="Resolution">One unit of its last printed digit: 0.1 for "15.4%".</param>
public sealed record PrintedPercent(decimal Value, decimal Resolution, Place At);

/// <summary>Which amount of the document: a cell of a table, the amount of a fact, or the change that a fact states.</summary>
/// <param name="Owner">Table id ("t03") or fact id ("f12").</param>
/// <param name="Row">Row index of the table as in <see cref="Canonical.Row.Index"/>; -1 for facts.</param>
/// <param name="Part">Column key ("c4") for cells; "value" or "change" for facts.</param>
public readonly record struct AmountKey(string Owner, int Row, string Part)
{
    public static AmountKey OfCell(string table, int row, string column) => new(table, row, column);

    /// <summary>The fact's own amount.</summary>
    public static AmountKey OfFact(string fact) => new(fact, -1, "value");

    /// <summary>The increase (positive) or decrease (negative) that the fact states, as a signed amount.</summary>
    public static AmountKey OfChange(string fact) => new(fact, -1, "change");
}
