using Extractor.Tests.Reading.Text;

namespace Extractor.Tests.Tables.Tabbed;

public sealed class ContinuationTests
{
    private const string Header = "科目编码\t科目名称\t合计\t基本支出\n";

    [Fact]
    public void Rows_after_a_blank_line_go_on_with_the_table()
    {
        var table = TextReading.OneTable(Header + "208\t社会保障和就业支出\t5.00\t5.00\n\n210\t卫生健康支出\t1.00\t1.00\n");
        Assert.Equal((3, 1), (table.RowCount, table.HeaderRows));
        Assert.Equal([1, 4], table.Lines());
    }

    [Fact]
    public void A_header_printed_again_is_dropped_and_reported_but_a_row_printed_again_is_not()
    {
        var document = TextReading.Read(Header + "208\t社会保障和就业支出\t5.00\t5.00\n\n" + Header + "208\t社会保障和就业支出\t5.00\t5.00\n");
        Assert.Equal(3, Assert.Single(document.Tables()).RowCount);
        Assert.Equal("repeated-header", Assert.Single(document.Repairs).Rule);
    }

    [Fact]
    public void A_repeated_header_with_an_empty_column_more_lines_its_rows_up()
    {
        var table = TextReading.OneTable(Header + "208\t社会保障\t5.00\t5.00\n\n\t" + Header + "\t210\t卫生健康支出\t1.00\t1.00\n");
        Assert.Equal(["210", "卫生健康支出", "1.00", "1.00"], table.Row(2));
    }

    [Fact]
    public void A_page_number_does_not_end_a_table()
    {
        var document = TextReading.Read(Header + "208\t社会保障\t5.00\t5.00\n\n- 12 -\n\n210\t卫生健康支出\t1.00\t1.00\n");
        Assert.Equal(3, Assert.Single(document.Tables()).RowCount);
    }

    [Fact]
    public void Rows_that_lost_their_label_column_move_back_and_a_stray_label_is_dropped()
    {
        var document = TextReading.Read("总体情况\t支出总额\t基本支出\t\t\t\t\t\n绩效\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t单位\t权重\n\t产出指标\t时效指标\t参保人数\t≥\t63\t万人\t4\n\t产出指标\t时效指标\t救助人次\t≥\t90000\t人次\t5\n\n况\n\n产出指标\t时效指标\t办理人数\t≥\t5000\t人数\t3\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal(["", "产出指标", "时效指标", "办理人数", "≥", "5000", "人数", "3"], table.Row(4));
        Assert.Equal("stray-label", Assert.Single(document.OfClass("row")).Rule);
        Assert.Single(document.OfClass("shifted_cells"));
    }

    [Fact]
    public void A_title_between_two_tables_keeps_them_apart()
    {
        var document = TextReading.Read(Header + "208\t社会保障\t5.00\t5.00\n\n部门支出总表\n\n" + Header + "210\t卫生健康支出\t1.00\t1.00\n");
        Assert.Equal(2, document.Tables().Length);
        Assert.Equal([4, 7], document.Tables()[1].Lines());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void Another_header_over_numbers_begins_another_table_even_without_a_title(string gap)
    {
        var document = TextReading.Read(Header + "208\t社会保障\t5.00\t5.00\n210\t卫生健康支出\t1.00\t1.00\n" + gap + "项目\t本年预算\t上年预算\t增减\n因公出国费\t1.00\t2.00\t-1.00\n公务接待费\t1.00\t2.00\t-1.00\n");
        Assert.Equal([3, 3], document.Tables().Select(table => table.RowCount));
        Assert.Equal("项目", document.Tables()[1].Row(0)[0]);
    }

    [Fact]
    public void A_form_goes_on_over_a_page_break_before_its_indicators()
    {
        var table = TextReading.OneTable("专项资金名称\t宣传经费\t\t\t主管部门\t某局\t\n当年预算\t20,000.00\t\t\t区级支出（元）\t20,000.00\t\n\n\t指标名称\t指标权重\t计量单位\t指标性质\t指标值\t是否核心指标\n绩效指标\t制作质量\t10\t\t定性\t达标\t否\n");
        Assert.Equal((4, 0), (table.RowCount, table.HeaderRows));
    }

    [Theory]
    [InlineData("部门支出总表", "单位：元")]
    [InlineData("部门支出总表（续）", "续表")]
    public void A_caption_and_header_printed_again_do_not_begin_a_new_table(string title, string unit)
    {
        var document = TextReading.Read("部门支出总表\n\n单位：元\n\n" + Header + "208\t社会保障\t5.00\t5.00\n\n" + title + "\n\n" + unit + "\n\n" + Header + "210\t卫生健康支出\t1.00\t1.00\n");
        Assert.Equal((3, 1), (Assert.Single(document.Tables()).RowCount, document.Tables()[0].HeaderRows));
        Assert.Equal(["部门支出总表", "单位：元"], document.Texts());
        Assert.Equal(2, document.OfClass("row").Length);
    }

    [Fact]
    public void The_same_form_for_another_project_is_another_table()
    {
        const string Form = "项目名称\t某项目\t\t\n主管部门\t\t实施单位\t某局\n绩效指标\t一级指标\t二级指标\t指标值\n\t产出指标\t数量指标\t≥5次\n\n";
        Assert.Equal(2, TextReading.Read("项目绩效目标表\n\n" + Form + "项目绩效目标表\n\n" + Form).Tables().Length);
    }

    [Fact]
    public void Rows_that_lost_their_empty_cells_with_the_tabs_stay_rows()
    {
        var table = TextReading.OneTable("收入\t\t支出\n项目\t预算数\t项目\t预算数\n政府性基金\t\t卫生健康支出\t1.00\n财政专户管理资金\n事业收入资金\n二、上年结转\t2.00\n三、用事业基金弥补收支差额\n\n正文第一段，与上表无关。\n");
        Assert.Equal((7, 2), (table.RowCount, table.HeaderRows));
        Assert.Equal(["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"], table.Paths());
        Assert.Equal(["事业收入资金", "", "", ""], table.Row(4));
    }

    [Fact]
    public void Codes_glued_to_a_count_move_to_the_empty_columns_beside_it()
    {
        var document = TextReading.Read("采购项目\t数量\t部门科目\t政府科目\t预算金额\n记账\t1 302 27 502 05\t\t\t30,000.00\n印刷\t1 302 02 502 01\t\t\t20,000.00\n");
        Assert.Equal(["记账", "1", "30227", "50205", "30,000.00"], Assert.Single(document.Tables()).Row(1));
        Assert.Equal("1\t30227\t50205", document.OfClass("merged_cells")[0].To);
    }

    [Fact]
    public void A_label_known_from_other_forms_is_parted_from_its_value()
    {
        const string Form = "项目名称\t某项目\t\t\n资金总额\t80\t{0}\n绩效指标\t一级指标\t二级指标\t指标值\n\t产出指标\t数量指标\t≥5次\n\n绩效目标表\n\n";
        var document = TextReading.Read(Form.Replace("{0}", "项目终止时间\t2020.12.31") + Form.Replace("{0}", "项目终止时间\t2020.12.31") + Form.Replace("{0}", "项目终止时间 2020.12.31\t"));
        Assert.Equal(["资金总额", "80", "项目终止时间", "2020.12.31"], document.Tables()[2].Row(1));
        Assert.Equal("项目终止时间\t2020.12.31", Assert.Single(document.OfClass("merged_cells")).To);
    }
}
