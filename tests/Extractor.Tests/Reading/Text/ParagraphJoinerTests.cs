namespace Extractor.Tests.Reading.Text;

public sealed class ParagraphJoinerTests
{
    [Fact]
    public void A_sentence_cut_by_a_page_break_is_one_paragraph_that_knows_both_lines()
    {
        var document = TextReading.Read("按照综合预算的原则，重庆市渝北区医疗保障局所有收入\n\n和支出均纳入部门预算管理。\n");
        var paragraph = Assert.IsType<TextBlock>(Assert.Single(document.Blocks));
        Assert.Equal("按照综合预算的原则，重庆市渝北区医疗保障局所有收入和支出均纳入部门预算管理。", paragraph.Text);
        Assert.Equal(Evidence.OnLine(3, 0, 3), paragraph.Locate(paragraph.Text.IndexOf("和支出", StringComparison.Ordinal), 3));
        Assert.Equal(Evidence.OnLine(1, 10, 13), paragraph.Locate(10, 3));
        Assert.Equal("paragraph-over-page-break", Assert.Single(document.Repairs).Rule);
    }

    [Theory]
    [InlineData("三、部门预算情况说明\n\n2022年一般公共预算财政拨款收入552.8万元，与上年持平。")]
    [InlineData("（二）政府性基金预算\n\n某局2024年无使用政府性基金预算拨款，安排的支出为零。")]
    [InlineData("纳入本部门编制范围的二级预算单位共有3个，包括：\n\n某局机关，某中心。")]
    [InlineData("本部门所有收入，支出\n\n（一）收入预算：2024年预算总收入1元，全部为拨款。")]
    [InlineData("2024年渝北区部门一般公共预算财政拨款项目支出预算表\n\n(部门预算支出经济分类科目)")]
    [InlineData("部门名称：渭南市医疗保障局\n\n保密审查情况： 已审查")]
    public void What_does_not_continue_stays_two_blocks(string text) => Assert.Equal(2, TextReading.Read(text).Blocks.Length);

    [Fact]
    public void A_short_item_goes_on_when_the_items_before_it_were_sentences()
    {
        var document = TextReading.Read(
            "（12）卫生健康支出（类）医疗保障管理事务（款）医疗保障经办事务（项）2024年预算数为2,429,194.74元，较2023年增加123,694.74元。\n\n（13）卫生健康支出（类）医疗保障管理事务（款）事业\n\n运行（项）2024年预算数为395,871.36元，较2023年减少19,641.6元。\n");
        Assert.Equal(2, document.Blocks.Length);
        Assert.Contains("（款）事业运行（项）", document.Texts()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_lose_their_marks_and_keep_their_level()
    {
        var block = Assert.IsType<TextBlock>(Assert.Single(TextReading.Read("#### **四、“三公”经费情况说明**\n").Blocks));
        Assert.Equal(("四、“三公”经费情况说明", 4), (block.Text, block.HeadingLevel));
        Assert.Equal(Evidence.OnLine(1, 7, 9), block.Locate(0, 2));
    }

    [Fact]
    public void Bullets_and_bold_are_formatting_but_tags_and_bookmarks_are_damage()
    {
        Assert.Empty(TextReading.Read("- **1、贯彻执行法律、法规。**\n").Repairs);
        var document = TextReading.Read("[bookmark: _GoBack]公务接待费<br>2.83万元。。\n");
        Assert.Equal("公务接待费2.83万元。", document.Texts()[0]);
        Assert.Single(document.OfClass("markup"));
    }

    [Fact]
    public void A_doubled_full_stop_is_one_and_reported()
    {
        var document = TextReading.Read("我单位于2019年1月新成立，无2019年年初预算。。\n");
        Assert.EndsWith("预算。", document.Texts()[0], StringComparison.Ordinal);
        Assert.DoesNotContain("。。", document.Texts()[0], StringComparison.Ordinal);
        Assert.Equal("doubled-stop", Assert.Single(document.OfClass("punctuation")).Rule);
    }
}
