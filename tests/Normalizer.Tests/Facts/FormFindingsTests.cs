using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Facts;

namespace Normalizer.Tests.Facts;

public sealed class FormFindingsTests
{
    private static Indicator Of(string level2, string name, string value, string unit) =>
        new("产出指标", level2, name, null, value, unit, null, Evidence.OnLine(20, 0, 1));

    private static string Found(string total, string text, params Indicator[] indicators)
    {
        Cell Cell(string words) => new(words, words, CellState.Text, null, 0, null, null, Evidence.OnLine(11, 0, words.Length));
        Row Row(int index, string label, string value) => new(index, RowKind.Item, null, null, null, null, null, null, null,
            RowCells.Of([("c1", Cell(label)), ("c2", Cell(value))]));
        var form = new CanonicalTable("t01", "budget.performance_project", null, "目标表", "目标表", new("万元", 10000, Evidence.OnLine(1, 0, 0)),
            [Evidence.OnLine(10, 0, 0), Evidence.OnLine(30, 0, 0)], null, [], [Row(0, "资金总额（万元）", total), Row(1, "立项依据", text)],
            0, [], [], [.. indicators], []);
        var cell = new GridCell(0, 0, 1, 1, text, text, Evidence.OnLine(11, 0, text.Length));
        var reading = new FactReader().Read(new("text/plain", null, [new TableBlock(new(1, 1, 0, [cell], []))], []), 2020);
        return string.Join(", ", new FormFindings(new(new("总计", "合计$", "结转"), [], [], [], [])).Of(reading, [form], 2020).Select(finding => finding.Rule));
    }

    private static readonly Indicator Quality = Of("质量指标", "合格率", "100", "%");

    [Theory]
    [InlineData("80", "参照2019年离休人员医疗费用预算 100 万元。", "form.stated_total")]
    [InlineData("100", "参照2019年离休人员医疗费用预算 100 万元。", "")]
    [InlineData("35.5", "人员医疗补贴预算 22.5 万元，应配套 13 万元。", "")] // the sum is the total
    [InlineData("107", "下岗分流人员基本医疗补贴 1782*600 人=1069200 元", "")] // 107 is rounded to 万元
    public void The_total_is_one_of_the_amounts_the_text_states(string total, string text, string rules) =>
        Assert.Equal(rules, Found(total, text, Quality));

    [Fact]
    public void Costs_per_piece_times_pieces_make_up_the_total()
    {
        Indicator[] indicators =
        [
            Of("成本指标", "维护（城区内）", "50", "元/次"), Of("成本指标", "维护（各村）", "250", "元/次"),
            Of("数量指标", "维护（城区内）", "90", "次"), Of("数量指标", "维护（各村）", "120", "次"),
        ];
        Assert.Equal("form.costs", Found("4", "无", indicators));
        Assert.Equal("", Found("3.45", "无", indicators));
    }

    [Fact]
    public void A_rate_without_its_count_leaves_the_costs_open() =>
        Assert.Equal("", Found("4", "无", Of("成本指标", "甲补贴", "550", "元/人"), Of("成本指标", "乙补贴", "55", "元/人"), Of("数量指标", "人数", "10", "人")));

    [Theory]
    [InlineData("2012 年 1-12 月", "form.period")]
    [InlineData("2020年1—12月", "")]
    [InlineData("按渝人社发【2011】128 号，不能按渝人社发【2011】182 号享受", "form.reference")]
    [InlineData("按渝人社发【2011】128 号，不能按渝人社发【2012】182 号享受", "")]
    public void Periods_and_document_numbers_that_cannot_both_be_right_are_found(string text, string rules) =>
        Assert.Equal(rules, Found("4", text, Quality));
}
