using Extractor.Cleanup;
using Extractor.Tests.Reading.Text;

namespace Extractor.Tests.Cleanup;

public sealed class ProseAdvisorTests
{
    [Theory]
    [InlineData("根据中、省规定,拟订全市城镇职工、城乡居民医疗保障筹资和待遇政策、标准:统筹推进全市多层次医疗保障体系建设。", "遇政策、标准；统筹推进全市")]
    [InlineData("负责本区医疗保障经办管理、公共服务体系和信息化建设:负责全市异地就医管理和费用结算工作。", "和信息化建设；负责全市异地")]
    [InlineData("2022年政府性基金预算支出0万元，比2021年增加(或减少)0万元。", "021年增加0万元。")]
    [InlineData("六、专业性名词解释（纳入向社会公开范围的部门必须填写！）", "业性名词解释")]
    [InlineData("1. 提升参保质量。2. 推进支付改革。3. 坚持依法行政4. 加强行风建设。", "坚持依法行政。4. 加强行")]
    public void What_a_reader_would_ask_about_is_suggested(string text, string to)
    {
        var suggestion = Assert.Single(ProseAdvisor.Of(text)).ToRepair(text, Evidence.OnLine(1, 0, 0));
        Assert.Equal((to, false), (suggestion.To, suggestion.Applied));
    }

    [Theory]
    [InlineData("4.办公室：负责机关及所属事业单位日常运转，承担安全、保密等工作。")]
    [InlineData("按照上级单位的统一要求，本单位今年的主要工作任务如下：负责医疗保障基金的核算。")]
    [InlineData("较上年增加1.00万元，增长10%，增长的主要原因是：增加人员调入。")]
    [InlineData("一般公共预算：是指对以税收为主体的财政收入，安排用于保障和改善民生的收支预算。")]
    [InlineData("公务接待费（含外宾接待）支出1.00万元，2.50万元为上年数。")]
    public void Ordinary_writing_is_left_alone(string text) => Assert.Empty(ProseAdvisor.Of(text));

    [Fact]
    public void A_paragraph_without_its_full_stop_is_asked_about_before_a_heading()
    {
        const string Text = "## （二）单位构成\n\n重庆市潼南区医疗保障局下设潼南区城乡医疗救助中心、潼南区医疗保障事务中心、潼南区医药价格和招采中心\n\n### （三）机构改革\n";
        var suggestion = Assert.Single(TextReading.Read(Text).OfClass("punctuation"));
        Assert.EndsWith("招采中心。", suggestion.To, StringComparison.Ordinal);
        Assert.False(suggestion.Applied);
    }
}
