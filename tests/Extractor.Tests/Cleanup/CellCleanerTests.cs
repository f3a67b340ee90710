using Extractor.Cleanup;

namespace Extractor.Tests.Cleanup;

public sealed class CellCleanerTests
{
    private static readonly ColumnProfile Amounts = ColumnProfile.Of(["375,745,000.00", "2,225,000.00"]);
    private static readonly ColumnProfile Codes = ColumnProfile.Of(["208", "20805", "2080505"]);
    private static readonly ColumnProfile Names = ColumnProfile.Of(["行政运行", "事业运行"]);

    [Theory]
    [InlineData("375,745,00 0.00", "375,745,000.00")]
    [InlineData("7,422,337. 43", "7,422,337.43")]
    [InlineData("10,000,000 .00", "10,000,000.00")]
    [InlineData("<b>4,627,337.4 3</b>", "4,627,337.43")]
    [InlineData("７，２００．０３", "7,200.03")]
    [InlineData("2,80７．9０", "2,807.90")]
    [InlineData("-1,0 00.00", "-1,000.00")]
    public void A_broken_number_is_joined(string printed, string text) => Assert.Equal(text, CellCleaner.Clean(printed, Amounts).Text);

    [Theory]
    [InlineData("318.30 318.30")]
    [InlineData("1,129 07")]
    [InlineData("39,417 0.00")]
    [InlineData("440.23 15")]
    [InlineData("2,09B.Z3")]
    [InlineData("172,67")]
    [InlineData("1 302 39 502 01")]
    [InlineData("12 34")]
    public void What_needs_proof_stays_as_printed(string printed)
    {
        var cleaned = CellCleaner.Clean(printed, Amounts);
        Assert.Equal(printed, cleaned.Text);
        Assert.Empty(cleaned.Changes);
    }

    [Theory]
    [InlineData("210130 1", "2101301")]
    [InlineData("210 15 06", "2101506")]
    [InlineData("3010 8", "30108")]
    [InlineData("210 15 06 1", "210 15 06 1")]
    public void A_broken_code_is_joined_to_a_length_of_its_column(string printed, string text) => Assert.Equal(text, CellCleaner.Clean(printed, Codes).Text);

    [Fact]
    public void A_column_in_which_every_code_is_broken_still_has_codes()
    {
        var column = ColumnProfile.Of(["210130 1", "210159 9"]);
        Assert.Equal("split_code", Assert.Single(CellCleaner.Clean("210130 1", column).Changes).Class);
    }

    [Theory]
    [InlineData("机关事业单 位职业年金缴费支 出", "机关事业单位职业年金缴费支出", "split_name")]
    [InlineData("因公出国（境） 费", "因公出国（境）费", "split_name")]
    [InlineData("920208001001 -医疗保障局", "920208001001-医疗保障局", "split_name")]
    [InlineData("因公出国 (境)费用", "因公出国(境)费用", "split_name")]
    [InlineData("资金金额 (万元)", "资金金额 (万元)", null)]
    [InlineData("合　计", "合计", null)]
    [InlineData("八、 社会保障和就业支出", "八、社会保障和就业支出", null)]
    [InlineData("2020 年城乡居民补贴", "2020 年城乡居民补贴", null)]
    [InlineData("DIP payment 试点", "DIP payment 试点", null)]
    [InlineData("公务用车运行维护费 50208", "公务用车运行维护费 50208", null)]
    public void Spaces_inside_words_go_and_only_broken_words_are_reported(string printed, string text, string? repairClass)
    {
        var cleaned = CellCleaner.Clean(printed, Names);
        Assert.Equal(text, cleaned.Text);
        Assert.Equal(repairClass, cleaned.Changes.Select(change => change.Class).SingleOrDefault());
    }

    [Theory]
    [InlineData("<b>社会保障和就业支出</b>", "社会保障和就业支出")]
    [InlineData("**2070109**", "2070109")]
    [InlineData("其他商品\\和服务支出<br>", "其他商品和服务支出")]
    [InlineData("## 事业运行", "事业运行")]
    [InlineData("A&amp;B&nbsp;", "A&B")]
    public void Markup_goes_and_is_reported(string printed, string text)
    {
        var cleaned = CellCleaner.Clean(printed, Names);
        Assert.Equal(text, cleaned.Text);
        Assert.Equal("markup", cleaned.Changes[0].Class);
    }

    [Theory]
    [InlineData("**")]
    [InlineData("<5%")]
    [InlineData("55*735000 人")]
    [InlineData("#1")]
    public void Signs_that_mean_something_stay(string printed) => Assert.Equal(printed, CellCleaner.Clean(printed, Names).Text);

    [Theory]
    [InlineData("≥67 09人", "≥6709人")]
    [InlineData("202 4年公共就业经费", "2024年公共就业经费")]
    [InlineData("通知（〔20 19〕18号）", "通知（〔2019〕18号）")]
    [InlineData("C230 20200记账服务", "C23020200记账服务")]
    [InlineData("50012520T000000139 672-2020年设备", "50012520T000000139672-2020年设备")]
    [InlineData("2020 12月", "2020 12月")]
    [InlineData("项目终止时间 2020.12.31", "项目终止时间 2020.12.31")]
    [InlineData("(4) 资本性支出", "(4)资本性支出")]
    public void A_number_in_a_text_is_joined_where_two_would_make_no_sense(string printed, string text) => Assert.Equal(text, CellCleaner.Clean(printed, Names).Text);
}
