using Normalizer.Canonical;
using Normalizer.Facts;

namespace Normalizer.Tests.Facts;

public sealed class FactReaderTests
{
    private static ImmutableArray<Fact> Read(params string[] paragraphs) =>
        new FactReader().Read(new("text/plain", null, [.. paragraphs.Select(Block)], []), 2024).Facts;

    private static Block Block(string text, int index) =>
        new TextBlock(text, 0, [new(0, Evidence.OnLine(index + 1, 0, text.Length))]);

    private static string Said(Fact fact) =>
        $"{fact.Subject} {fact.Value}{fact.Unit}" + (fact.Change is { } change ? $" {change.Direction} {change.Value} {change.Percent}%" : "");

    [Fact]
    public void An_amount_has_its_subject_unit_yuan_resolution_and_exact_place()
    {
        var fact = Assert.Single(Read("机关运行经费预算 99.10 万元。"));
        Assert.Equal(("机关运行经费预算", 99.10m, "万元", 991000m, 100m), (fact.Subject, fact.Value, fact.Unit, fact.Yuan, fact.Resolution));
        Assert.Equal(Evidence.OnLine(1, 9, 17), fact.At.At);
    }

    [Fact]
    public void Every_item_of_an_enumeration_is_a_fact_of_its_own() =>
        Assert.Equal(
            ["一般公共预算拨款 552.8万元", "基本支出预算 537.2万元", "项目支出预算 15.6万元", "事业收入 0万元"],
            Read("一般公共预算拨款 552.8 万元（基本支出预算 537.2 万元、项目支出预算 15.6 万元），事业收入 0 万元。").Select(Said));

    [Fact]
    public void Years_document_numbers_dates_telephones_and_thresholds_are_no_amounts() =>
        Assert.Empty(Read("根据〔2019〕4号文件，2024年1月1日起，单位价值100万元以上设备另行登记，联系电话：023-12345678，占 12.5%。"));

    [Fact]
    public void An_amount_that_another_is_compared_with_is_the_year_before_s_and_has_no_parts()
    {
        var facts = Read("收入预算110.90万元，比2023年年初预算数115.04万元减少4.14万元。其中：财政拨款收入110.00万元，其他收入0.90万元。");
        Assert.Equal(["收入预算 110.90万元 decrease 4.14 %", "收入预算 115.04万元", "财政拨款收入 110.00万元", "其他收入 0.90万元"], facts.Select(Said));
        Assert.Equal([2024, 2023, 2024, 2024], facts.Select(fact => fact.FiscalYear!.Value));
    }

    [Theory]
    [InlineData("无锡市统计局2024年财政拨款预算支出3,210.1万元。", "无锡市统计局财政拨款预算支出 3210.1万元")]
    [InlineData("无为市2024年政府性基金预算支出5万元。", "无为市政府性基金预算支出 5万元")]
    [InlineData("其他支出190万元，与上年预算数相同。", "其他支出 190万元 none 0 %")]
    [InlineData("一是门诊慢特病服务经费减少30万元。", "门诊慢特病服务经费 万元 decrease 30 %")]
    public void Names_of_places_words_for_no_change_and_numbered_causes_are_read_as_such(string text, string expected) =>
        Assert.Equal(expected, Said(Assert.Single(Read(text))));

    [Fact]
    public void A_change_belongs_to_the_amount_whose_percentage_it_gives() =>
        Assert.Equal(
            ["财政拨款支出 1246.27万元 increase 152.20 13.91%", "一般公共预算拨款支出 1126.43万元"],
            Read("财政拨款支出1,246.27万元，其中：一般公共预算拨款支出1,126.43万元，较上年增加152.20万元，增长13.91%。").Select(Said));

    [Fact]
    public void A_change_of_the_income_is_one_of_the_sentences_head_not_of_its_last_part() =>
        Assert.Equal(
            ["收入预算 552.8万元 decrease 15.97 %", "其他收入 0万元"],
            Read("（一）收入预算：2024年年初预算数 552.8 万元，其中：其他收入 0 万元。收入较 2023 年减少 15.97 万元。").Select(Said));

