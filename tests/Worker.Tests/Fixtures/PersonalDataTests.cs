using Worker.Fixtures;

namespace Worker.Tests.Fixtures;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("联系人：王小明 电话：0812-3345678", "联系人：某某某 电话：****-*******")]
    [InlineData("联系人：王小明电话：0812-3345678", "联系人：某某某电话：****-*******")]
    [InlineData("经办人\t李红\t金额", "经办人\t某某\t金额")]
    [InlineData("负责人（签字）：欧阳小红，手机13812345678", "负责人（签字）：某某某某，手机***********")]
    [InlineData("邮箱 a.b@example.cn 身份证 510112199001011234", "邮箱 *.*@*******.** 身份证 ******************")]
    public void Names_behind_their_label_and_numbers_by_their_form_are_blanked(string text, string blanked) =>
        Assert.Equal(blanked, PersonalData.Blanked(text));

    [Theory]
    [InlineData("合计\t13,812,345,678.00")]
    [InlineData("2101501\t行政运行\t138123456.78")]
    [InlineData("单位负责人签字")]
    public void Amounts_codes_and_bare_labels_stay(string text) => Assert.Equal(text, PersonalData.Blanked(text));

    [Fact]
    public void A_name_in_the_cell_beside_its_label_is_one() =>
        Assert.True(PersonalData.IsName("项目负责人", "李小红") && !PersonalData.IsName("项目名称", "李小红"));
}
