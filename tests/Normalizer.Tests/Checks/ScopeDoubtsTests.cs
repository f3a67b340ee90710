using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Checks;

public sealed class ScopeDoubtsTests
{
    private const string Columns = "code|name|小计=expenditure.total|基本支出=expenditure.basic|项目支出=expenditure.project";

    private static Disclosure Verify(params CanonicalTable[] tables) =>
        new Verifier(TestReference.All).Verify(Document(tables), [], new("a.txt", "00", 1, "text/plain", null));

    [Fact]
    public void Other_funds_in_the_table_of_all_funds_are_no_fault()
    {
        var result = Verify(
            Table("t01", Columns, """
                合计||1,950.50|1,300.50|650.00
                208|社会保障|1,400.50|900.50|500.00
                210|卫生健康|250.00|100.00|150.00
                221|住房保障|300.00|300.00|
                """, kind: "budget.expenditure"),
            Table("t02", Columns, """
                合计||1,850.50|1,300.50|550.00
                208|社会保障|1,400.50|900.50|500.00
                210|卫生健康|150.00|100.00|50.00
                221|住房保障|300.00|300.00|
                """, kind: "budget.gpb_expenditure"));
        Assert.Empty(result.Findings);
        var check = Assert.Single(result.Checks, check => check is { Rule: "X14", Scope: "210", Left: 250 });
        Assert.Equal(CheckResult.Undecided, check.Result);
        Assert.Contains("different money", check.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100.00", CheckResult.Undecided)]
    [InlineData("70.00", CheckResult.Broken)]
    public void Totals_may_differ_by_what_was_carried_over_and_by_nothing_else(string carried, CheckResult result)
    {
        var summary = Table("t01", "收入=revenue.name|预算数=revenue.amount|支出=expenditure.name|合计=expenditure.total|一般公共预算=expenditure.gpb", $"""
            一、本年收入|900.00|一、本年支出|1,000.00|1,000.00
            二、上年结转|{carried}|社会保障和就业支出|1,000.00|1,000.00
            """, kind: "budget.grant_summary");
        summary = summary with { Columns = [.. summary.Columns.Select((column, i) => column with { Block = i < 2 ? 0 : 1 })] };
        var gpb = Table("t02", Columns, "合计||1,100.00|1,100.00|\n208|社会保障和就业支出|1,100.00|1,100.00|", kind: "budget.gpb_expenditure");
        var checks = Verify(summary, gpb).Checks.Where(check => check is { Rule: "X5", Left: 1000 }).ToArray();
        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.Equal(result, check.Result));
    }
}
