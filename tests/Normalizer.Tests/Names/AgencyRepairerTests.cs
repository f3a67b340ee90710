using Normalizer.Canonical;
using Normalizer.Names;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Names;

public sealed class AgencyRepairerTests
{
    private const string Publisher = "重庆市綦江区医疗保障事务中心";

    [Theory]
    [InlineData("天津市蓟江区医疗保障事务中心一般公共预算财政拨款基本支出预算", "重庆市綦江区医疗保障事务中心一般公共预算财政拨款基本支出预算", "region")]
    [InlineData("重庆市綦区医疗保障事务中心2022年部门预算", "重庆市綦江区医疗保障事务中心2022年部门预算", "region")]
    [InlineData("预算单位：重庆市綦江区医疗保障事夯中心", "预算单位：重庆市綦江区医疗保障事务中心", "agency")]
    public void A_damaged_form_of_the_publishers_name_is_put_right(string printed, string meant, string kind)
    {
        var repaired = Repair(printed);
        Assert.Equal(meant, ((TextBlock)repaired.Blocks[^1]).Text);
        Assert.Equal(kind, Assert.Single(repaired.Repairs).Class);
    }

    [Theory]
    [InlineData("重庆市綦江区医疗保障局")]
    [InlineData("綦江区医疗保障事务中心")]
    [InlineData("重庆市潼南区医疗保障事务中心")]
    [InlineData("重庆市綦江区医疗保险事务中心")]
    [InlineData("负责对、江区医疗保障事务中心")]
    public void Other_agencies_and_short_forms_stand_as_printed(string printed) =>
        Assert.Empty(Repair(printed).Repairs);

    [Fact]
    public void A_character_lost_before_the_next_word_is_put_back_and_later_places_still_point_into_the_source()
    {
        var lines = new[] { "重庆市潼南区医疗保障局", "重庆市潼南区医疗保障局", "我局即重庆市潼南区医疗保障下设三个单位" };
        var repaired = new AgencyRepairer(TestReference.All).Repair(Document(lines), Identity("重庆市潼南区医疗保障局", 2020));
        Assert.Equal("我局即重庆市潼南区医疗保障局下设三个单位", ((TextBlock)repaired.Blocks[2]).Text);
        Assert.Equal(("重庆市潼南区医疗保障", "重庆市潼南区医疗保障局"), (repaired.Repairs[0].From, repaired.Repairs[0].To));
    }

    private static ExtractedDocument Repair(string line) =>
        new AgencyRepairer(TestReference.All).Repair(Document([Publisher, Publisher, Publisher, line]), Identity(Publisher, 2022));

    private static DocumentIdentity Identity(string name, int year) =>
        new("", DocumentKind.Budget, year, new(name, name, null, null, null, null, 1), []);

    private static ExtractedDocument Document(string[] lines) => new("text/plain", null,
        [.. lines.Select((line, index) => (Block)new TextBlock(line, 0, [new(0, Evidence.OnLine(index + 1, 0, line.Length))]))], []);
}
