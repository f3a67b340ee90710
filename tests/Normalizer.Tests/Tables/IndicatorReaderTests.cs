using Normalizer.Layouts;
using Normalizer.Tables;

namespace Normalizer.Tests.Tables;

public sealed class IndicatorReaderTests
{
    private static readonly IndicatorShape Shape = new(
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, ImmutableArray<TextPattern>>
        {
            ["level1"] = [new("^一级指标$")], ["level2"] = [new("^二级指标$")], ["level3"] = [new("^指标内容$")],
            ["operator"] = [new("^指标性质$")], ["value"] = [new("^指标值$")], ["unit"] = [new("^单位$")], ["weight"] = [new("^权重$")],
        }),
        [new("^(产出|效益|满意度|成本)指标$")], [new("^(数量|质量|时效|成本)指标$")]);

    [Fact]
    public void A_second_level_class_printed_in_both_places_stays_under_the_first_level_before_it()
    {
        var indicators = new IndicatorReader(Shape).Read(Table(
            ["年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值"],
            ["", "产出指标", "数量指标", "培训人员", "≥50人次"],
            ["", "质量指标", "质量指标", "资金使用合规性", "100%"],
            ["", "成本指标", "成本指标", "政府采购成本", "不超限价"]));
        Assert.Equal(["产出指标", "产出指标", "产出指标"], indicators.Select(indicator => indicator.Level1));
        Assert.Equal(["数量指标", "质量指标", "成本指标"], indicators.Select(indicator => indicator.Level2));
    }

    [Fact]
    public void A_class_that_is_a_first_level_keeps_its_place_where_no_class_is_repeated()
    {
        var indicators = new IndicatorReader(Shape).Read(Table(
            ["年度绩效指标", "一级指标", "二级指标", "指标内容", "指标值"],
            ["", "产出指标", "数量指标", "培训人员", "≥50人次"],
            ["", "成本指标", "成本指标", "政府采购成本", "不超限价"]));
        Assert.Equal(["产出指标", "成本指标"], indicators.Select(indicator => indicator.Level1));
    }

    private static ExtractedTable Table(params string[][] rows) => new(
        rows.Length, rows[0].Length, 0,
        [.. rows.SelectMany((row, r) => row.Select((text, c) => new GridCell(r, c, 1, 1, text, text, Evidence.OnLine(r + 1, c, c + 1))))],
        [Evidence.OnLine(1, 0, 0), Evidence.OnLine(rows.Length, 0, 0)]);
}
