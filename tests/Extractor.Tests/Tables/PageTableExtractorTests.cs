using Extractor.Tables;

namespace Extractor.Tests.Tables;

/// <summary>Pages as glyphs and rulings in literals: what stands where, and the tables seen there.</summary>
public sealed class PageTableExtractorTests : WrittenPage
{
    [Fact]
    public void A_form_with_rules_across_only_has_its_borders_where_rules_leave_labels_out()
    {
        foreach (var y in new[] { 100.0, 120, 180 }) Across(y, 100, 500);
        Across(140, 160, 500);
        Across(160, 160, 500);
        Across(200, 160, 500);
        Across(220, 160, 500);
        Across(240, 100, 500);
        Write(110, 105, "项目名称");
        Write(310, 105, "设备");
        Write(110, 145, "指标");
        Write(110, 205, "预算");
        Write(170, 125, "数量");
        Write(170, 145, "质量");
        Write(170, 165, "时效");
        Write(170, 185, "本级");
        Write(170, 205, "上级");
        Write(170, 225, "其他");
        foreach (var y in new[] { 125.0, 145, 165, 185, 205, 225 }) Write(400, y, "100%");
        var table = Assert.Single(Extract().Tables);
        Assert.Equal(
            ["项目名称|设备|", "指标|数量|100%", "|质量|100%", "|时效|100%", "预算|本级|100%", "|上级|100%", "|其他|100%"], Rows(table));
        Assert.Contains(table.Cells, cell => cell is { Text: "指标", RowSpan: 3 });
        Assert.Contains(table.Cells, cell => cell is { Text: "设备", ColumnSpan: 2 });
    }

    [Fact]
    public void A_cell_without_inner_borders_spans()
    {
        Across(100, 100, 400);
        Across(120, 200, 400);
        Across(140, 100, 400);
        foreach (var x in new[] { 100.0, 200, 400 }) Down(x, 100, 140);
        Down(300, 120, 140);
        Write(110, 115, "项目");
        Write(260, 105, "本年支出");
        Write(210, 125, "基本支出");
        Write(310, 125, "项目支出");
        var table = Assert.Single(Extract().Tables);
        Assert.Equal(["项目|本年支出|", "|基本支出|项目支出"], Rows(table));
        Assert.Contains(table.Cells, cell => cell is { Text: "项目", RowSpan: 2 });
        Assert.Contains(table.Cells, cell => cell is { Text: "本年支出", ColumnSpan: 2 });
    }

