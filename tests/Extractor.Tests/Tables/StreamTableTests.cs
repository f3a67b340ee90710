using Extractor.Tables;
using Extractor.Tables.Continuation;

namespace Extractor.Tests.Tables;

/// <summary>Tables without closed cells, as reports set them: rules across at most, wrapped labels, sums with a line above.</summary>
public sealed class StreamTableTests : WrittenPage
{
    /// <summary>One row: a label and figures that end at 300, 400, …</summary>
    private void Row(double y, string label, params string[] figures)
    {
        Write(100, y, label);
        foreach (var (i, figure) in figures.Index()) WriteRight(300 + 100 * i, y, figure);
    }

    [Fact]
    public void A_wrapped_label_with_its_figures_on_the_last_line_is_one_row()
    {
        Row(100, "Category", "2001", "2002");
        Row(114, "Grants to State and local");
        Row(125, "governments for education", "68,660", "3,166");
        Row(136, "Interest", "11,020", "97,468");
        Row(147, "Administrative expenses of");
        Row(158, "Departments, net of fees", "93,240", "98,395");
        Assert.Equal(
            ["Category|2001|2002", "Grants to State and local governments for education|68,660|3,166", "Interest|11,020|97,468",
                "Administrative expenses of Departments, net of fees|93,240|98,395"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Rules_between_wrapped_texts_part_the_rows()
    {
        foreach (var y in new[] { 98.0, 112, 138, 164, 190 }) Across(y, 100, 480);
        Write(100, 100, "Recommendation");
        Write(300, 100, "Response");
        foreach (var (i, (first, second)) in new[] { ("Review the fees charged", "by all offices"), ("Publish the annual plans", "every June"), ("Appoint a new director", "before winter") }.Index())
        {
            Write(100, 114 + 26 * i, first);
            Write(100, 125 + 26 * i, second);
            Write(300, 114 + 26 * i, "Agreed");
        }
        Assert.Equal(
            ["Recommendation|Response", "Review the fees charged by all offices|Agreed", "Publish the annual plans every June|Agreed", "Appoint a new director before winter|Agreed"],
            Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Lines_above_sums_do_not_leave_the_labels_out()
    {
        Row(100, "", "2010", "2009");
        foreach (var (i, label) in new[] { "Cash", "Securities", "Receivables", "Total current", "Property", "Total assets" }.Index()) Row(115 + 14 * i, label, $"{10 + i},852", $"{20 + i},435");
        foreach (var y in new[] { 111.0, 155, 183, 197 })
        {
            Across(y, 250, 305);
            Across(y, 350, 405);
        }
        var table = Assert.Single(Extract().Tables);
        Assert.Equal(["|2010|2009", "Cash|10,852|20,435", "Securities|11,852|21,435"], Rows(table)[..3]);
    }

    [Fact]
    public void Tables_beside_each_other_have_rules_that_do_not_meet()
    {
        foreach (var x in new[] { 60.0, 330 })
        {
            foreach (var y in new[] { 98.0, 112, 170 }) Across(y, x, x + 200);
            Write(x, 100, "State");
            WriteRight(x + 200, 100, "Number");
            foreach (var (i, name) in new[] { "Alabama", "Alaska", "Arizona", "Arkansas" }.Index())
            {
                Write(x, 114 + 14 * i, name);
                WriteRight(x + 200, 114 + 14 * i, $"{i + 1},250");
            }
        }
        var tables = Extract().Tables;
        Assert.Equal(2, tables.Length);
        Assert.All(tables, table => Assert.Equal(["State|Number", "Alabama|1,250", "Alaska|2,250", "Arizona|3,250", "Arkansas|4,250"], Rows(table)));
    }

    [Fact]
    public void The_number_and_name_of_a_table_begin_another()
    {
        foreach (var (k, top) in new[] { 100.0, 170 }.Index())
        {
            Write(100, top - 14, $"Table {k + 1}. Supply");
            Row(top, "Fuel", "Price", "Change");
            foreach (var (i, name) in new[] { "Coal", "Gas", "Wood" }.Index()) Row(top + 12 + 12 * i, name, $"{i + k}.5", $"{i}.75");
        }
        Assert.Equal([4, 4], Extract().Tables.Select(table => table.RowCount));
    }

    [Fact]
    public void An_empty_table_is_all_header()
    {
        foreach (var y in new[] { 98.0, 134 }) Across(y, 100, 500);
        Write(110, 110, "科目编码");
        Write(180, 110, "科目名称");
        Write(320, 102, "本年财政拨款支出");
        Write(260, 118, "合计");
        Write(340, 118, "基本支出");
        Write(440, 118, "项目支出");
        var table = Assert.Single(Extract().Tables);
        Assert.Equal(["科目编码|科目名称|本年财政拨款支出||", "||合计|基本支出|项目支出"], Rows(table));
    }

    [Fact]
    public void Bars_of_different_heights_make_a_chart_and_shaded_titles_do_not()
    {
        foreach (var (i, height) in new[] { 20.0, 35, 50, 65, 80 }.Index())
        {
            Write(100 + 40 * i, 190 - height, $"{height}.0");
            Write(100 + 40 * i, 215, $"{2001 + i}");
        }
        Row(230, "Shares", "1.5", "2.5");
        var bars = new[] { 20.0, 35, 50, 65, 80 }.Select((height, i) => new Box(100 + 40 * i, 210 - height, 125 + 40 * i, 210));
        Assert.Empty(Extract(fills: bars).Tables);
    }

    [Fact]
    public void A_list_of_tables_is_no_table()
    {
        foreach (var (i, name) in new[] { "Income", "Outlays", "Receipts", "Staff", "Costs" }.Index())
        {
            Write(100, 100 + 14 * i, $"Table {i + 1}.");
            Write(170, 100 + 14 * i, name);
            WriteRight(400, 100 + 14 * i, $"{3 + 7 * i}");
        }
        Assert.Empty(Extract().Tables);
    }

    [Fact]
    public void The_short_rest_of_a_table_stands_in_the_columns_of_the_page_before()
    {
        var layouts = new List<PageLayout>();
        foreach (var page in new[] { 1, 2 })
        {
            Clear();
            var names = page == 1 ? new[] { "工资福利支出", "基本工资", "津贴补贴", "奖金", "绩效工资" } : ["其他"];
            foreach (var y in new[] { 98.0, 112, 126 + 14 * (names.Length - 1) }) Across(y, 100, 500);
            Write(110, 100, "科目编码");
            Write(250, 100, "科目名称");
            Write(450, 100, "合计");
            foreach (var (i, name) in names.Index())
            {
                Write(102, 114 + 14 * i, $"{30101 + i + 9 * page}");
                Write(182, 114 + 14 * i, name);
                WriteRight(498, 114 + 14 * i, $"{i + 1},000.00");
            }
            layouts.Add(Extract(page: page));
        }
        var table = Assert.IsType<TableBlock>(Assert.Single(new ContinuationJoiner().Join(layouts))).Table;
        Assert.Equal(["30119", "其他", "1,000.00"], table.ToGrid()[^1]);
        Assert.Equal(3, table.ColumnCount);
    }

    [Fact]
    public void Currency_signs_set_apart_belong_to_their_figures_and_headings_to_the_body()
    {
        Row(100, "", "2010", "2009");
        Write(100, 114, "ASSETS");
        Write(100, 128, "Intragovernmental:");
        foreach (var (i, label) in new[] { "Fund balance", "Investments", "Receivables", "Total assets" }.Index()) Row(142 + 14 * i, label, $"{10 + i},852", $"{20 + i},435");
        foreach (var y in new[] { 142.0, 184 })
        {
            Write(250, y, "$");
            Write(350, y, "$");
        }
        Assert.Equal(
            ["ASSETS|2010|2009", "Intragovernmental:||", "Fund balance|$ 10,852|$ 20,435", "Investments|11,852|21,435", "Receivables|12,852|22,435", "Total assets|$ 13,852|$ 23,435"],
            Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void A_table_in_one_column_of_a_page_of_prose_is_seen_by_itself()
    {
        for (var i = 0; i < 14; i++) Write(60, 100 + 12 * i, "increase public payments and income rate");
        foreach (var (i, name) in new[] { "Alabama", "Alaska", "Arizona", "Arkansas", "Colorado" }.Index())
        {
            Write(320, 103 + 15 * i, name);
            WriteRight(420, 103 + 15 * i, $"{i + 3}1.6");
            WriteRight(480, 103 + 15 * i, $"{i + 1}5");
        }
        Assert.Equal(["Alabama|31.6|15", "Alaska|41.6|25", "Arizona|51.6|35", "Arkansas|61.6|45", "Colorado|71.6|55"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void A_long_text_with_its_label_beside_the_middle_goes_on_with_the_form()
    {
        Write(400, 84, "单位：万元");
        Write(100, 100, "项目名称");
        Write(180, 100, "设备购置");
        Write(330, 100, "金额");
        WriteRight(500, 100, "6.00");
        foreach (var (i, text) in new[] { "一是持续优化经办流程实现一窗通办一窗办结二是加大监督检查力度实现辖区内检查全覆盖三是强化资金管理确保专款专用及时足额拨付到位四是提升", "公共服务" }.Index()) Write(180, 114 + 12 * i, text);
        Write(100, 120, "目标");
        foreach (var (i, name) in new[] { "数量指标", "质量指标", "时效指标", "成本指标" }.Index())
        {
            Write(100, 140 + 14 * i, "产出");
            Write(180, 140 + 14 * i, name);
            Write(330, 140 + 14 * i, "合格率");
            WriteRight(500, 140 + 14 * i, $"{90 + i}.00");
        }
        var rows = Rows(Assert.Single(Extract().Tables));
        Assert.Equal(6, rows.Length);
        Assert.StartsWith("目标|一是持续", rows[1], StringComparison.Ordinal);
        Assert.Equal("产出|成本指标|合格率|93.00", rows[^1]);
    }

    [Fact]
    public void A_heading_in_the_middle_spans_all_columns()
    {
        Row(114, "Region", "Men", "Women", "1990", "2000");
        foreach (var (k, top) in new[] { 128.0, 170 }.Index())
        {
            Write(337, top, k == 0 ? "URBAN" : "RURAL");
            foreach (var (i, name) in new[] { "Northeast", "Midwest" }.Index()) Row(top + 14 + 14 * i, name, $"{43 + i}.5", $"{33 + i}.1", $"{23 + i}.9", $"{13 + i}.7");
        }
        var table = Assert.Single(Extract().Tables);
        Assert.Contains(table.Cells, cell => cell is { Text: "URBAN", Column: 0, ColumnSpan: 5 });
        Assert.Contains(table.Cells, cell => cell is { Text: "RURAL", Column: 0, ColumnSpan: 5 });
    }
}
