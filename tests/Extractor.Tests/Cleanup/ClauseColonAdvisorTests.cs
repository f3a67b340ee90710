using Extractor.Cleanup;

namespace Extractor.Tests.Cleanup;

public sealed class ClauseColonAdvisorTests
{
    [Theory]
    [InlineData("根据中、省规定,拟订全市城镇职工、城乡居民医疗保障筹资和待遇政策、标准:统筹推进全市多层次医疗保障体系建设。", "策、标准；统筹推进")]
    [InlineData("负责本区医疗保障经办管理、公共服务体系和信息化建设:负责全市异地就医管理和费用结算工作。", "息化建设；负责全市")]
    public void A_colon_between_two_duties_is_suggested_to_be_a_semicolon(string text, string to)
    {
        var suggestion = Assert.Single(ClauseColonAdvisor.Suggest(Block(text)));
        Assert.Equal((to, false), (suggestion.To, suggestion.Applied));
    }

    [Theory]
    [InlineData("4.办公室：负责机关及所属事业单位日常运转，承担安全、保密等工作。")]
    [InlineData("按照上级单位的统一要求，本单位今年的主要工作任务如下：负责医疗保障基金的核算。")]
    [InlineData("较上年增加1.00万元，增长10%，增长的主要原因是：增加人员调入。")]
    [InlineData("一般公共预算：是指对以税收为主体的财政收入，安排用于保障和改善民生的收支预算。")]
    public void A_colon_after_a_label_stays(string text) => Assert.Empty(ClauseColonAdvisor.Suggest(Block(text)));

    private static TextBlock Block(string text) => new(text, 0, [new(0, Evidence.OnLine(1, 0, text.Length))]);
}
