using System.Text.Json;

namespace Normalizer.Checks;

/// <summary>Reference/identities.json: which rules there are, for which kinds of table, and how tables are tied to each other.</summary>
public sealed record IdentityCatalogue(
    LineWords Lines, ImmutableArray<TwoSidedRules> TwoSided, ImmutableArray<Reconciliation> Reconciliations,
    ImmutableArray<ClassTotal> ClassTotals, ImmutableArray<IdentityRule> Rules)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="JsonException">The text is not such a catalogue; the message names the member.</exception>
    public static IdentityCatalogue Parse(string json)
    {
        var file = JsonSerializer.Deserialize<File>(json, Options) ?? throw new JsonException("The identity catalogue is empty.");
        return new(file.Lines, [.. file.TwoSided], [.. file.Reconciliations], [.. file.ClassTotals], [.. file.Rules]);
    }

    /// <summary>The rule's severity where it is broken; error for rules the catalogue doesn't know.</summary>
    public Severity SeverityOf(string rule) =>
        Rules.FirstOrDefault(known => known.Id == rule) is { } found ? Enum.Parse<Severity>(found.Severity, ignoreCase: true) : Severity.Error;

    private sealed record File(
        int Version, LineWords Lines, TwoSidedRules[] TwoSided, Reconciliation[] Reconciliations, ClassTotal[] ClassTotals, IdentityRule[] Rules);
}

/// <param name="Statement">The rule in the words of the budget law's forms.</param>
/// <param name="Severity">Of a broken case: error for what must be, warning for what nearly always is, info for a hint.</param>
/// <param name="Kinds">Kinds of table that must all be there; "*" for any table, "prose" for sentences.</param>
public sealed record IdentityRule(string Id, string Statement, string Severity, ImmutableArray<string> Kinds);

/// <summary>Names by which two-sided tables mark their sums; regular expressions over names without numbering.</summary>
/// <param name="All">收入总计, 支出总计, 合计: everything on the side.</param>
/// <param name="Current">本年收入合计, 本年支出: this year's part.</param>
/// <param name="Carried">上年结转, 结转下年, 弥补收支差额: what joins this year's part to the whole.</param>
public sealed record LineWords(string All, string Current, string Carried)
{
    private readonly TextPattern all = new(All);
    private readonly TextPattern current = new(Current);
    private readonly TextPattern carried = new(Carried);

    public LineRole RoleOf(string name) =>
        all.IsMatch(name) ? LineRole.All : current.IsMatch(name) ? LineRole.Current : carried.IsMatch(name) ? LineRole.Carried : LineRole.Item;
}

public enum LineRole { Item, Current, Carried, All }

/// <summary>Rule ids of a two-sided kind: for the wholes of both sides, for their being equal, and for this year's sum.</summary>
public sealed record TwoSidedRules(string Kind, string AllRevenue, string AllExpenditure, string Equal, string Current);

/// <summary>One table's amounts against another's.</summary>
/// <param name="By">How rows are matched: total (one row each), class (类 by name), code, name, or code-to-total.</param>
/// <param name="Relation">equal | atMost (left at most right).</param>
/// <param name="Codes">For code-to-total: the left rows; null otherwise.</param>
public sealed record Reconciliation(
    string Rule, string By, string Relation, TableSide Left, TableSide Right, ImmutableArray<string>? Codes = null);

/// <param name="Column">Meaning of the amount column; null in two-sided tables for the side's first amount column.</param>
/// <param name="Side">revenue | expenditure in two-sided tables; null in others.</param>
/// <param name="Line">For totals of two-sided tables: all | current.</param>
public sealed record TableSide(string Kind, string? Column = null, string? Side = null, string? Line = null);

/// <summary>A line that sums some 类 of the economic classification only.</summary>
/// <param name="Name">Part of the line's name: "人员经费".</param>
public sealed record ClassTotal(string Rule, string Name, ImmutableArray<string> Codes);
