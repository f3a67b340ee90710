using Extractor.Tests.Reading.Text;

namespace Extractor.Tests.Reading.Html;

public sealed class HtmlReaderTests
{
    private const string Head = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>t</title><style>p{}</style></head><body>";

    [Fact]
    public void Headings_paragraphs_and_tables_come_in_the_order_of_the_page()
    {
        var document = TextReading.Read(Head + "<h2>部门收支总表</h2>\n<p>单位：<b>万元</b></p><table><tr><th>项目</th><th>预算数</th></tr><tr><td>合计</td><td>1,234.00</td></tr></table><p>备注：无。</p></body></html>");
        Assert.Equal("text/html", document.MediaType);
        Assert.Equal(["部门收支总表", "单位：万元", "备注：无。"], document.Texts());
        Assert.IsType<TableBlock>(document.Blocks[2]);
        Assert.Equal(2, Assert.IsType<TextBlock>(document.Blocks[0]).HeadingLevel);
    }

    [Fact]
    public void Spans_make_the_grid_and_the_header_paths()
    {
        var table = TextReading.OneTable(Head + "<table><tr><td rowspan=2>科目名称</td><td colspan=2>2022年预算数</td></tr><tr><td>基本支出</td><td>项目支出</td></tr><tr><td>合计</td><td>537.20</td><td>15.60</td></tr></table>");
        Assert.Equal((3, 3, 2), (table.RowCount, table.ColumnCount, table.HeaderRows));
        Assert.Equal(["科目名称", "2022年预算数/基本支出", "2022年预算数/项目支出"], table.Paths());
        Assert.Equal(["合计", "537.20", "15.60"], table.Row(2));
    }

    [Fact]
    public void A_text_knows_the_line_and_span_of_the_source()
    {
        var document = TextReading.Read(Head + "\n<div>一、概况<br>&nbsp; 二、预算</div>\n<table><tr><td>合计</td>\n<td class=a> 1.00</td></tr></table>");
        Assert.Equal(Evidence.OnLine(2, 5, 9), Assert.IsType<TextBlock>(document.Blocks[0]).Segments[0].At);
        Assert.Equal(Evidence.OnLine(2, 20, 24), Assert.IsType<TextBlock>(document.Blocks[1]).Segments[0].At);
        Assert.Equal(Evidence.OnLine(4, 13, 17), document.Tables()[0].Cells[1].At);
    }

    [Fact]
    public void What_a_browser_does_not_show_is_not_read() =>
        Assert.Equal(["见"], TextReading.Read(Head + "<script>var a='不见';</script><p style='display: none'>不见</p><p hidden>不见</p><nav><p>不见</p></nav><p>见</p>").Texts());

    [Fact]
    public void A_table_that_arranges_others_is_no_table()
    {
        var document = TextReading.Read(Head + "<table><tr><td>栏目</td><td><p>标题</p><table><tr><td>合计</td><td>1.00</td></tr></table></td></tr></table>");
        Assert.Equal(["栏目", "标题"], document.Texts());
        Assert.Equal([["合计", "1.00"]], Assert.Single(document.Tables()).ToGrid());
    }

    [Fact]
    public void Lines_inside_a_cell_join_words_and_part_numbers()
    {
        var table = TextReading.OneTable(Head + "<table><tr><td>因公出国<br>（境）费</td><td><p>12.00</p><p>13.00</p></td></tr></table>");
        Assert.Equal(["因公出国（境）费", "12.00 13.00"], table.Row(0));
    }

    [Fact]
    public void Absurd_spans_and_depths_are_survived()
    {
        var table = TextReading.OneTable(Head + "<table><tr><td rowspan=99999999>合计</td><td>1.00</td></tr><tr><td>2.00</td></tr></table>");
        Assert.Equal((2, 2), (table.RowCount, table.ColumnCount));
        var deep = string.Concat(Enumerable.Repeat("<span>", 3000)) + "深" + string.Concat(Enumerable.Repeat("<div>", 3000)) + "处";
        Assert.Equal(["深", "处"], TextReading.Read(Head + deep).Texts());
        Assert.Equal("limit.table", Assert.Throws<DocumentRejectedException>(() => TextReading.Read(Head + "<table><tr><td colspan=100000>a</td><td>b</td></tr></table>")).Code);
    }

    [Fact]
    public void A_page_without_text_is_refused() =>
        Assert.Equal("empty", Assert.Throws<DocumentRejectedException>(() => TextReading.Read(Head + "<script>1</script>")).Code);
}
