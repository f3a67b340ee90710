using Extractor.Tables.Tabbed;

namespace Extractor.Tests.Tables.Tabbed;

public sealed class SplitRowTests
{
    private const string Before = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障\t180.00\t180.00\t\n20805\t养老\t180.00\t180.00\t\n2080505\t基本养老\t120.00\t120.00\t\n";

    [Theory]
    [InlineData("210\t卫生健康\n120.00\t20.00\t100.00")]
    [InlineData("210\t卫生\n健康\t120.00\t20.00\t100.00")]
    [InlineData("210\t卫生健康\t120.\n00\t20.00\t100.00")]
    public void A_row_on_two_lines_is_one_row(string cut)
    {
        var (rows, repairs) = Build(Before + cut + "\n2080506\t年金\t60.00\t60.00\t");
        Assert.Equal("210|卫生健康|120.00|20.00|100.00", rows[4]);
        Assert.Equal(6, rows.Length);
        Assert.Equal("row", Assert.Single(repairs).Class);
    }

    [Theory]
    [InlineData("210\t卫生健康\n21011\t行政\t120.00")]
    [InlineData("210\t卫生健康\n说明\t20.00\t100.00")]
    [InlineData("210\t卫生健康\t120.00\t20.00\n21011\t行政\t100.00\t20.00")]
    public void Two_short_rows_stay_two(string lines)
    {
        var (rows, repairs) = Build(Before + lines);
        Assert.Equal(6, rows.Length);
        Assert.Empty(repairs);
    }

    private static (string[] Rows, ImmutableArray<Repair> Repairs) Build(string text)
    {
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var table = TabbedTableBuilder.Build([.. text.Split('\n').Select((line, i) => RowSplitter.Split(i + 1, line))], repairs);
        return ([.. table.ToGrid().Select(row => string.Join('|', row))], repairs.ToImmutable());
    }
}
