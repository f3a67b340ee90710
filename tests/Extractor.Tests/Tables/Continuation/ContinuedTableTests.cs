using Extractor.Model;
using Extractor.Tables;
using Extractor.Tables.Continuation;

namespace Extractor.Tests.Tables.Continuation;

public class ContinuedTableTests
{
    private static PageTable Ruled(int page, double[] edges, params string[] rows) =>
        new(page, new(edges[0], 50, edges[^1], 50 + 20 * rows.Length), [.. edges], [.. Enumerable.Range(0, rows.Length + 1).Select(row => 50.0 + 20 * row)],
            [.. rows.SelectMany((row, r) => row.Split('|').Select((text, c) => new GridCell(r, c, 1, 1, text, text, Evidence.OnPage(page, new(edges[c], 50, edges[c + 1], 70)))))], true);

    private static TableBlock[] TablesOf(params PageTable[] tables) =>
        [.. new ContinuationJoiner().Join([.. tables.Select(table => new PageLayout(table.Page, 600, 800, [table], []))]).OfType<TableBlock>()];

    [Fact]
    public void A_last_row_alone_on_its_page_goes_on_where_all_its_borders_are_the_table_s()
    {
        var table = Assert.Single(TablesOf(
            Ruled(1, [50, 100, 150, 300, 400], "类|款|名称|合计", "208|05|养老|12.00"), Ruled(2, [50, 300, 400], "合计|12.00"))).Table;
        Assert.Equal((3, 4), (table.RowCount, table.ColumnCount));
        var total = table.Cells.Single(cell => cell.Text == "合计" && cell.Row == 2);
        Assert.Equal((0, 3), (total.Column, total.ColumnSpan));
    }

    [Fact]
    public void A_table_with_a_border_of_its_own_is_another_table() =>
        Assert.Equal(2, TablesOf(
            Ruled(1, [50, 100, 150, 300, 400], "类|款|名称|合计", "208|05|养老|12.00"), Ruled(2, [50, 220, 400], "合计|12.00")).Length);
}
