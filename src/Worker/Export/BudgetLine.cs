namespace Worker.Export;

/// <summary>One figure of the most detailed level by functional classification, as the Fiscal Data Package wants it.</summary>
/// <param name="Amount">The line of the amounts it is.</param>
/// <param name="Direction">expenditure | revenue.</param>
/// <param name="Source">gpb | gov_fund | state_capital | … or all: a line of "all" contains those of the single sources.</param>
/// <param name="ExpenditureType">basic | project | to_superior | operating | to_subordinate | total; null for revenue.</param>
internal sealed record BudgetLine(AmountLine Amount, string Direction, string Source, string? ExpenditureType)
{
    public string Id => Amount.Id;

    /// <summary>Code and name of a level: 1 for 类 (three digits), 2 for 款 (five), 3 for 项 (seven).</summary>
    public (string Code, string? Name)? Level(int level)
    {
        var length = (level * 2) + 1;
        if (Amount.Code!.Length == length) return (Amount.Code, Amount.Name);
        if (Amount.Code.Length < length) return null;
        var above = Amount.Ancestors.FirstOrDefault(ancestor => ancestor.Code.Length == length);
        return (Amount.Code[..length], above.Name);
    }

    /// <summary>The lines among a document's amounts: leaves of the functional tree, of the document's own year, no part beside its total.</summary>
    public static IEnumerable<BudgetLine> Of(IEnumerable<AmountLine> amounts) =>
        amounts.Where(amount => amount is { CodeSystem: "cn-functional", Leaf: true, RowKind: "item", HeldBecause: null }
                && amount.FiscalYear == amount.Document.FiscalYear)
            .GroupBy(amount => (amount.Table, amount.Row))
            .SelectMany(row => OfRow([.. row]));

    private static IEnumerable<BudgetLine> OfRow(AmountLine[] row)
    {
        var lines = row.Select(Classified).OfType<BudgetLine>().ToArray();
        // A total is a line only where the row has no parts: else the same money would be counted twice.
        var parts = lines.Where(line => line.ExpenditureType != "total" && line is not { Direction: "revenue", Source: "all" }).ToArray();
        return parts.Length > 0 ? parts : lines;
    }

    private static BudgetLine? Classified(AmountLine amount) => (amount.TableKind, amount.Meaning) switch
    {
        (_, null) => null,
        ("budget.revenue" or "final.02", { } meaning) => RevenueSource(meaning) is { } source ? new(amount, "revenue", source, null) : null,
        (var kind, { } meaning) => TableSource(kind) is { } source && ExpenditureTypeOf(meaning) is { } type
            ? new(amount, "expenditure", source, type) : null,
    };

    private static string? TableSource(string kind) => kind switch
    {
        "budget.expenditure" or "final.03" => "all",
        "budget.gpb_expenditure" or "final.05" => "gpb",
        "budget.gov_fund" or "final.08" => "gov_fund",
        "budget.state_capital" or "final.09" => "state_capital",
        _ => null,
    };

    private static string? ExpenditureTypeOf(string meaning) => meaning switch
    {
        "expenditure.basic" => "basic",
        "expenditure.project" => "project",
        "expenditure.remit_up" => "to_superior",
        "expenditure.business" => "operating",
        "expenditure.subsidy_down" => "to_subordinate",
        "expenditure.total" or "expenditure.current" => "total",
        _ => null,
    };

    private static string? RevenueSource(string meaning) => meaning switch
    {
        "revenue.total" => "all",
        "revenue.gpb" or "revenue.gov_fund" or "revenue.state_capital" or "revenue.grant" or "revenue.fiscal_account" or "revenue.operations"
            or "revenue.business" or "revenue.superior" or "revenue.affiliated" or "revenue.other" or "revenue.unit_fund"
            or "revenue.fund_balance" or "revenue.carryover" => meaning["revenue.".Length..],
        _ => null,
    };
}
