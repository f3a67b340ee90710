using Normalizer.Privacy;

namespace Normalizer.Tests.Privacy;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("联系人王小明13812345678", "联系人王小明138********")]
    [InlineData("手机：138 1234 5678。", "手机：138 **** ****。")]
    [InlineData("199-1234-5678、15012345678", "199-****-****、150********")]
    [InlineData("+86 13812345678", "+86 138********")]
    [InlineData("电话 13 8123 4 5678 转王", "电话 13 8*** * **** 转王")]
    [InlineData("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * * * * *")]
    [InlineData("１３８１２３４５６７８", "１３８********")]
    [InlineData("医疗保障局138123456782024年部门预算", "医疗保障局138********2024年部门预算")]
    [InlineData("李红 186 1234 5678\t已办", "李红 186 **** ****\t已办")]
    public void A_number_keeps_its_first_three_digits_and_its_length(string text, string masked) =>
        Assert.Equal(masked, MobileNumber.Apply(text, MobileNumberRule.Mask));

    [Theory]
    [InlineData("联系人王小明13812345678，请来电", "联系人王小明，请来电")]
    [InlineData("电话：+86-138-1234-5678", "电话：")]
    public void A_dropped_number_leaves_what_stands_around_it(string text, string dropped) =>
        Assert.Equal(dropped, MobileNumber.Apply(text, MobileNumberRule.Drop));

    [Theory]
    [InlineData("51000022T000013812345678")]
    [InlineData("项目编码 500110138123456789")]
    [InlineData("合计 13,812,345,678.00")]
    [InlineData("13812345678.50")]
    [InlineData("支出13812345678元")]
    [InlineData("支出13812345678 万元")]
    [InlineData("023-67123456")]
    [InlineData("12812345678")]
    [InlineData("行政运行 1381 2345 678 90")]
    [InlineData("行政运行 13 81 234 5678")]
    [InlineData("500 138 1234 5678")]
    [InlineData("2024-13812345678")]
    public void Codes_amounts_and_figures_side_by_side_stay(string text) =>
        Assert.Equal(text, MobileNumber.Apply(text, MobileNumberRule.Mask));

    [Fact]
    public void Kept_is_kept() => Assert.Equal("13812345678", MobileNumber.Apply("13812345678", MobileNumberRule.Keep));
}
