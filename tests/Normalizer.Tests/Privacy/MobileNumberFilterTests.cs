using Normalizer.Canonical;
using Normalizer.Privacy;

namespace Normalizer.Tests.Privacy;

public sealed class MobileNumberFilterTests
{
    private const string Number = "13812345678";

    private static readonly Place There = new(Evidence.OnLine(1, 0, 11));

    private static Cell Cell(CellState state) => new(Number, Number, state, null, 0, null, null, There.At);

    private static Disclosure Everywhere()
    {
        var row = new Row(0, RowKind.Item, Number, "unit", null, 1, null, Number, Number, 
            RowCells.Of([("c1", Cell(CellState.Text)), ("c2", Cell(CellState.Amount)), ("c3", Cell(CellState.Code))]));
        var table = new CanonicalTable("t01", "unknown", null, Number, Number, null, [There.At], Number,
            [new("c1", [Number], null, ColumnType.Text, null, 0)], [row], 1, [[Number, "金额", "编码"], [Number, Number, Number]], [],
            [new(Number, Number, Number, null, Number, null, null, There.At)], []);
        return new($"{Number}.txt", "ab", 1, "text/plain", null,
            new(Number, DocumentKind.Budget, 2024, new(Number, Number, null, null, null, null, 1), [Number]), [table],
            [new("f1", Number, Number, There, Number, 1, "元", 1, 1, 2024, null)],
            [new("k1", "H1", [], Number, Number, null, null, null, 0, CheckResult.Undecided, Number, [])],
            [new("name", There, Number, Number, "r", [Number], 1, true)],
            [new("r", Severity.Info, FindingCause.Source, Number, [There], Number, Number, Number)],
            new(Outcome.Accept, [new("c", Number, null)]));
    }

    [Fact]
    public void Every_text_is_treated_and_figures_and_codes_are_not()
    {
        var filtered = MobileNumberFilter.Apply(Everywhere(), MobileNumberRule.Mask);
        var row = filtered.Tables[0].Rows[0];
        Assert.Equal((Number, Number, Number), (row.Code, row.Cells["c2"].Text, row.Cells["c3"].Printed));
        Assert.Equal(["138********", Number, Number], filtered.Tables[0].Grid[1].ToArray());

        // With those set aside no text of the whole record holds the number any more.
        var rest = filtered with
        {
            Tables = [filtered.Tables[0] with
            {
                Rows = [row with { Code = null, Cells = RowCells.Of([("c1", row.Cells["c1"])]) }], Grid = [filtered.Tables[0].Grid[0], ["138********"]],
            }],
        };
        Assert.DoesNotContain(Number, System.Text.Json.JsonSerializer.Serialize(rest), StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_is_the_same_record()
    {
        var disclosure = Everywhere();
        Assert.Same(disclosure, MobileNumberFilter.Apply(disclosure, MobileNumberRule.Keep));
    }
}
