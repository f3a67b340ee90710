using System.Text;
using Extractor.Reading;
using Extractor.Reading.Pdf;
using static Extractor.Tests.Reading.Pdf.PdfBuilder;

namespace Extractor.Tests.Reading.Pdf;

public sealed class PdfReaderTests
{
    private static readonly double[] Xs = [50, 200, 300, 400];
    private static readonly double[] Ys = [300, 280, 260, 240];

    private static Staged<ExtractedDocument> Read(byte[] bytes) => new DocumentReader().Read(new("a.pdf", bytes));

    private static string CodeOf(byte[] bytes) => Assert.Throws<DocumentRejectedException>(() => Read(bytes)).Code;

    private static string Table() => Grid(Xs, Ys) + Cells(Xs, Ys, ["项目", "2023年", "2024年"], ["合计", "1,234.00", "5.00"], ["其他", "", "6.00"]);

    [PdfFact]
    public void A_ruled_table_is_read_with_the_text_around_it_in_order()
    {
        var blocks = Read(new PdfBuilder().Page(Show(150, 350, 14, "收支预算总表") + Show(350, 310, 9, "单位：万元") + Table() + Show(50, 220, 9, "备注：无。")).Build()).Value.Blocks;
        Assert.Equal(["收支预算总表", "单位：万元", "备注：无。"], blocks.OfType<TextBlock>().Select(block => block.Text));
        Assert.IsType<TableBlock>(blocks[2]);
        var table = ((TableBlock)blocks[2]).Table;
        Assert.Equal(["合计", "1,234.00", "5.00"], table.ToGrid()[1]);
        Assert.Equal(1, table.HeaderRows);
        var cell = table.Cells.Single(cell => cell.Text == "1,234.00").At;
        Assert.Equal((1, 200, 120), (cell.Page, Math.Round(cell.Box!.Value.X0), Math.Round(cell.Box!.Value.Y0)));
    }

