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
