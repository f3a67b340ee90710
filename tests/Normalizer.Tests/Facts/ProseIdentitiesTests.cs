using Normalizer.Checks;
using Normalizer.Facts;

namespace Normalizer.Tests.Facts;

public sealed class ProseIdentitiesTests
{
    private static FactReading Read(string text) => new FactReader().Read(
        new("text/plain", null, [new TextBlock(text, 0, [new(0, Evidence.OnLine(1, 0, text.Length))])], []), 2024);

    private static string Checked(string text)
    {
        var reading = Read(text);
        var ledger = new AmountLedger([], reading.Facts);
        Figure[] figures = [.. ledger.Amounts.Select(amount => new Figure(amount.Yuan, amount.Resolution, amount.IsBlank))];
        return string.Join(", ", new ProseIdentities().Of(reading)
            .Select(identity => $"{identity.Rule} {Constraint.Bind(identity, identity.Rule, ledger)!.Result(figures)}"));
    }

    [Theory]
    [InlineData("总支出 50 万元，其中：基本支出 30 万元、项目支出 20 万元。", "T5 Holds")]
    [InlineData("总支出 51 万元，其中：基本支出 30 万元、项目支出 20 万元。", "T5 Holds")] // within half a unit of each printed figure
    [InlineData("总支出 52 万元，其中：基本支出 30 万元、项目支出 20 万元。", "T5 Broken")]
    public void Basic_and_project_expenditure_are_all_there_is(string text, string expected) => Assert.Equal(expected, Checked(text));

    [Fact]
    public void A_choice_of_parts_says_nothing_unless_it_adds_up() =>
        Assert.Equal("", Checked("总支出 52.00 万元，其中：卫生健康支出 30.00 万元、教育支出 20.00 万元。"));

    [Fact]
    public void Parts_whose_shares_make_up_the_whole_are_all_there_is() =>
        Assert.Equal("T5 Broken, T3 Holds, T3 Holds", Checked("总支出 50.00 万元，其中：卫生健康支出 30.00 万元，占60%、教育支出 20.10 万元，占40%。"));

    [Theory]
    [InlineData("会议费 4.80 万元，较上年增加 2.80 万元，增长140.00%。", "T4 Holds")]
    [InlineData("会议费 4.80 万元，较上年增加 2.80 万元，增长14.00%。", "T4 Broken")]
    [InlineData("会议费 3.00 万元，较上年增加 0.10 万元，增长3.5%。", "T4 Holds")] // 0.10 / 2.90 is 3.4, but both figures are rounded
    [InlineData("会议费 2.00 万元，较上年增加 2.00 万元，增长100%。", "")]
    [InlineData("会议费 4.80 万元，比2023年预算数 2.00 万元增加 2.80 万元。", "T4 Holds")]
    [InlineData("会议费 2.00 万元，比2023年预算数 4.80 万元减少 2.80 万元。", "T4 Holds")]
    [InlineData("会议费 4.80 万元，比2023年预算数 2.00 万元增加 3.80 万元。", "T4 Broken")]
    public void Growth_follows_from_amount_and_change(string text, string expected) => Assert.Equal(expected, Checked(text));

    [Theory]
    [InlineData("事业单位经费增加-17.69 万元。", "prose.negative_change")]
    [InlineData("信息化建设 2 万元，较上年增加 2 万元，增长 100%。", "prose.percent_of_zero")]
    [InlineData("医疗补贴 90*2500 人=22500 元。", "prose.product")]
    [InlineData("医疗补贴 90*2500 人=22.5 万元。", "")]
    [InlineData("收入 50 万元，较上年减少 15.97 万元，主要是甲增加 2.03 万元，乙减少 17.69 万元。", "prose.causes")]
    [InlineData("收入 50 万元，较上年减少 15.66 万元，主要是甲增加 2.03 万元，乙减少 17.69 万元。", "")]
    public void What_is_odd_in_the_words_is_found(string text, string rules) =>
        Assert.Equal(rules, string.Join(", ", new ProseFindings().Of(Read(text)).Select(finding => finding.Rule)));

    [Fact]
    public void A_reason_copied_from_another_item_is_found()
    {
        const string Reason = "主要原因是减少11名人员的工资福利支出至事业单位补助";
        var finding = Assert.Single(new ProseFindings().Of(Read(
            $"机关工资福利支出778.10万元，较上年减少95.51万元，{Reason}；机关商品和服务支出192.12万元，较上年减少14.31万元，{Reason}。")));
        Assert.Equal("prose.copied_reason", finding.Rule);
    }

    [Theory]
    [InlineData("大厅改造", "prose.two_reasons")]
    [InlineData("人员增加", "")]
    public void One_change_under_two_names_has_one_reason(string reason, string rules) =>
        Assert.Equal(rules, string.Join(", ", new ProseFindings().Of(Read(
            $"公用经费46.31万元，较上年增加9.66万元，主要原因是{reason}。机关运行经费支出46.31万元，较上年增加9.66万元，主要原因是人员增加。")).Select(finding => finding.Rule)));
}
