using Extractor.Reading.Pdf;
using static Extractor.Tests.Reading.Pdf.PdfBuilder;

namespace Extractor.Tests.Reading.Pdf;

public sealed class PdfPageReaderTests
{
    private static Page Read(PdfBuilder builder, int number = 1)
    {
        using var file = PdfFile.Open(builder.Build());
        return new PdfPageReader().Read(file, number)!;
    }

    private static string TextOf(Page page) => string.Concat(page.Glyphs.Select(glyph => glyph.Text));

    [PdfFact]
    public void Glyphs_have_their_place_from_the_top_left()
    {
        var page = Read(new PdfBuilder().Page(Show(100, 300, 10, "合计1")));
        Assert.Equal("合计1", TextOf(page));
        var first = page.Glyphs[0].Box;
        Assert.Equal((100, 110), (Math.Round(first.X0), Math.Round(first.X1)));
        Assert.InRange(first.Y0, 90, 92);      // base line at 400 - 300, ascent 0.86 of 10
        Assert.InRange(first.Y1, 101, 102);
        Assert.Equal((600, 400), (page.Width, page.Height));
    }

    [PdfFact]
    public void A_turned_page_is_read_upright()
    {
        var page = Read(new PdfBuilder().Page(ShowLatin(100, 300, 10, "Total", "0 1 -1 0"), "/Rotate 90"));
        Assert.Equal((400, 600), (page.Width, page.Height));
        Assert.All(page.Glyphs, glyph => Assert.Equal(0, glyph.Turn));
        Assert.Equal("Total", TextOf(page));
        Assert.Equal((300, 101), (Math.Round(page.Glyphs[0].Box.X0), Math.Round(page.Glyphs[0].Box.Y1)));
        Assert.True(page.Glyphs[1].Box.X0 > page.Glyphs[0].Box.X0);
    }

    [PdfFact]
    public void A_page_whose_text_lies_on_its_side_is_turned_by_its_text()
    {
        var page = Read(new PdfBuilder().Page(ShowLatin(300, 100, 10, "Expenditure", "0 1 -1 0") + Line(310, 80, 310, 300)));
        Assert.Equal((400, 600), (page.Width, page.Height));
        Assert.All(page.Glyphs, glyph => Assert.Equal(0, glyph.Turn));
        Assert.True(Assert.Single(page.Rulings).IsHorizontal);
        Assert.True(page.Glyphs[1].Box.X0 > page.Glyphs[0].Box.X0);
    }

    [PdfFact]
    public void Invisible_text_is_left_out() =>
        Assert.Equal("看得见", TextOf(Read(new PdfBuilder().Page(Show(50, 300, 10, "看得见") + Show(50, 200, 10, "看不见", mode: "3")))));

    [PdfFact]
    public void Watermarks_are_left_out_slanted_or_large_and_pale()
    {
        var slanted = Show(200, 100, 40, "样本", "0.7 0.7 -0.7 0.7");
        var pale = "0.85 g\n" + Show(100, 150, 60, "公开") + "0 g\n";
        Assert.Equal("合计", TextOf(Read(new PdfBuilder().Page(Show(50, 300, 10, "合计") + slanted + pale))));
    }

    [PdfFact]
    public void Radicals_become_ordinary_characters() =>
        Assert.Equal("人户长3", TextOf(Read(new PdfBuilder().Page(Show(50, 300, 10, "\u2F08\u2F3E\u2ED33")))));

    [PdfFact]
    public void Strokes_thin_rectangles_and_dots_are_rulings_also_inside_a_form()
    {
        var form = "0.5 w 0 0 m 100 0 l S";
        var page = Read(new PdfBuilder().Form(form).Page("50 300 200 0.7 re f\n[1 2] 0 d 50 250 m 250 250 l S [] 0 d\nq 2 0 0 1 50 200 cm /Form0 Do Q\n"));
        Assert.Equal(3, page.Rulings.Length);
        Assert.All(page.Rulings, ruling => Assert.True(ruling.IsHorizontal));
        var inForm = page.Rulings.Single(ruling => Math.Abs(ruling.Box.CenterY - 200) < 1);
        Assert.Equal((50, 250), (Math.Round(inForm.Box.X0), Math.Round(inForm.Box.X1)));
    }

    [PdfFact]
    public void A_filled_cell_is_no_ruling_and_a_curve_no_line()
    {
        var page = Read(new PdfBuilder().Page("0.9 g 50 100 200 30 re f\n1 w 300 100 m 350 200 380 250 420 100 c S\n"));
        Assert.Empty(page.Rulings);
        Assert.Single(page.Fills);
        Assert.NotEmpty(page.Strokes);
    }

    [PdfFact]
    public void A_picture_without_text_needs_ocr()
    {
        var page = Read(new PdfBuilder().Page("q 500 0 0 350 50 25 cm /Picture Do Q"));
        Assert.True(page.IsImageOnly);
        Assert.Empty(page.Glyphs);
    }

    [PdfFact]
    public void Pages_read_from_many_threads_do_not_meet_in_native_code()
    {
        var bytes = new PdfBuilder().Page(Show(50, 300, 10, "合计")).Page(Show(50, 300, 10, "小计")).Build();
        Parallel.For(0, 200, i =>
        {
            using var file = PdfFile.Open(bytes);
            Assert.Equal(i % 2 == 0 ? "合计" : "小计", TextOf(new PdfPageReader().Read(file, 1 + i % 2)!));
        });
    }
}
