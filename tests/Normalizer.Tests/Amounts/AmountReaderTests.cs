using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Normalizer.Tests.Amounts;

public class AmountReaderTests
{
    [Theory]
    [InlineData("50,706,331.73", 50706331.73, 2)]
    [InlineData("552.80", 552.80, 2)]
    [InlineData("10000", 10000, 0)]
    [InlineData("375,745,00 0.00", 375745000.00, 2)]
    [InlineData("１，２３４．５", 1234.5, 1)]
    [InlineData("-1,198.10", -1198.10, 2)]
    [InlineData("(12.5)", -12.5, 1)]
    [InlineData("（12.5）", -12.5, 1)]
    [InlineData("¥ 3.00", 3, 2)]
    [InlineData("0.00", 0, 2)]
    [InlineData("11,〇〇〇.〇〇", 11000, 2)]
    public void Amounts_are_read_with_their_decimals(string text, double value, int decimals)
    {
        var reading = AmountReader.Read(text);
        Assert.Equal((CellState.Amount, (decimal)value, decimals), (reading.State, reading.Value, reading.Decimals));
    }

    [Theory]
    [InlineData("", CellState.Blank)]
    [InlineData(" 　", CellState.Blank)]
    [InlineData("-", CellState.Dash)]
    [InlineData("——", CellState.Dash)]
    [InlineData("/", CellState.Dash)]
    [InlineData("1,00O.00", CellState.Unreadable)]
    [InlineData("12.34.56", CellState.Unreadable)]
    [InlineData("1234567890123456789012", CellState.Unreadable)]
    [InlineData("及时支付", CellState.Text)]
    [InlineData("2024年5月1日", CellState.Text)]
    public void What_is_no_amount_has_no_value(string text, CellState state)
    {
        var reading = AmountReader.Read(text);
        Assert.Equal((state, null), (reading.State, reading.Value));
    }

    [Theory]
    [InlineData("￥516,699.00", "516,699.00")]
    [InlineData("7，700。00", "7,700.00")]
    [InlineData("7,700.00", "7,700.00")]
    [InlineData("(7,700.00)", "(7,700.00)")]
    public void The_plain_form_has_the_figures_own_characters_only(string text, string plain) => Assert.Equal(plain, AmountReader.Plain(text));

    [Theory]
    [InlineData("118,600.00元", "118,600.00", 1)]
    [InlineData("30 万元", "30", 10000)]
    [InlineData("1.2亿元", "1.2", 100000000)]
    public void An_amount_may_bring_its_unit_along(string text, string amount, int yuan)
    {
        var (read, unit) = UnitReader.OfAmount(text, Evidence.OnLine(1, 0, 1))!.Value;
        Assert.Equal((amount, (decimal)yuan), (read, unit.Yuan));
    }

    [Theory]
    [InlineData("元")]
    [InlineData("第3单元")]
    [InlineData("10元/人")]
    public void A_word_with_a_unit_is_no_amount(string text) => Assert.Null(UnitReader.OfAmount(text, Evidence.OnLine(1, 0, 1)));

    [Fact]
    public void A_percentage_is_not_an_amount()
    {
        var reading = AmountReader.Read("-33%");
        Assert.Equal((CellState.Percent, -33m), (reading.State, reading.Value));
    }
}
