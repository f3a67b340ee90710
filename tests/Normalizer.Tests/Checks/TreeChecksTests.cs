using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Checks;

/// <summary>Trees that tables print without codes, or with codes that do not tell the tree.</summary>
public sealed class TreeChecksTests
{
    private static Disclosure Verify(params CanonicalTable[] tables) =>
        new Verifier(TestReference.All).Verify(Document(tables), [], new("a.txt", "00", 1, "text/plain", null));

    private static void AssertAllConfirmed(Disclosure result)
    {
        Assert.Empty(result.Findings.Where(finding => finding.Severity != Severity.Info));
        Assert.All(result.Tables[0].Rows.SelectMany(row => row.Cells.Values).Where(cell => cell.State == CellState.Amount),
            cell => Assert.Equal(CellStatus.Confirmed, cell.Status));
    }

    [Fact]
    public void Names_of_the_classification_are_a_tree_without_their_codes() => AssertAllConfirmed(Verify(Table("t01",
        "name|总计=expenditure.total", """
        某市医疗保障局（本级）|310.00
        工资福利支出|300.00
        基本工资|180.00
        津贴补贴|120.00
        商品和服务支出|10.00
        办公费|4.00
        印刷费|6.00
        """)));

    [Fact]
    public void A_wrong_amount_in_a_tree_of_names_is_found()
    {
        var result = Verify(Table("t01", "name|总计=expenditure.total", """
            合计|310.00
            工资福利支出|300.00
            基本工资|180.00
            津贴补贴|125.00
            商品和服务支出|10.00
            办公费|10.00
            """));
        Assert.Equal("H1", Assert.Single(result.Findings, finding => finding.Severity == Severity.Error).Rule);
    }

    [Fact]
    public void Labels_in_steps_are_a_tree_also_where_a_new_page_prints_them_again() => AssertAllConfirmed(Verify(Table("t01",
        "大类=text|专项=text|科目=text|物品=name|总计=procurement.total", """
        合计||||160.00
        货物||||110.00
        |办公设备购置费|办公设备购置||60.00
        |||台式计算机|45.00
        |||复印机|15.00
        |文印经费|印刷费||50.00
        |||复印纸|20.00
        |文印经费|印刷费|其他办公用品|30.00
        服务||||50.00
        |会议费|会议费||50.00
        |||会议服务|50.00
        """)));

    [Fact]
    public void Sums_printed_among_their_parts_are_told_by_the_amounts() => AssertAllConfirmed(Verify(Table("t01",
        "大类=text|物品=name|总计=procurement.total", """
        合计||188.50
        货物||5.50
        某市审计局||5.50
        |复印纸|1.30
        |便携式计算机|4.20
        服务||183.00
        某市审计局||183.00
        |物业管理服务|13.00
        |审计服务|170.00
        """)));

    [Fact]
    public void A_list_that_counts_money_twice_in_a_way_no_one_can_tell_is_undecided()
    {
        var result = Verify(Table("t01", "name|金额=expenditure.total", """
            合计|100.00
            甲项目|70.00
            某部分|45.00
            乙项目|30.00
            另一部分|25.00
            """));
        Assert.Contains(result.Checks, check => check is { Rule: "H2", Result: CheckResult.Undecided } && check.Why!.Contains("sums seem to be printed", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void Subtotals_beside_a_label_sum_the_lines_of_their_group() => AssertAllConfirmed(Verify(Table("t01",
        "项目名称=name|明细=text|金额=revenue.total", """
        合计||244.00
        一般公共预算资金|小计|234.00
        |公共财政拨款（补助）资金|200.00
        |专项收入|34.00
        其他资金|小计|10.00
        |事业收入|10.00
        """)));

    [Fact]
    public void A_units_projects_without_codes_are_its_own() => AssertAllConfirmed(Verify(Table("t01",
        "unit.code|name|项目金额=expenditure.total", """
        |合计|130
        245|某市医疗保障局|130
        245001|某市医疗保障局本级|80
        |医保系统运行维护费|50
        |专家库技术指导|30
        245002|某市医保中心|50
        |工装费|50
        """)));

    [Fact]
    public void A_unit_above_its_codes_is_the_sum_of_them() => AssertAllConfirmed(Verify(Table("t01",
        "unit.name|code|name|支出总计=expenditure.total", """
        某市医疗保障局（本级）|||130.00
        |208|社会保障和就业支出|100.00
        |20805|行政事业单位养老支出|100.00
        |210|卫生健康支出|30.00
        """)));
}
