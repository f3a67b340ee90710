using Normalizer.Canonical;
using Normalizer.Repairs;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Repairs;

public sealed class UnitRepairerTests
{
    private const string Rows = """
        208|552.80
        210|537.20
        221|115.60
        """;

    private static CanonicalTable Of(string id, string printed, decimal yuan)
    {
        var table = Table(id, "code|合计=expenditure.total", Rows, yuan);
        return table with { Unit = table.Unit! with { Printed = printed } };
    }

    private static CanonicalTable WithoutUnit(string id)
    {
        var table = Of(id, "", 1);
        return table with
        {
            Unit = null,
            Rows = [.. table.Rows.Select(row => row with { Cells = row.Cells.SetItem("c2", row.Cells["c2"] with { Yuan = null, Resolution = 0 }) })],
        };
    }

    private static UnitChoices Choose(params CanonicalTable[] tables) => new UnitRepairer().Repair([.. tables]);

    private static decimal? FirstYuan(UnitChoices choices, int table) => choices.Tables[table].Rows[0].Cells["c2"].Yuan;

    [Fact]
    public void Tables_that_agree_are_left_alone()
    {
        var choices = Choose(Of("t01", "万元", 10_000), Of("t02", "万元", 10_000), Of("t03", "万元", 10_000));
        Assert.Empty(choices.Repairs);
        Assert.Empty(choices.Findings);
    }

    [Fact]
    public void A_table_without_a_legible_unit_takes_the_one_under_which_its_figures_stand_elsewhere()
    {
        var choices = Choose(Of("t01", "万元", 10_000), WithoutUnit("t02"));
        Assert.Equal(5_528_000m, FirstYuan(choices, 1));
        var repair = Assert.Single(choices.Repairs);
        Assert.True(repair is { Class: "unit", From: "", To: "万元", Applied: true, Evidence.Length: 1 });
        Assert.Empty(choices.Findings);
    }

    [Fact]
    public void A_legible_unit_that_several_tables_contradict_is_never_changed_without_a_finding()
    {
        var choices = Choose(Of("t01", "万元", 10_000), Of("t02", "万元", 10_000), Of("t03", "元", 1));
        Assert.Equal(5_528_000m, FirstYuan(choices, 2));
        Assert.True(Assert.Single(choices.Repairs) is { From: "元", To: "万元", Applied: true });
        var finding = Assert.Single(choices.Findings);
        Assert.True(finding is { Rule: "unit.contradicted", Severity: Severity.Error, Expected: "万元", Found: "元" });
        Assert.Equal("t03", finding.At[0].Table);
    }

    [Fact]
    public void An_amount_with_a_unit_of_its_own_keeps_it()
    {
        var table = Of("t03", "元", 1);
        var own = table with { Rows = table.Rows.Add(table.Rows[0] with { Index = 3, Cells = table.Rows[0].Cells.SetItem("c2", table.Rows[0].Cells["c2"] with { Text = "7.5", Yuan = 75_000m }) }) };
        var choices = Choose(Of("t01", "万元", 10_000), Of("t02", "万元", 10_000), own);
        Assert.Equal(5_528_000m, FirstYuan(choices, 2));
        Assert.Equal(75_000m, choices.Tables[2].Rows[3].Cells["c2"].Yuan);
    }

    [Fact]
    public void Amounts_of_a_form_count_as_those_of_a_column()
    {
        var form = Of("t03", "元", 1);
        form = form with { Columns = [.. form.Columns.Select(column => column with { Type = ColumnType.Text })] };
        Assert.Equal(5_528_000m, FirstYuan(Choose(Of("t01", "万元", 10_000), Of("t02", "万元", 10_000), form), 2));
    }

    [Fact]
    public void One_table_against_one_is_reported_on_both_and_changes_nothing()
    {
        var choices = Choose(Of("t01", "万元", 10_000), Of("t02", "元", 1));
        Assert.Equal(5_528_000m, FirstYuan(choices, 0));
        Assert.Equal(552.80m, FirstYuan(choices, 1));
        Assert.All(choices.Repairs, repair => Assert.False(repair.Applied));
        Assert.Equal(2, choices.Findings.Length);
    }

    [Fact]
    public void Two_tables_against_two_leave_the_question_open()
    {
        var choices = Choose(Of("t01", "万元", 10_000), Of("t02", "万元", 10_000), Of("t03", "元", 1), Of("t04", "元", 1));
        Assert.Empty(choices.Repairs);
        Assert.Equal(552.80m, FirstYuan(choices, 3));
    }
}
