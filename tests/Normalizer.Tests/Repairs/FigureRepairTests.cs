using Normalizer.Canonical;
using static Normalizer.Tests.Repairs.SmallTree;

namespace Normalizer.Tests.Repairs;

public sealed class FigureRepairTests
{
    [Fact]
    public void An_undamaged_table_is_left_alone()
    {
        var result = Verify(Right);
        Assert.Empty(result.Repairs);
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData("2080505|基本养老|520,300.15|", "2080505|基本养老|520,30.15|", "a lost digit that the separators show")]
    [InlineData("2080505|基本养老|520,300.15|", "2080505|基本养老|52030015|", "a lost decimal point")]
    [InlineData("2080505|基本养老|520,300.15|", "2080505|基本养老|S20,3O0.15|", "letters for digits")]
    public void A_damaged_leaf_is_read_as_its_sums_want_it(string from, string to, string what)
    {
        var result = VerifyWith(from, to);
        var cell = result.Tables[0].Rows[3].Cells["c3"];
        Assert.True(cell is { Yuan: 520300.15m, Status: CellStatus.Repaired }, what);
        Assert.Contains(result.Repairs, repair => repair.Applied && repair.To == "520,300.15" && repair.Evidence.Length > 0);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void A_total_that_is_off_by_a_round_amount_is_the_publishers_and_stays()
    {
        var result = VerifyWith("合计||1,300,518.27", "合计||1,320,518.27");
        Assert.Equal(1320518.27m, result.Tables[0].Rows[0].Cells["c3"].Yuan);
        Assert.Equal(CellStatus.Disputed, result.Tables[0].Rows[0].Cells["c3"].Status);
        Assert.DoesNotContain(result.Repairs, repair => repair.Applied);
        Assert.Contains(result.Findings, finding => finding is { Severity: Severity.Error, Expected: "1,300,518.27", Found: "1,320,518.27" });
    }

    [Fact]
    public void Without_any_sign_of_damage_no_digit_is_changed()
    {
        var result = VerifyWith("2080505|基本养老|520,300.15|", "2080505|基本养老|520,800.15|");
        Assert.Equal(520800.15m, result.Tables[0].Rows[3].Cells["c3"].Yuan);
        Assert.DoesNotContain(result.Repairs, repair => repair.Applied);
        Assert.Contains(result.Findings, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void A_row_that_lost_a_blank_moves_back_where_the_sums_of_its_columns_say_so()
    {
        var rows = Right.Replace("210|卫生|520,100.00|420,000.00|100,100.00", "210|卫生|520,100.00||520,100.00", StringComparison.Ordinal)
            .Replace("21011|医疗|520,100.00|420,000.00|100,100.00", "21011|医疗|520,100.00|520,100.00|", StringComparison.Ordinal)
            .Replace("2101101|行政单位医疗|520,100.00|420,000.00|100,100.00", "2101101|行政单位医疗|520,100.00||520,100.00", StringComparison.Ordinal)
            .Replace("1,200,418.27|100,100.00", "780,418.27|520,100.00", StringComparison.Ordinal);
        var result = Verify(rows);
        Assert.Equal(CellState.Blank, result.Tables[0].Rows[6].Cells["c4"].State);
        Assert.Equal(520100m, result.Tables[0].Rows[6].Cells["c5"].Yuan);
        Assert.Contains(result.Repairs, repair => repair is { Class: "shifted_cells", Applied: true });
    }
}
