using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Checks;

public sealed class ReconciliationTests
{
    private static Disclosure Verify(params CanonicalTable[] tables) =>
        new Verifier(TestReference.All).Verify(Document(tables), [], new("a.txt", "00", 1, "text/plain", null));

    private static CanonicalTable Expenditure(string total) => Table("t02", "code|name|合计=expenditure.total", $"""
        合计||{total}
        208|社会保障和就业支出|20.00
        210|卫生健康支出|80.00
        """, 10000);

    private static CanonicalTable Summary(string rows) => Sides(Table("t01",
        "收入=revenue.name|预算数=revenue.amount|支出=expenditure.name|预算数=expenditure.total", rows, kind: "budget.summary"));

    private static CanonicalTable Sides(CanonicalTable table) => table with
    {
        Columns = [.. table.Columns.Select((column, i) => column with { Block = i / 2 })],
    };

    [Fact]
    public void A_summary_with_its_sums_above_agrees_with_itself_and_with_the_expenditure_table()
    {
        var result = Verify(Summary("""
            合计|1,000,000.00|合计|1,000,000.00
            一、本年收入合计|900,000.00|一、本年支出合计|1,000,000.00
            一般公共预算财政拨款资金|900,000.00|社会保障和就业支出|200,000.00
            事业收入资金||卫生健康支出|800,000.00
            二、上年结转|100,000.00|二、结转下年|
            """), Expenditure("100.00"));
        Assert.DoesNotContain(result.Checks, check => check.Result == CheckResult.Broken);
        foreach (var rule in new[] { "B1", "B2", "B3", "B4", "X2", "X3" })
            Assert.Contains(result.Checks, check => check.Rule == rule && check.Result == CheckResult.Holds);
    }

    [Fact]
    public void Sums_below_their_lines_and_numbered_classes_are_understood()
    {
        var result = Verify(Summary("""
            一、财政拨款|900,000.00|一、财政拨款|1,000,000.00
            1、一般公共预算拨款|900,000.00|1、社会保障和就业支出|200,000.00
            其中：专项资金|300,000.00|2、卫生健康支出|800,000.00
            本年收入合计|900,000.00|本年支出合计|1,000,000.00
            上年结转|100,000.00|结转下年|
            收入总计|1,000,000.00|支出总计|1,000,000.00
            """), Expenditure("100.00"));
        Assert.DoesNotContain(result.Checks, check => check.Result == CheckResult.Broken);
        Assert.Contains(result.Checks, check => check is { Rule: "B4", Scope: "row 0, c2", Result: CheckResult.Holds });
        Assert.Contains(result.Checks, check => check is { Rule: "X3", Scope: "卫生健康支出", Result: CheckResult.Holds });
    }

    [Fact]
    public void Tables_of_different_units_are_compared_in_yuan_within_the_coarser_digits()
    {
        var rows = "合计|1,000,049.00|合计|1,000,049.00";
        Assert.Contains(Verify(Summary(rows), Expenditure("100.00")).Checks, check => check is { Rule: "X2", Result: CheckResult.Holds });
        var off = rows.Replace("049", "051", StringComparison.Ordinal);
        Assert.Contains(Verify(Summary(off), Expenditure("100.00")).Checks, check => check is { Rule: "X2", Result: CheckResult.Broken });
    }

    [Fact]
    public void A_rule_whose_tables_are_not_there_is_listed_as_undecided()
    {
        var check = Assert.Single(Verify(Expenditure("100.00")).Checks, check => check.Rule == "X2");
        Assert.Equal(CheckResult.Undecided, check.Result);
        Assert.Contains("budget.summary", check.Why, StringComparison.Ordinal);
    }
}
