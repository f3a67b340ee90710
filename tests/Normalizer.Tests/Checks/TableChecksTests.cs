using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Checks;

public sealed class TableChecksTests
{
    private const string Columns = "code|name|合计=expenditure.total|基本支出=expenditure.basic|项目支出=expenditure.project";

    private static readonly RowCheck Sum = new("B6", "expenditure.total", ["expenditure.basic", "expenditure.project"]);

    private static Disclosure Verify(params CanonicalTable[] tables) =>
        new Verifier(TestReference.All).Verify(Document(tables), [], new("a.txt", "00", 1, "text/plain", null));

    [Fact]
    public void A_tree_with_right_sums_holds_everywhere()
    {
        var result = Verify(Table("t01", Columns, """
            合计||300.00|200.00|100.00
            208|社会保障|180.00|180.00|
            20805|养老|180.00|180.00|
            2080505|基本养老|120.00|120.00|
            2080506|年金|60.00|60.00|
            210|卫生|120.00|20.00|100.00
            """, checks: Sum));
        Assert.DoesNotContain(result.Checks, check => check.Result == CheckResult.Broken);
        Assert.Contains(result.Checks, check => check is { Rule: "H2", Scope: "row 0, c3", Result: CheckResult.Holds });
        Assert.Contains(result.Checks, check => check is { Rule: "H1", Scope: "row 2, c4", Result: CheckResult.Holds });
        Assert.Contains(result.Checks, check => check is { Rule: "B6", Scope: "row 5", Result: CheckResult.Holds });
        Assert.Empty(result.Findings);
        Assert.All(result.Tables[0].Rows.SelectMany(row => row.Cells.Values).Where(cell => cell.State == CellState.Amount),
            cell => Assert.Equal(CellStatus.Confirmed, cell.Status));
    }

    [Fact]
    public void A_wrong_total_is_one_error_with_the_value_its_identities_want()
    {
        var result = Verify(Table("t01", Columns, """
            合计||420.00|200.00|100.00
            208|社会保障|180.00|180.00|
            210|卫生|120.00|20.00|100.00
            """, checks: Sum));
        var error = Assert.Single(result.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(("300.00", "420.00", "120.00"), (error.Expected, error.Found, error.Difference));
        Assert.Equal((0, "c3"), (error.At[0].Row, error.At[0].Column));
        Assert.All(result.Findings, finding => Assert.Equal(error.Root, finding.Root));
        Assert.Equal(4200000m / 10000, result.Tables[0].Rows[0].Cells["c3"].Yuan);
    }

    [Fact]
    public void Rounding_of_the_printed_digits_is_forgiven_and_nothing_wider()
    {
        var within = Verify(Table("t01", Columns, "合计||0.01|0.00|0.00\n208|a|0.01|0.00|0.00", 10000, checks: Sum));
        Assert.DoesNotContain(within.Checks, check => check.Result == CheckResult.Broken);
        var beyond = Verify(Table("t01", Columns, "208|a|0.04|0.01|0.01\n210|b|1.00|1.00|", 10000, checks: Sum));
        Assert.Contains(beyond.Checks, check => check is { Rule: "B6", Scope: "row 0", Result: CheckResult.Broken });
    }

    [Fact]
    public void A_table_that_lists_only_some_children_raises_no_alarm()
    {
        var result = Verify(Table("t01", Columns, """
            合计||900.00|900.00|
            208|社会保障|600.00|600.00|
            2080505|基本养老|120.00|120.00|
            210|卫生|200.00|200.00|
            2101101|行政单位医疗|30.00|30.00|
            """));
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error);
        Assert.Contains(result.Checks, check => check is { Rule: "H1", Result: CheckResult.Undecided, Why: not null });
    }

    [Fact]
    public void A_column_of_blanks_is_undecided_not_passed()
    {
        var result = Verify(Table("t01", Columns, "合计||5.00||\n208|a|5.00||", checks: Sum));
        Assert.All(result.Checks.Where(check => check.Rule == "B6"), check =>
        {
            Assert.Equal(CheckResult.Undecided, check.Result);
            Assert.NotNull(check.Why);
        });
    }

    [Fact]
    public void A_group_total_adds_its_leaves_and_the_totals_of_the_groups_below()
    {
        var result = Verify(Table("t01", "code|name|上年/合计=total|上年/三公/小计=three|上年/三公/接待=a|上年/三公/用车=b|上年/会议费=m|上年/培训费=t", """
            01|某局|100.00|60.00|20.00|40.00|30.00|10.00
            """));
        Assert.Equal([("row 0", CheckResult.Holds), ("row 0", CheckResult.Holds)],
            result.Checks.Where(check => check.Rule == "C1").Select(check => (check.Scope, check.Result)));
    }

    [Theory]
    [InlineData("预算数/合计=total|预算数/因公出国费=a|预算数/小计=vehicles|预算数/购置费=p|预算数/运行费=o")]
    [InlineData("三公/小计=total|三公/因公出国费=a|三公/公务用车购置及运行费小计=vehicles|三公/购置费=p|三公/运行费=o")]
    public void Two_totals_in_one_group_lost_a_header_level_and_state_no_sum(string amounts)
    {
        var result = Verify(Table("t01", "code|name|" + amounts, "01|某局|100.00|20.00|80.00|50.00|30.00"));
        Assert.DoesNotContain(result.Checks, check => check.Rule == "C1");
        Assert.Empty(result.Findings);
    }
}
