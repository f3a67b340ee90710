using System.Text.Json;
using Extractor.Model;
using Normalizer.Canonical;
using Normalizer.Checks;
using Worker.Calibration;

namespace Worker.Tests.Calibration;

public sealed class TrueAmountsTests
{
    private static readonly JsonElement Book = JsonDocument.Parse("""
        {"tables": [{"id": "t01", "title": "收支 总表", "columns": [{"path": ["项目"]}, {"path": ["2024年", "预算数"]}],
          "body": [["合计", "1,300.00"], ["收入", "1,300.00"], ["支出", ""]], "amounts_yuan": [[0, 1, "1300"], [1, 1, "1300"]]}]}
        """).RootElement;

    [Fact]
    public void A_row_of_a_text_is_found_by_its_line_and_a_lost_row_says_nothing()
    {
        var truth = new TrueAmountsByLine(Book, JsonDocument.Parse("""{"t01": [12, null, 14]}""").RootElement);
        Assert.True(truth.Judge(Table("x"), Amount(0, line: 12), 1300m));
        Assert.False(truth.Judge(Table("x"), Amount(0, line: 12), 130m));
        Assert.Null(truth.Judge(Table("x"), Amount(1, line: 13), 1300m));
    }

    [Fact]
    public void An_amount_of_a_page_is_right_as_often_as_the_table_has_it()
    {
        var truth = new TrueAmountsByTable(Book);
        var table = Table("收支总表");
        Assert.True(truth.Judge(table, Amount(0), 1300m));
        Assert.True(truth.Judge(table, Amount(1), 1300m));
        Assert.False(truth.Judge(table, Amount(2), 1300m));
        Assert.Null(truth.Judge(Table("另一张表") with { Id = "t02" }, Amount(0), 1300m));
    }

    private static CanonicalTable Table(string title) =>
        new("t01", "budget.summary", null, title, title, new("元", 1, Evidence.OnPage(1, null)), [], null,
            [new("c1", ["项目"], null, ColumnType.Name, null, 0), new("c2", ["2024年", "预算数"], null, ColumnType.Amount, 2024, 0)],
            [], 1, [], [], [], []);

    private static LedgerAmount Amount(int row, int? line = null) =>
        new(AmountKey.OfCell("t01", row, "c2"), "1,300.00", 1300, 0.01m, 1, false, "",
            new(line is { } at ? Evidence.OnLine(at, 0, 8) : Evidence.OnPage(1, null), "t01", row, "c2"));
}
