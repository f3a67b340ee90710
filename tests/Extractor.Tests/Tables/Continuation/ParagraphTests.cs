using Extractor.Model;
using Extractor.Tables;
using Extractor.Tables.Continuation;
using Extractor.Tables.Text;

namespace Extractor.Tests.Tables.Continuation;

public class ParagraphTests
{
    private static PageLayout Page(int number, double y, string text)
    {
        var glyphs = text.Select((character, index) =>
            new PageGlyph(character.ToString(), new(50 + index * 10, y, 60 + index * 10, y + 10), 1)).ToImmutableArray();
        var box = new Box(50, y, 50 + text.Length * 10, y + 10);
        return new(number, 400, 600, [], [new TextLine([new TextRun(glyphs, box)], box)]);
    }

    private static string[] TextsOf(params PageLayout[] pages) =>
        [.. new ContinuationJoiner().Join(pages).OfType<TextBlock>().Select(block => block.Text)];

    [Fact]
    public void A_note_that_ends_its_page_does_not_take_the_next_page_s_title() =>
        Assert.Equal(["注：本表反映部门本年度取得的各项收入情况。", "支出决算表"],
            TextsOf(Page(1, 560, "注：本表反映部门本年度取得的各项收入情况。"), Page(2, 40, "支出决算表")));

    [Fact]
    public void A_sentence_cut_by_the_page_s_end_goes_on() =>
        Assert.Equal(["本部门主要承担全区水利工程的建设和管理工作。"],
            TextsOf(Page(1, 560, "本部门主要承担全区水利工程的"), Page(2, 40, "建设和管理工作。")));

    [Fact]
    public void A_page_number_is_no_text_of_the_document_even_well_above_the_edge() =>
        Assert.Equal(["注：本表反映部门收支情况。"], TextsOf(Page(1, 300, "注：本表反映部门收支情况。"), Page(2, 520, "—14—")));

    [Fact]
    public void A_running_head_in_small_type_outside_the_margins_does_not_cut_the_lines_of_a_paragraph()
    {
        TextLine[] lines = [.. Page(1, 300, "与上年相比，财政拨款支出增加二百四十二万元，").Lines, .. Page(1, 320, "增长百分之八。").Lines];
        var head = new Box(20, 20, 390, 26);
        var page = new PageLayout(1, 400, 600, [], [new TextLine([new TextRun([new PageGlyph("页", head, 1)], head)], head), .. lines]);
        Assert.Contains("与上年相比，财政拨款支出增加二百四十二万元，增长百分之八。", TextsOf(page));
    }
}