    [Theory]
    [InlineData("较上年增加 2.8 万元，增长 140%", "increase", "2.8", "140")]
    [InlineData("与上年持平", "none", "0", null)]
    [InlineData("较上年无增减", "none", "0", null)]
    [InlineData("比2023年增加(或减少)0万元", "none", "0", null)]
    [InlineData("与2023年度相比，减少 1.2 万元", "decrease", "1.2", null)]
    [InlineData("较上年增加-1.2 万元", "decrease", "1.2", null)]
    [InlineData("同比下降 5.5%", "decrease", null, "5.5")]
    public void A_comparison_gives_direction_amount_and_percentage(string words, string direction, string? value, string? percent)
    {
        var change = Assert.Single(Read($"会议费预算 4.8 万元，{words}。")).Change!;
        Assert.Equal((direction, value, percent), (change.Direction, change.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture), change.Percent?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Not_comparable_is_no_change() =>
        Assert.Null(Assert.Single(Read("事业运行102.81万元，较上年不可比，上年基数为零。")).Change);

    [Fact]
    public void A_second_comparison_is_a_second_fact_of_the_same_amount() =>
        Assert.Equal(
            [("年初预算数", 0.67m), ("上年支出数", 0.96m)],
            Read("“三公”经费支出5.83万元，较年初预算数减少0.67万元。较上年支出数增加0.96万元。").Select(fact => (fact.Change!.From!, fact.Change.Value!.Value)));

    [Fact]
    public void A_change_without_the_amount_is_a_fact_without_value() =>
        Assert.Equal("基本支出预算 元 increase 532806.08 %", Said(Assert.Single(Read("主要是基本支出预算增加 532,806.08 元。"))));

    [Fact]
    public void The_unit_written_once_counts_for_every_number() =>
        Assert.Equal(
            ["货物 12.3万元", "工程 45.6万元", "服务 7.8万元"],
            Read("货物、工程和服务分别为12.3、45.6和7.8万元。").Select(Said));

    [Fact]
    public void A_path_of_class_section_and_item_is_called_by_its_item() =>
        Assert.Equal("行政运行 6245528.48元", Said(Assert.Single(Read("（8）卫生健康支出（类）医疗保障管理事务（款）行政运行（项）2024年预算数为6,245,528.48元。"))));

    [Fact]
    public void Counts_are_read_before_and_behind_their_noun() =>
        Assert.Equal(
            ["书记 1人", "局长 1人", "内设机构 4个", "公务接待 40批次", "公务接待 450人"],
            Read("本部门设书记、局长各1人，设4个内设机构；公务接待40批次450人。").Select(Said));

    [Fact]
    public void The_year_that_a_sentence_names_is_the_facts_year() =>
        Assert.Equal([2023, 2024], Read("截至2023年12月底，共有车辆2辆。当年安排购置车辆0辆。").Select(fact => fact.FiscalYear));

    [Theory]
    [InlineData("预算数72,00,077.03元", "7200077.03")]
    [InlineData("预算数１，２３４．５０元", "1234.50")]
    [InlineData("预算数2,7 00元", "2700")]
    public void Damaged_digits_are_read_where_they_leave_one_reading(string text, string value) =>
        Assert.Equal(value, Assert.Single(Read(text)).Value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_amount_that_a_budget_has_none_of_is_zero() =>
        Assert.Equal("政府性基金预算拨款安排的支出 0元", Said(Assert.Single(Read("某局2024年无使用政府性基金预算拨款安排的支出。"))));

    [Fact]
    public void Sentences_inside_a_cell_are_read_and_labels_are_not()
    {
        GridCell Cell(int column, string text) => new(0, column, 1, 1, text, text, Evidence.OnLine(9, column * 40, column * 40 + text.Length));
        var table = new ExtractedTable(1, 3, 0, [Cell(0, "资金总额（万元）"), Cell(1, "4.5万元"), Cell(2, "城乡居民区级补贴 55*735000 人=4042.5 万元。")], []);
        var facts = new FactReader().Read(new("text/plain", null, [new TableBlock(table)], []), 2020).Facts;
        Assert.Equal(["城乡居民区级补贴 55元/人", "城乡居民区级补贴 735000人", "城乡居民区级补贴 4042.5万元"], facts.Select(Said));
    }
}
