using Normalizer.Names;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Names;

public sealed class LookAlikeRepairerTests
{
    [Theory]
    [InlineData("住房保障支岀", "住房保障支出")]
    [InlineData("商品和服夯支出", "商品和服务支出")]
    [InlineData("四、节能环堡支出", "四、节能环保支出")]
    [InlineData("机关事业单位职亚年金缴费支出", "机关事业单位职业年金缴费支出")]
    public void A_character_that_fits_nowhere_gives_way_to_the_one_that_fits(string printed, string meant)
    {
        var repaired = Repair(printed);
        Assert.Equal(meant, Cells(repaired)[0].Text);
        Assert.Equal(printed, Cells(repaired)[0].Printed);
        var repair = Assert.Single(repaired.Repairs);
        Assert.Equal((printed, meant, true), (repair.From, repair.To, repair.Applied));
    }

    [Theory]
    [InlineData("全额")]
    [InlineData("财政拨款投入")]
    [InlineData("2020年离休人员及现役军人医疗费用")]
    [InlineData("第三产业贷款贴息")]
    public void Words_that_official_names_do_not_know_stand_as_printed(string printed) =>
        Assert.Equal(printed, Cells(Repair(printed))[0].Text);

    [Fact]
    public void A_character_read_twice_is_left_out_where_the_single_form_stands_elsewhere()
    {
        var repaired = Repair("完成全市医医保政策的宣传工作", "完成2024年全市医保新政策的宣传工作");
        Assert.Equal("完成全市医保政策的宣传工作", Cells(repaired)[0].Text);
        Assert.Equal("stray-character", Assert.Single(repaired.Repairs).Rule);
    }

    [Theory]
    [InlineData("全县中医医院建设补助", "全县中医院建设补助")]
    [InlineData("提升管理理念", "提升管理水平")]
    [InlineData("医保监督，检查费", "医保监督费")]
    public void Words_that_meet_in_one_character_and_commas_without_a_second_spelling_stand(string printed, string elsewhere) =>
        Assert.Empty(Repair(printed, elsewhere).Repairs);

    [Fact]
    public void A_comma_inside_a_name_is_left_out_where_the_document_prints_the_name_without() =>
        Assert.Equal(["医保监督检查费", "医保监督检查费", "医保监督检查费"],
            Cells(Repair("医保监督, 检查费", "医保监督，检查费", "医保监督检查费")).Select(cell => cell.Text));

    [Fact]
    public void Between_two_readings_of_one_name_the_more_frequent_is_right() =>
        Assert.Equal(["惠及群众人数", "惠及群众人数", "惠及群众人数"],
            Cells(Repair("惠及群众入数", "惠及群众人数", "惠及群众人数")).Select(cell => cell.Text));

    [Fact]
    public void Cut_ends_of_prose_lines_are_left_alone()
    {
        var line = new TextBlock("港澳台处、现", 0, [new(0, Evidence.OnLine(1, 0, 6))]);
        Assert.Empty(new LookAlikeRepairer(TestReference.All).Repair(new("text/plain", null, [line], [])).Repairs);
    }

    private static ImmutableArray<GridCell> Cells(ExtractedDocument document) => ((TableBlock)document.Blocks[0]).Table.Cells;

    private static ExtractedDocument Repair(params string[] cells) => new LookAlikeRepairer(TestReference.All).Repair(new("text/plain", null,
        [new TableBlock(new(cells.Length, 1, 0, [.. cells.Select((text, row) => new GridCell(row, 0, 1, 1, text, text, Evidence.OnLine(row + 1, 0, text.Length)))], []))], []));
}
