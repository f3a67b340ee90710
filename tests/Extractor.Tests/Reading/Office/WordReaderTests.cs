using Extractor.Reading;
using static Extractor.Tests.Reading.Office.OfficeFiles;

namespace Extractor.Tests.Reading.Office;

public sealed class WordReaderTests
{
    private static string Paragraph(string text, string properties = "") => $"<w:p>{properties}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    private static string Cell(string text, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{Paragraph(text)}</w:tc>";

    private static readonly string Table =
        $"<w:tbl><w:tr>{Cell("科目", "<w:vMerge w:val=\"restart\"/>")}{Cell("预算数", "<w:gridSpan w:val=\"2\"/>")}</w:tr>" +
        $"<w:tr>{Cell("", "<w:vMerge/>")}{Cell("小计")}{Cell("基本支出")}</w:tr>" +
        $"<w:tr>{Cell("合计")}{Cell("1,234.00")}{Cell("1,000.00")}</w:tr></w:tbl>";

    private static ImmutableArray<Block> Blocks(string body) => new DocumentReader().Read(Document(body)).Value.Blocks;

    [Fact]
    public void Merged_cells_of_a_table_span()
    {
        var table = Assert.Single(Blocks(Table).OfType<TableBlock>()).Table;
        Assert.Equal((3, 3, 2), (table.RowCount, table.ColumnCount, table.HeaderRows));
        Assert.Equal((2, 1), (table.Cells[0].RowSpan, table.Cells[0].ColumnSpan));
        Assert.Equal((1, 2), (table.Cells[1].RowSpan, table.Cells[1].ColumnSpan));
        Assert.Equal("1,000.00", table.ToGrid()[2][2]);
    }

    [Fact]
    public void Paragraphs_and_tables_keep_their_order_and_count_as_lines()
    {
        var blocks = Blocks(Paragraph("甲局2024年部门预算") + Paragraph(" ") + Table + Paragraph("说明"));
        Assert.Equal([1, 3, 6], blocks.Select(block => block is TextBlock text ? text.Segments[0].At.Line : ((TableBlock)block).Table.At[0].Line));
    }

    [Fact]
    public void Deleted_and_hidden_text_is_not_read()
    {
        var text = Assert.IsType<TextBlock>(Assert.Single(Blocks(
            "<w:p><w:r><w:t>一</w:t></w:r><w:del><w:r><w:delText>二</w:delText></w:r></w:del><w:ins><w:r><w:t>三</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>四</w:t></w:r></w:p>")));
        Assert.Equal("一三", text.Text);
    }

    [Fact]
    public void A_heading_keeps_its_level()
    {
        var heading = Assert.IsType<TextBlock>(Blocks(Paragraph("一、概况", "<w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>"))[0]);
        Assert.Equal(2, heading.HeadingLevel);
    }

    [Fact]
    public void Text_in_a_content_control_is_read() =>
        Assert.Equal("甲局", Assert.IsType<TextBlock>(Assert.Single(Blocks($"<w:sdt><w:sdtContent>{Paragraph("甲局")}</w:sdtContent></w:sdt>"))).Text);

    [Fact]
    public void A_word_document_without_text_is_refused_as_empty() =>
        Assert.Equal("empty", Assert.Throws<DocumentRejectedException>(() => Blocks(Paragraph(""))).Code);
}