    [Fact]
    public void Double_borders_are_one_and_missing_outer_borders_are_seen_by_the_rules()
    {
        Across(100, 100, 400);
        Across(101.5, 100, 400);
        Across(120, 100, 400);
        Across(140, 100, 400);
        Down(200, 100, 140);
        Down(300, 100, 140);
        Write(110, 105, "项目");
        Write(210, 105, "2023");
        Write(310, 105, "2024");
        Write(110, 125, "合计");
        Write(210, 125, "1.00");
        Write(310, 125, "2.00");
        Assert.Equal(["项目|2023|2024", "合计|1.00|2.00"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Dotted_borders_are_lines()
    {
        foreach (var y in new[] { 100.0, 120, 140 })
            for (var x = 100.0; x < 300; x += 3) Across(y, x, x + 1);
        foreach (var x in new[] { 100.0, 200, 300 })
            for (var y = 100.0; y < 140; y += 3) Down(x, y, y + 1);
        Write(110, 105, "项目");
        Write(210, 105, "金额");
        Write(110, 125, "合计");
        Write(210, 125, "1.00");
        Assert.Equal(["项目|金额", "合计|1.00"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void An_amount_wrapped_in_its_cell_is_put_together()
    {
        Grid([100, 150, 175], [100, 120, 180]);
        Write(105, 105, "项目");
        Write(155, 105, "金额");
        Write(105, 145, "合计");
        Write(165, 125, "1");
        Write(155, 138, "01,");
        Write(155, 151, "833");
        Write(155, 164, ".84");
        Assert.Equal("合计|101,833.84", Rows(Assert.Single(Extract().Tables))[1]);
    }

    [Fact]
    public void A_list_of_amounts_under_column_rules_becomes_rows()
    {
        Grid([100, 200, 300], [100, 120, 180]);
        Write(105, 105, "Country");
        Write(205, 105, "Total");
        foreach (var (i, (name, amount)) in new[] { ("Bulgaria", "2.3"), ("Cyprus", "0.21"), ("Estonia", "1.1") }.Index())
        {
            Write(105, 125 + 15 * i, name);
            Write(205, 125 + 15 * i, amount);
        }
        Assert.Equal(["Country|Total", "Bulgaria|2.3", "Cyprus|0.21", "Estonia|1.1"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Text_that_overruns_its_cell_stays_whole_and_texts_that_touch_are_parted()
    {
        Grid([100, 160, 220, 280], [100, 120, 140, 160]);
        Write(105, 105, "甲");
        Write(165, 105, "乙");
        Write(225, 105, "丙");
        Write(108, 125, "1,234,567.89");     // ends at 168, over the border at 160
        Write(225, 125, "2.00");
        Write(130, 145, "123.45");           // ends at the border
        Write(160, 145, "678.90");           // begins there
        Assert.Equal(["甲|乙|丙", "1,234,567.89||2.00", "123.45|678.90|"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Text_struck_twice_is_read_once()
    {
        Grid([100, 200, 300], [100, 120, 140]);
        foreach (var shift in new[] { 0, 0.3 })
        {
            Write(105 + shift, 105, "合计");
            Write(205 + shift, 105, "11.00");
        }
        Write(105, 125, "其他");
        Write(205, 125, "2.00");
        Assert.Equal(["合计|11.00", "其他|2.00"], Rows(Assert.Single(Extract().Tables)));
    }

    [Fact]
    public void Upright_characters_below_each_other_and_turned_text_are_words()
    {
        Grid([100, 120, 140, 240], [100, 180, 200]);
        foreach (var (i, c) in "绩效指标".Index()) Write(105, 110 + 15 * i, c.ToString());
        WriteUpwards(125, 160, "Total");
        Write(145, 130, "产出");
        Write(145, 185, "质量");
        Assert.Equal("绩效指标|Total|产出", Rows(Assert.Single(Extract().Tables))[0]);
    }

    [Fact]
    public void Indentation_shows_the_level()
    {
        Grid([100, 300, 400], [100, 120, 140, 160]);
        foreach (var (i, (indent, name)) in new[] { (0, "教育支出"), (10, "普通教育"), (20, "小学教育") }.Index())
        {
            Write(105 + indent, 105 + 20 * i, name);
            WriteRight(395, 105 + 20 * i, "1.00");
        }
        Assert.Equal([0, 1, 2], Assert.Single(Extract().Tables).Cells.Where(cell => cell.Column == 0).Select(cell => cell.Indent));
    }

    [Fact]
    public void A_header_spaced_out_is_one_word()
    {
        Grid([100, 200, 300], [100, 120, 140]);
        Write(120, 105, "合");
        Write(160, 105, "计");
        WriteRight(295, 105, "3.00");
        Write(105, 125, "其他");
        WriteRight(295, 125, "3.00");
        Assert.Equal("合计|3.00", Rows(Assert.Single(Extract().Tables))[0]);
    }

    [Fact]
    public void Two_tables_next_to_each_other_are_two()
    {
        Grid([50, 120, 200], [100, 120, 140]);
        Grid([300, 370, 450], [100, 120, 140]);
        foreach (var x in new[] { 55, 305 })
        {
            Write(x, 105, "项目");
            Write(x + 70, 105, "金额");
            Write(x, 125, "合计");
            Write(x + 70, 125, "1.00");
        }
        Assert.Equal(2, Extract().Tables.Length);
    }

    [Fact]
    public void Rules_across_and_a_short_one_in_the_header_make_a_table_with_a_spanning_title()
    {
        Across(100, 100, 400);
        Across(115, 200, 400);
        Across(130, 100, 400);
        Across(190, 100, 400);
        Write(100, 112, "Item");
        Write(270, 102, "Expenditure");
        WriteRight(300, 117, "Basic");
        WriteRight(400, 117, "Project");
        foreach (var (i, name) in new[] { "Health", "Housing", "Schools" }.Index())
        {
            Write(100, 135 + 18 * i, name);
            WriteRight(300, 135 + 18 * i, $"{i + 1},000.00");
            WriteRight(400, 135 + 18 * i, $"{i + 4}.50");
        }
        var table = Assert.Single(Extract().Tables);
        Assert.Equal(["Item|Expenditure|", "|Basic|Project", "Health|1,000.00|4.50", "Housing|2,000.00|5.50", "Schools|3,000.00|6.50"], Rows(table));
        Assert.Contains(table.Cells, cell => cell is { Text: "Expenditure", Column: 1, ColumnSpan: 2 });
    }

    [Fact]
    public void Aligned_figures_without_any_rule_make_a_table_and_prose_does_not()
    {
        Write(100, 50, "The committee met in spring and decided to publish its figures for the year 2012 as follows, with");
        Write(100, 62, "all reservations that apply to preliminary results and without prejudice to later corrections by it.");
        foreach (var (i, name) in new[] { "Health", "Housing and roads", "Schools", "Total" }.Index())
        {
            Write(100, 100 + 14 * i, name);
            WriteRight(300, 100 + 14 * i, $"{10 * i + 1},200");
            WriteRight(400, 100 + 14 * i, $"{i}.5");
        }
        var layout = Extract();
        Assert.Equal(["Health|1,200|0.5", "Housing and roads|11,200|1.5", "Schools|21,200|2.5", "Total|31,200|3.5"], Rows(Assert.Single(layout.Tables)));
        Assert.Equal(2, layout.Lines.Length);
    }

    [Fact]
    public void A_list_of_contents_is_no_table()
    {
        foreach (var (i, name) in new[] { "Introduction", "Methods", "Results", "Discussion", "References" }.Index())
        {
            Write(100, 100 + 14 * i, name);
            WriteRight(400, 100 + 14 * i, $"{3 + 7 * i}");
        }
        Assert.Empty(Extract().Tables);
    }

    [Fact]
    public void A_chart_is_no_table()
    {
        Grid([100, 200, 300, 400], [100, 150, 200, 250]);
        Write(105, 105, "Exports");
        Write(205, 105, "Imports");
        Write(105, 205, "1990");
        Write(205, 205, "2000");
        var strokes = Enumerable.Range(0, 20).Select(i => new Box(100 + 15 * i, 120 + 5 * (i % 7), 115 + 15 * i, 130 + 5 * (i % 7)));
        Assert.Empty(Extract(strokes).Tables);
    }
}
