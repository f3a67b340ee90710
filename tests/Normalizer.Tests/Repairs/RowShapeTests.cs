using Normalizer.Canonical;
using Normalizer.Repairs;

namespace Normalizer.Tests.Repairs;

public sealed class RowShapeTests
{
    private static readonly ImmutableArray<Column> Columns =
    [
        Column(1, ColumnType.Code), Column(2, ColumnType.Name), Column(3, ColumnType.Amount), Column(4, ColumnType.Amount), Column(5, ColumnType.Amount),
    ];

    [Theory]
    [InlineData("合计|2,124,068.23|1.00||", "合计||2,124,068.23|1.00|")]
    [InlineData("30217|公务接待费 2,700.00||2,700.00|", "30217|公务接待费|2,700.00|2,700.00|")]
    [InlineData("2080506年金|640,900.00||640,900.00|", "2080506|年金|640,900.00||640,900.00")]
    [InlineData("22102|住房|118,600.00118,600.00||", "22102|住房|118,600.00|118,600.00|")]
    [InlineData("210|卫生|1,266,652.911,266,652.91||", "210|卫生|1,266,652.91|1,266,652.91|")]
    [InlineData("22102|住房|118,600.00 118,600.00|5.00|", "22102|住房|118,600.00|118,600.00|5.00")]
    [InlineData("|20406|司法|300.00|200.00", "20406|司法|300.00|200.00|")]
    [InlineData("22102||住房|300.00|", "22102|住房|300.00||")]
    public void Cells_go_back_into_the_columns_of_their_kind(string printed, string wanted)
    {
        var (table, repairs) = new RowShapeRepairer().Repair(Table(printed), Columns);
        Assert.Equal(wanted, string.Join('|', table.ToGrid()[0]));
        Assert.Single(repairs);
    }

    [Theory]
    [InlineData("30217|公务接待费|2,700.00||2,700.00")]
    [InlineData("合计||1.00|1.00|")]
    [InlineData("|2025年道路整治|1.00|1.00|")]
    [InlineData("20199|其他支出|—|1.00|")]
    [InlineData("30205|水费|9.313.33||9,313.33")]
    [InlineData("2013850|事业运行|997.311||969.16")]
    [InlineData("其他|运行|1.00|1.00|")]
    public void Rows_that_fit_stay(string printed)
    {
        var (table, repairs) = new RowShapeRepairer().Repair(Table(printed), Columns);
        Assert.Equal(printed, string.Join('|', table.ToGrid()[0]));
        Assert.Empty(repairs);
    }

    [Fact]
    public void A_row_printed_again_after_a_page_break_is_dropped_and_an_equal_neighbour_is_not()
    {
        var again = Table("208|社保|1.00||", 4, "208|社保|1.00||", 6);
        Assert.Equal(1, new DuplicateRowRepairer().Repair(again).Table.RowCount);
        var neighbour = Table("208|社保|1.00||", 4, "208|社保|1.00||", 5);
        Assert.Equal(2, new DuplicateRowRepairer().Repair(neighbour).Table.RowCount);
    }

    private static Column Column(int number, ColumnType type) => new($"c{number}", [], null, type, null, 0);

    private static ExtractedTable Table(string row) => Table(row, 1, "", 2) with { RowCount = 1 };

    private static ExtractedTable Table(string first, int firstLine, string second, int secondLine) =>
        new(2, Columns.Length, 0, [.. Cells(first, 0, firstLine), .. Cells(second, 1, secondLine)], [Evidence.OnLine(1, 0, 0)]);

    private static IEnumerable<GridCell> Cells(string row, int index, int line) =>
        row.Split('|').Select((text, column) => new GridCell(index, column, 1, 1, text, text, Evidence.OnLine(line, 0, text.Length)))
            .Where(cell => cell.Text.Length > 0);
}
