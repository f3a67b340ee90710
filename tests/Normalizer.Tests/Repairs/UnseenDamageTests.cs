using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;
using static Normalizer.Tests.Repairs.SmallTree;

namespace Normalizer.Tests.Repairs;

/// <summary>Faults of a reader one by one in a small table: each is mended with a proof, or the figure stays as printed and is reported.</summary>
public sealed class UnseenDamageTests
{
    /// <summary>Row and column sums leave one reading.</summary>
    [Theory]
    [InlineData("260,118.12|260", "260,l18.l2|260", "small l for one")]
    [InlineData("260,118.12|260", "26O,118.12|260", "capital O for zero")]
    [InlineData("260,118.12|260", "260,118。12|260", "a full stop of running text for the point")]
    [InlineData("260,118.12|260", "２６０，１１８．１２|260", "full-width figures")]
    [InlineData("260,118.12|260", "260,118,12|260", "a comma for the point")]
    [InlineData("260,118.12|260", "260.118.12|260", "a point for the comma")]
    [InlineData("260,118.12|260", "260,1118.12|260", "a digit doubled")]
    [InlineData("260,118.12|260", "260,118.12³|260", "a footnote's mark, small and raised")]
    public void A_figure_that_is_none_as_it_stands_is_read_right(string from, string to, string what)
    {
        var result = VerifyWith(from, to);
        Assert.True(result.Tables[0].Rows[4].Cells["c3"].Yuan == 260118.12m, what);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error);
    }

    /// <summary>What no sum can tell apart, or the publisher may have printed: the figure stays and a finding says so.</summary>
    [Theory]
    [InlineData("年金|260,118.12|260,118.12|", "年金|-260,118.12|260,118.12|", 4, "c3", "a sign too many, in a figure of good form")]
    [InlineData("2101101|行政单位医疗|520,100.00|420,000.00|100,100.00", "2101101|行政单位医疗|420,000.00|520,100.00|100,100.00", 7, "c3", "two columns changed places in one row")]
    [InlineData("2080506|年金|260,118.12|260,118.12|", "2080506|年金|||", 2, "c3", "the amounts of a row lost")]
    public void A_figure_in_doubt_is_not_changed_in_silence(string from, string to, int row, string column, string what)
    {
        var result = VerifyWith(from, to);
        var isAsPrinted = result.Tables[0].Rows[row].Cells[column].Status != CellStatus.Repaired;
        Assert.True(isAsPrinted ? result.Findings.Any(finding => finding.Severity == Severity.Error) : result.Repairs.Any(repair => repair.Applied), what);
        Assert.All(result.Tables[0].Rows.SelectMany(other => other.Cells), cell => Assert.True(cell.Value.Status != CellStatus.Confirmed || IsTrue(result, cell.Value), what));
    }

    [Fact]
    public void A_rounder_figure_is_the_likelier_one_of_two_that_a_single_sum_contradicts()
    {
        const string Rows = """
            208|社会保障|780,418.27|780,418.27|
            210|卫生|520,100.00|420,000.00|100,100.00
            213|农林水|16,100.20|16,100.00|
            221|住房保障|S,000.00|5,000.00|
            """;
        var result = new Verifier(TestReference.All).Verify(
            Document(Table("t01", Columns, Rows, checks: Sum)), [], new("a.txt", "00", 1, "text/plain", null));
        Assert.Equal(16100.00m, result.Tables[0].Rows[2].Cells["c3"].Yuan);
    }

    [Fact]
    public void A_last_digit_that_its_sums_forgive_is_mended_where_the_document_does_not_round()
    {
        var classes = Enumerable.Range(201, 12).Select(code => $"{code}|类|{code}0.30|{code}0.30|\n{code}01|甲|1000.10|1000.10|\n{code}02|乙|{code - 100}0.20|{code - 100}0.20|");
        var rows = string.Join('\n', classes).Replace("20101|甲|1000.10|", "20101|甲|1000.11|", StringComparison.Ordinal).Replace("20502|乙|1050.20|", "20502|乙|1O50.20|", StringComparison.Ordinal);
        var result = new Verifier(TestReference.All).Verify(Document(Table("t01", Columns, rows, checks: Sum)), [], new("a.txt", "00", 1, "text/plain", null));
        Assert.Equal(1000.10m, result.Tables[0].Rows[1].Cells["c3"].Yuan);
    }

    /// <summary>A confirmed amount is one that the undamaged table prints in some cell.</summary>
    private static bool IsTrue(Disclosure result, Cell cell) =>
        cell.Text.Length == 0 || Right.Contains(cell.Text, StringComparison.Ordinal);
}
