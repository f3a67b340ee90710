using Extractor.Tests.Reading.Text;

namespace Extractor.Tests.Tables.Tabbed;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("科目编码\t科目名称\t总计\n合计\t\t1.00", "科目编码|科目名称|总计")]
    [InlineData("功能分类科目\t\t2023年预算数\t2024年预算数\t\t\t增幅%\n科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t\n合计\t\t1.00\t1.00\t1.00\t\t-33%",
        "功能分类科目/科目编码|功能分类科目/科目名称|2023年预算数|2024年预算数/小计|2024年预算数/基本支出|2024年预算数/项目支出|增幅%")]
    [InlineData("政府预算经济科目\t\t基本支出\n科目编码\t科目名称\t\n合计\t\t1.00", "政府预算经济科目/科目编码|政府预算经济科目/科目名称|基本支出")]
    [InlineData("科目编码\t科目名称\t合计\t项目支出\t\t\n\t\t\t小计\t人员性项目\t一般性项目\n\t总计:\t1.00\t1.00\t\t", "科目编码|科目名称|合计|项目支出/小计|项目支出/人员性项目|项目支出/一般性项目")]
    [InlineData("编号\t工作表名\t\n1\t表一\t收支预算总表", "编号|工作表名|工作表名")]
    [InlineData("科目编码\t\t\t采购项目\t预算金额\n类\t款\t项\t\t\n210\t15\t06\t印刷\t1.00", "科目编码/类|科目编码/款|科目编码/项|采购项目|预算金额")]
    public void Spans_are_read_off_the_blanks(string text, string paths) => Assert.Equal(paths.Split('|'), TextReading.OneTable(text).Paths());

    [Fact]
    public void Three_levels_give_three_levels_of_path()
    {
        var table = TextReading.OneTable("2022年预算数\t\t\t\t\t\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行费\t\n1.00\t\t\t\t\t1.00\n");
        Assert.Equal(3, table.HeaderRows);
        Assert.Equal("2022年预算数/公务用车购置及运行费/公务用车运行费", table.Paths()[4]);
        Assert.Equal("2022年预算数/公务接待费", table.Paths()[5]);
    }

    [Fact]
    public void A_group_printed_one_column_early_goes_back_over_the_repeated_headings()
    {
        var document = TextReading.Read("2024年预算数\t\t\t\t\t2023年预算数\t\t\t\t\t\t\n合计\t因公出国（境） 费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境） 费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t购置费\t运行费\t\t\t\t小计\t购置费\t运行费\t\n90,000.00\t\t80,000.00\t\t80,000.00\t10,000.00\t115,000.00\t\t105,000.00\t\t105,000.00\t10,000.00\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal("2024年预算数/公务接待费", table.Paths()[5]);
        Assert.Equal("2023年预算数/公务用车购置及运行费/小计", table.Paths()[8]);
        Assert.Equal(1, Assert.Single(document.OfClass("header")).At.At.Line);
    }

    [Fact]
    public void A_level_printed_from_the_left_edge_names_the_columns_without_a_name()
    {
        var table = TextReading.OneTable("单位编码\t单位名称\t合计\t部门预算\t\t\n\t\t\t一般公共预算拨款\t\t事业收入\n小计\t\t\t其中：专项资金\t\t\n611\t某局\t12.00\t11.00\t1.00\t\n");
        Assert.Equal(3, table.HeaderRows);
        Assert.Equal(["部门预算/一般公共预算拨款/小计", "部门预算/一般公共预算拨款/其中：专项资金", "部门预算/事业收入"], table.Paths()[3..]);
        Assert.Equal("小计", table.Row(2)[3]);
    }

    [Fact]
    public void A_spanning_cell_printed_short_gives_its_followers_their_columns_back()
    {
        var table = TextReading.OneTable("功能分类科目\t2023年预算数\t2024年预算数\t\t\t增幅\t\n科目编码\t科目名称\t\t小计\t基本支出\t项目支出\t\n208\t社会保障\t1.00\t2.00\t1.00\t1.00\t100%\n");
        Assert.Equal(["功能分类科目/科目编码", "功能分类科目/科目名称", "2023年预算数", "2024年预算数/小计", "2024年预算数/基本支出", "2024年预算数/项目支出", "增幅"], table.Paths());
    }

    [Fact]
    public void A_row_of_column_numbers_belongs_to_the_header()
    {
        var table = TextReading.OneTable("收入\t\t\t支出\t\t\n项目\t行次\t决算数\t项目\t行次\t决算数\n栏次\t\t1\t栏次\t\t2\n一、一般公共预算财政拨款收入\t1\t6,841.97\t一、一般公共服务支出\t31\t\n");
        Assert.Equal((4, 3), (table.RowCount, table.HeaderRows));
    }

    [Fact]
    public void An_empty_total_row_is_data_and_a_form_has_no_header()
    {
        Assert.Equal(2, TextReading.OneTable("科目编码\t科目名称\t本年支出\t\n\t\t总计\t基本支出\n合计\t\t\t\n").HeaderRows);
        Assert.Equal(0, TextReading.OneTable("项目名称\t城乡医疗救助\t\t\n主管部门\t\t实施单位\t某局\n绩效指标\t一级指标\t二级指标\t指标值\n\t产出指标\t数量指标\t≥5次\n").HeaderRows);
    }

    [Fact]
    public void A_table_without_a_single_amount_has_its_header_all_the_same()
    {
        var table = TextReading.OneTable("收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、政府性基金拨款\t\t一、科学技术支出\t\n\t\t二、文化旅游体育与传媒支出\t\n");
        Assert.Equal((4, 2), (table.RowCount, table.HeaderRows));
    }

    [Theory]
    [InlineData("收入\t支出\t\t\n项目\t预算数\t项目\t预算数\n合计\t1.00\t合计\t1.00", "收入/项目|收入/预算数|支出/项目|支出/预算数")]
    [InlineData("经济分类科目\t2022年基本支出\t\t\t\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n30101\t基本工资\t1.00\t1.00\t",
        "经济分类科目/科目编码|经济分类科目/科目名称|2022年基本支出/合计|2022年基本支出/人员经费|2022年基本支出/公用经费")]
    public void Two_groups_part_where_headings_begin_anew_or_numbers_begin(string text, string paths) => Assert.Equal(paths.Split('|'), TextReading.OneTable(text).Paths());

    [Fact]
    public void An_empty_column_more_at_the_right_moves_nothing()
    {
        var document = TextReading.Read("收入\t\t支出\t\t\n项目\t预算数\t项目\t预算数\t\n合计\t1.00\t合计\t1.00\t\n");
        Assert.Empty(document.Repairs);
        Assert.Equal(["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"], Assert.Single(document.Tables()).Paths());
    }

    [Fact]
    public void A_heading_over_an_empty_column_moves_to_the_values_beside_it()
    {
        const string Rows = "\t产出指标\t数量指标\t培训人员\t≥50人次\t\n\t\t\t宣传活动\t≥2次\t\n\t\t\t宣传资料\t≥5000份\t{0}\n";
        const string Form = "单位名称\t某局\t\t\t\t\n年度绩效指标\t一级指标\t二级指标\t指标内容\t\t指标值\n" + Rows;
        Assert.Equal("指标值", TextReading.OneTable(Form.Replace("{0}", "")).Row(1)[4]);
        Assert.Equal("指标值", TextReading.OneTable(Form.Replace("{0}", "注")).Row(1)[5]);
    }

    [Fact]
    public void A_group_and_its_first_heading_in_one_cell_become_two_levels()
    {
        var document = TextReading.Read("单位编码\t合计\t部门预算\t\t\n\t\t公共预算拨款 小计\t其中：专项资金\t事业收入\n611\t12.00\t11.00\t1.00\t\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal(["单位编码", "合计", "部门预算/公共预算拨款/小计", "部门预算/公共预算拨款/其中：专项资金", "部门预算/事业收入"], table.Paths());
        Assert.Equal((4, 3), (table.RowCount, table.HeaderRows));
        Assert.Equal("公共预算拨款/小计", Assert.Single(document.OfClass("header")).To);
        Assert.Equal(Evidence.OnLine(2, 9, 11), Assert.Single(table.Cells, cell => cell.Text == "小计").At);
    }
}