    [PdfFact]
    public void Junk_before_the_header_is_tolerated()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), .. new PdfBuilder().Page(Table()).Build()];
        Assert.Single(Read(bytes).Value.Blocks.OfType<TableBlock>());
    }

    [PdfFact]
    public void A_damaged_file_is_refused_as_such() => Assert.Equal("corrupt", CodeOf(Encoding.ASCII.GetBytes("%PDF-1.7\nnothing follows\n%%EOF")));

    [PdfFact]
    public void An_encrypted_file_is_refused_as_such() => Assert.Equal("encrypted", CodeOf(new PdfBuilder
    {
        Trailer = $"/ID [<{new string('1', 32)}> <{new string('1', 32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >>",
    }.Page(Table()).Build()));

    [PdfFact]
    public void Pictures_alone_need_ocr() => Assert.Equal("needs_ocr", CodeOf(new PdfBuilder().Page("q 500 0 0 350 50 25 cm /Picture Do Q").Build()));

    [PdfFact]
    public void A_picture_among_pages_of_text_is_told_and_left_out()
    {
        var read = Read(new PdfBuilder().Page(Table()).Page("q 500 0 0 350 50 25 cm /Picture Do Q").Build());
        Assert.Single(read.Value.Blocks.OfType<TableBlock>());
        Assert.Equal(("page.needs_ocr", 2), (read.Findings.Single().Rule, read.Findings.Single().At[0].At.Page));
    }

    [PdfFact]
    public void A_font_that_does_not_say_its_characters_never_gives_wrong_digits()
    {
        var shifted = new string([.. "附件一般公共预算财政拨款收入支出决算总表单位万元208.15".Select(c => (char)(c + 1234))]);
        Assert.Equal("needs_ocr", CodeOf(new PdfBuilder().Page(Show(20, 300, 9, shifted)).Build()));
    }

    [PdfFact]
    public void Too_many_pages_are_refused()
    {
        var bytes = new PdfBuilder().Page("").Page("").Build();
        Assert.Equal("limit.pages", Assert.Throws<DocumentRejectedException>(() => new PdfReader { PageLimit = 1 }.Read(new("a.pdf", bytes))).Code);
    }

    [PdfFact]
    public void A_rendered_page_stands_as_it_was_read()
    {
        var bytes = new PdfBuilder().Page(ShowLatin(300, 100, 10, "Expenditure", "0 1 -1 0")).Build();
        var png = new PdfPageRenderer().Render(bytes, 1, 0.5)!;
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((200, 300), (png[18] * 256 + png[19], png[22] * 256 + png[23]));
        Assert.Null(new PdfPageRenderer().Render(bytes, 2, 1));
    }

    [PdfFact]
    public void A_table_goes_on_over_the_page_with_its_header_repeated_or_not()
    {
        double[] ys = [390, 370, 350, 60, 40];
        double[] next = [390, 370, 350];
        string[] header = ["项目", "2023年", "2024年"];
        var first = Grid(Xs, ys) + Cells(Xs, ys, header, ["合计", "1.00", "2.00"], ["教育", "3.00", "4.00"], ["科学", "5.00", "6.00"]);
        var repeated = Grid(Xs, next) + Cells(Xs, next, header, ["文化", "7.00", "8.00"]);
        var bare = Grid(Xs, next) + Cells(Xs, next, ["文化", "7.00", "8.00"], ["卫生", "9.00", "0.00"]);
        foreach (var (page, rows) in new[] { (repeated, 5), (bare, 6) })
        {
            var table = Assert.Single(Read(new PdfBuilder().Page(first).Page(page).Build()).Value.Blocks.OfType<TableBlock>()).Table;
            Assert.Equal(rows, table.RowCount);
            Assert.Equal(1, table.HeaderRows);
            Assert.Equal([1, 2], table.At.Select(at => at.Page!.Value));
            Assert.Equal("文化", table.ToGrid()[4][0]);
        }
    }

    [PdfFact]
    public void A_row_cut_by_the_page_break_is_one_row()
    {
        double[] ys = [390, 370, 350, 60, 40];
        double[] next = [390, 370, 350];
        var first = Grid(Xs, ys) + Cells(Xs, ys, ["科目编码", "科目名称", "金额"], ["201", "教育支出", "1.00"], ["202", "科学支出", "3.00"], ["2080505", "机关事业单位", "1,234"]);
        var second = Grid(Xs, next) + Cells(Xs, next, ["", "养老保险", ".56"], ["210", "卫生支出", "9.00"]);
        var grid = Assert.Single(Read(new PdfBuilder().Page(first).Page(second).Build()).Value.Blocks.OfType<TableBlock>()).Table.ToGrid();
        Assert.Equal(["2080505", "机关事业单位养老保险", "1,234.56"], grid[3]);
        Assert.Equal(["210", "卫生支出", "9.00"], grid[4]);
    }

    [PdfFact]
    public void A_title_of_its_own_begins_another_table()
    {
        double[] ys = [360, 340, 320];
        string Page(string title) => Show(200, 375, 12, title) + Grid(Xs, ys) + Cells(Xs, ys, ["项目", "2023年", "2024年"], ["合计", "1.00", "2.00"]);
        Assert.Equal(2, Read(new PdfBuilder().Page(Page("收入预算表")).Page(Page("支出预算表")).Build()).Value.Blocks.OfType<TableBlock>().Count());
    }

    [PdfFact]
    public void Page_numbers_and_running_heads_are_no_paragraphs()
    {
        var builder = new PdfBuilder();
        for (var i = 1; i <= 5; i++) builder.Page(Show(50, 385, 8, "某某市财政局部门预算") + Show(50, 200, 10, $"第{i}部分　说明") + Show(280, 12, 8, $"— {i} —"));
        Assert.Equal(5, Read(builder.Build()).Value.Blocks.Length);
    }
}
