namespace Extractor.Tests.Reading.Text;

public sealed class PlainTextReaderTests
{
    [Fact]
    public void A_table_keeps_its_captions_outside_and_its_lines_from_title_to_note()
    {
        var document = TextReading.Read("前言说明。\n\n附件3-5\n\n## 某中心政府性基金预算支出表\n\n单位：万元\n\n科目编码\t科目名称\t本年支出\t\t\n\t\t合计\t基本支出\t项目支出\n\n（备注：本单位无政府性基金收支，故此表无数据。）\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal(["前言说明。", "附件3-5", "某中心政府性基金预算支出表", "单位：万元", "（备注：本单位无政府性基金收支，故此表无数据。）"], document.Texts());
        Assert.Equal([3, 12], table.Lines());
        Assert.Equal((2, 2), (table.RowCount, table.HeaderRows));
        Assert.Equal(["科目编码", "科目名称", "本年支出/合计", "本年支出/基本支出", "本年支出/项目支出"], table.Paths());
    }

    [Fact]
    public void A_title_inside_the_frame_becomes_a_block_before_the_table()
    {
        var document = TextReading.Read("部门收支总表\t\t\t\n部门：某局\t\t\t单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n合计\t1.00\t合计\t1.00\n备注：数字为年初预算。\t\t\t\n");
        Assert.Equal(["部门收支总表", "部门：某局", "单位：万元", "备注：数字为年初预算。"], document.Texts());
        Assert.Equal(["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"], Assert.Single(document.Tables()).Paths());
    }

    [Fact]
    public void Every_cell_knows_its_line_and_span()
    {
        var table = TextReading.OneTable("项目\t预算数\n 合计\t<b>440.23</b>\n");
        var cell = Assert.Single(table.Cells, cell => cell.Text == "440.23");
        Assert.Equal("<b>440.23</b>", cell.Printed);
        Assert.Equal(Evidence.OnLine(2, 4, 17), cell.At);
        Assert.Equal(0.5, Assert.Single(table.Cells, cell => cell.Text == "合计").Indent);
    }

    [Fact]
    public void A_dashed_rule_between_rows_is_no_row_and_is_reported()
    {
        var document = TextReading.Read("序号\t单位名称\t拟变动情况\n----\t------\t-------\n\n序号\t单位名称\t拟变动情况\n1\t渭南市医疗保障局\t无变动\n2\t渭南市医疗经办服务中心\t无变动\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal((3, 1), (table.RowCount, table.HeaderRows));
        Assert.Equal(2, Assert.Single(document.OfClass("markup")).At.At.Line);
        Assert.Equal(4, Assert.Single(document.OfClass("header")).At.At.Line);
    }

    [Fact]
    public void Bars_separate_cells_as_tabs_do()
    {
        var table = TextReading.OneTable("| 项目 | 预算数 |\n| --- | ---: |\n| 合计 | 1.00 |\n");
        Assert.Equal([["项目", "预算数"], ["合计", "1.00"]], table.ToGrid());
        Assert.Equal(Evidence.OnLine(3, 7, 11), table.Cells[^1].At);
    }

    [Fact]
    public void Line_ends_of_any_system_count_alike()
    {
        var table = TextReading.OneTable("标题\r\n\r\n项目\t预算数\r\n合计\t1.00\r\n");
        Assert.Equal([3, 4], table.Lines());
        Assert.Equal("1.00", table.Row(1)[1]);
    }

    [Fact]
    public void A_row_whose_cells_ran_together_stays_a_row_of_its_table()
    {
        var table = TextReading.OneTable("科目\t预算数\n基本工资\t1.00\n津贴补贴 2.00\n奖金\t3.00\n");
        Assert.Equal(["津贴补贴 2.00", ""], table.Row(2));
        Assert.Equal(4, table.RowCount);
    }

    [Fact]
    public void The_same_bytes_give_the_same_document()
    {
        const string Text = "# 标题\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n合 计\t１.00\t合计\t1.0 0\n";
        Assert.Equal(TextReading.Read(Text).Repairs.Select(repair => repair.To), TextReading.Read(Text).Repairs.Select(repair => repair.To));
        Assert.Equal(TextReading.OneTable(Text).Cells.ToArray(), TextReading.OneTable(Text).Cells.ToArray());
    }

    [Fact]
    public void An_HTML_table_in_a_text_is_a_table_with_exact_places()
    {
        var document = TextReading.Read("## 部门支出总表\n\n单位：万元 <table><tr><td rowspan=\"2\">科目名称</td><td colspan=\"2\">2022年预算数</td></tr><tr><td>基本支出</td><td>项目支出</td></tr>\n<tr><td>合计</td><td>537.20</td>\n<td>15.60</td></tr></table>\n\n备注：无。\n");
        var table = Assert.Single(document.Tables());
        Assert.Equal(["部门支出总表", "单位：万元", "备注：无。"], document.Texts());
        Assert.Equal(["科目名称", "2022年预算数/基本支出", "2022年预算数/项目支出"], table.Paths());
        Assert.Equal(Evidence.OnLine(4, 19, 25), Assert.Single(table.Cells, cell => cell.Text == "537.20").At);
        Assert.Equal(Evidence.OnLine(5, 4, 9), Assert.Single(table.Cells, cell => cell.Text == "15.60").At);
    }

    [Fact]
    public void HTML_tables_of_two_pages_are_joined_when_the_header_is_repeated()
    {
        const string Header = "<table><tr><td>科目</td><td>预算数</td></tr>";
        var document = TextReading.Read(Header + "<tr><td>基本工资</td><td>1.00</td></tr></table>\n\n" + Header + "<tr><td>奖金</td><td>2.00</td></tr></table>\n");
        Assert.Equal(3, Assert.Single(document.Tables()).RowCount);
        Assert.Equal("repeated-header", Assert.Single(document.Repairs).Rule);
    }

    [Fact]
    public void A_table_tag_without_its_end_is_left_over_markup()
    {
        var document = TextReading.Read("收入<table>总表，见附件。\n\n正文。\n");
        Assert.Equal(["收入总表，见附件。", "正文。"], document.Texts());
    }
}
