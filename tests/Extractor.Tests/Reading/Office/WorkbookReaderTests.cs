using Extractor.Reading;
using static Extractor.Tests.Reading.Office.OfficeFiles;

namespace Extractor.Tests.Reading.Office;

public sealed class WorkbookReaderTests
{
    private static readonly string Table = string.Concat(
        Row(1, "附件1"), Row(2, "部门支出总表"), Row(3, "部门：甲局", "", "单位：元"),
        Row(4, "科目", "预算数", ""), Row(5, "", "小计", "基本支出"),
        Row(6, "　行政运行", "#1234567.1", "#-0.5"), Row(7, "合计", "#1234567.1", ""), Row(8, "注：本表含上年结转。"));

    private static Staged<ExtractedDocument> Read(params (string, string, string[], bool)[] sheets) => new DocumentReader().Read(Workbook(sheets));

    [Fact]
    public void Numbers_are_read_as_their_format_shows_them()
    {
        var grid = Tables(Read(("表1", Table, [], false)))[0].ToGrid();
        Assert.Equal("1,234,567.10", grid[2][1]);
        Assert.Equal("-0.50", grid[2][2]);
    }

    [Fact]
    public void An_error_of_a_formula_is_shown_and_reported_not_left_blank()
    {
        var rows = string.Concat(Row(1, "科目", "预算数", "决算数"), Row(2, "行政运行", "!#REF!", "#1"), Row(3, "合计", "#2", "!#DIV/0!"));
        var read = Read(("表1", rows, [], false));
        var grid = Tables(read)[0].ToGrid();
        Assert.Equal(("#REF!", "#DIV/0!"), (grid[1][1], grid[2][2]));
        var finding = Assert.Single(read.Findings, finding => finding.Rule == "office.error-cell");
        Assert.Equal([2, 3], finding.At.Select(place => place.At.Line));
    }

    [Fact]
    public void Titles_unit_lines_and_remarks_stand_around_the_table_not_in_it()
    {
        var blocks = Read(("表1", Table, ["B4:C4", "A2:C2"], false)).Value.Blocks;
        Assert.Equal(["附件1", "部门支出总表", "部门：甲局", "单位：元", "table", "注：本表含上年结转。"],
            blocks.Select(block => block is TextBlock text ? text.Text : "table"));
    }

    [Fact]
    public void Merged_cells_span_and_the_header_is_told()
    {
        var table = Tables(Read(("表1", Table, ["B4:C4", "A4:A5"], false)))[0];
        Assert.Equal((4, 3, 2), (table.RowCount, table.ColumnCount, table.HeaderRows));
        Assert.Equal((1, 2), (table.Cells[1].RowSpan, table.Cells[1].ColumnSpan));
        Assert.Equal((2, 1), (table.Cells[0].RowSpan, table.Cells[0].ColumnSpan));
    }

    [Fact]
    public void A_lone_text_over_several_columns_below_the_unit_line_is_header()
    {
        var rows = string.Concat(Row(1, "三公经费支出表"), Row(2, "", "", "单位：元"), Row(3, "2024年预算数"), Row(4, "合计", "公务接待费", "公务用车"), Row(5, "#3", "#1", "#2"));
        var table = Assert.Single(Tables(Read(("表1", rows, ["A1:C1", "A3:C3"], false))));
        Assert.Equal((2, "2024年预算数"), (table.HeaderRows, table.ToGrid()[0][0]));
    }

    [Fact]
    public void A_cell_knows_its_sheet_its_row_and_its_indentation()
    {
        var table = Tables(Read(("封面", Row(1, "甲局2024年部门预算"), [], false), ("表1", Table, [], false)))[0];
        var cell = table.Cells.Single(cell => cell.Text == "行政运行");
        Assert.Equal((2, 6, null), (cell.At.Page, cell.At.Line, cell.At.Box));
        Assert.Equal(1, cell.Indent);
    }

    [Fact]
    public void A_title_below_a_blank_row_begins_another_table()
    {
        var second = string.Concat(Row(10, "部门收入总表"), Row(11, "科目", "合计"), Row(12, "事业收入", "#5"));
        var tables = Tables(Read(("表1", Table + second, [], false)));
        Assert.Equal(["科目", "科目"], tables.Select(table => table.ToGrid()[0][0]));
        Assert.Equal("5.00", tables[1].ToGrid()[1][1]);
    }

    [Fact]
    public void A_blank_row_inside_a_table_does_not_cut_it()
    {
        var table = Tables(Read(("表1", string.Concat(Row(1, "科目", "合计"), Row(2, "甲", "#1"), Row(4, "乙", "#2")), [], false)));
        Assert.Equal(4, Assert.Single(table).RowCount);
    }

    [Fact]
    public void A_hidden_sheet_is_left_out_and_named()
    {
        var read = Read(("表1", Table, [], false), ("底稿", Row(1, "a", "b"), [], true));
        Assert.Single(Tables(read));
        Assert.Contains("底稿", Assert.Single(read.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_that_shows_nothing_is_refused_as_empty() => Refused("empty", Workbook(("a", "", [], false)));

    [Fact]
    public void An_archive_of_something_else_is_refused_with_advice() => Refused("unsupported", Zip(("a.txt", "x")));

    [Fact]
    public void A_damaged_archive_is_refused_as_corrupt()
    {
        var bytes = Workbook(("a", Table, [], false)).Bytes.ToArray();
        Refused("corrupt", new("a.xlsx", bytes.AsMemory(0, bytes.Length / 2)));
    }

    [Fact]
    public void A_part_that_unpacks_to_far_more_than_its_size_is_refused() =>
        Refused("limit.ratio", Zip(("xl/workbook.xml", "<a/>"), ("xl/media/x.bin", new string('0', 8 << 20))));

    [Fact]
    public void Xml_nested_without_end_is_refused() =>
        Refused("limit.depth", Zip(("xl/workbook.xml", string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300)))));

    [Fact]
    public void A_document_type_that_could_define_entities_is_refused() =>
        Refused("corrupt", Zip(("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")));

    [Theory]
    [InlineData("WordDocument", "unsupported")]
    [InlineData("EncryptedPackage", "encrypted")]
    [InlineData("Workbook", "corrupt")]
    public void Binary_office_files_are_told_apart_by_their_streams(string stream, string code)
    {
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        Refused(code, new("a.doc", (byte[])[.. head, .. new byte[504], .. System.Text.Encoding.Unicode.GetBytes(stream), .. new byte[512]]));
    }

    private static void Refused(string code, SourceDocument source) =>
        Assert.Equal(code, Assert.Throws<DocumentRejectedException>(() => new DocumentReader().Read(source)).Code);

    private static ExtractedTable[] Tables(Staged<ExtractedDocument> read) =>
        [.. read.Value.Blocks.OfType<TableBlock>().Select(block => block.Table)];
}
