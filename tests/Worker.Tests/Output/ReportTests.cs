using System.Text;
using System.Text.Json;
using Worker.Output.Html;
using Worker.Output.Report;

namespace Worker.Tests.Output;

public sealed class ReportTests
{
    private static readonly SourceDocument Source = new("002.txt", Encoding.UTF8.GetBytes(
        "\n\n基本支出537.20万元\n\n\n\n\n\n\n\n\n558.80\t<537.20>\n455. 83\n"));

    private static readonly ConfidenceReport Report = ConfidenceReport.Of(
        Samples.Disclosure(), Samples.Engine, SourceLines.Of(Source, "text/plain"), Samples.Kinds);

    private static readonly string Html = Encoding.UTF8.GetString(ReportHtml.Write(Report));

    [Fact]
    public void A_standard_table_that_is_not_there_is_named_once_its_year_has_come()
    {
        Assert.Equal(["budget.revenue"], Report.Missing.Select(kind => kind.Id));
    }

    [Fact]
    public void A_table_that_no_layout_claims_is_named()
    {
        Assert.Equal(["t02"], Report.Unclaimed.Select(table => table.Id));
        Assert.Equal("expenditure", Assert.Single(Report.Layouts).Layout);
    }

    [Fact]
    public void Findings_of_one_root_stand_together_as_grave_as_the_gravest()
    {
        var group = Assert.Single(Report.Groups);
        Assert.Equal(Severity.Error, group.Severity);
        Assert.Equal(["f1", "f2"], group.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void A_finding_quotes_the_line_it_speaks_of()
    {
        var quote = Assert.Single(Report.Groups[0].Findings[0].Quotes);
        Assert.Equal((12, "558.80", "\t<537.20>"), (quote.Line, quote.Marked, quote.After));
    }

    [Fact]
    public void Undecided_checks_are_counted_apart_and_say_why()
    {
        var rule = Assert.Single(Report.Rules, rule => rule.Rule == "X2");
        Assert.Equal((0, 0, 1), (rule.Checks.Holds, rule.Checks.Broken, rule.Checks.Undecided));
        Assert.Equal("The document has no 部门收支总表.", Assert.Single(rule.Why));
    }

    [Fact]
    public void The_json_counts_what_the_page_shows()
    {
        using var json = JsonDocument.Parse(ReportJson.Write(Report));
        var amounts = json.RootElement.GetProperty("amounts");
        Assert.Equal((8, 2), (amounts.GetProperty("read").GetInt32(), amounts.GetProperty("unchecked").GetInt32()));
        var finding = json.RootElement.GetProperty("findingGroups")[0].GetProperty("findings")[0];
        Assert.Equal("558.80\t<537.20>", finding.GetProperty("source")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Text_of_the_document_is_never_markup()
    {
        Assert.DoesNotContain("<script>alert", Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", Html, StringComparison.Ordinal);
        Assert.Contains("行政&lt;运行&gt;", Html, StringComparison.Ordinal);
        Assert.Contains("&lt;537.20&gt;", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_outside()
    {
        Assert.DoesNotContain("http:", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", Html, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_status_has_its_own_mark_and_not_checked_is_said_in_words()
    {
        foreach (var status in (string[])["confirmed", "repaired", "unchecked", "disputed", "unreadable"])
            Assert.Contains($"class=\"cell n {status}\"", Html, StringComparison.Ordinal);
        Assert.Contains("title=\"not checked\nprinted: 440.23\n4,402,300.00 yuan\nconfidence 97 %\nline 13\"", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repair_shows_before_after_and_its_proof()
    {
        Assert.Contains("<del>455.<b>␣</b>83</del> → <ins>455.<b></b>83</ins>", Html, StringComparison.Ordinal);
        Assert.Contains("455.83 = 440.23 + 15.60 holds (H1, code 21015).", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubtful_amount_of_a_page_stands_in_its_box_on_the_picture()
    {
        var sample = Samples.Disclosure();
        var cell = sample.Tables[0].Rows[0].Cells["c3"] with { At = Evidence.OnPage(7, new(100, 200, 140, 210)) };
        var row = sample.Tables[0].Rows[0] with { Cells = sample.Tables[0].Rows[0].Cells.SetItem("c3", cell) };
        var table = sample.Tables[0] with { Rows = [row] };
        var report = ConfidenceReport.Of(sample with { Tables = [table] }, Samples.Engine, SourceLines.None, Samples.Kinds);
        var asked = new List<int>();
        // A PNG's first 24 bytes: signature, IHDR, 900 by 1200 pixels.
        byte[] png = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0x84, 0, 0, 4, 0xb0];
        var html = Encoding.UTF8.GetString(ReportHtml.Write(report, (page, _) =>
        {
            asked.Add(page);
            return png;
        }));
        Assert.Equal([7], asked);
        Assert.Contains("viewBox=\"0 0 600 800\"", html, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"disputed\" data-cell=\"t01-0-c3\" x=\"99\" y=\"199\" width=\"42\" height=\"12\"/>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.99999, "over 99.99 %")]
    [InlineData(0.9998, "99.98 %")]
    [InlineData(0.999, "99.9 %")]
    [InlineData(0.989, "98 %")]
    [InlineData(0, "0 %")]
    public void A_probability_is_never_rounded_up(double probability, string text) => Assert.Equal(text, Wording.Percent(probability));

    [Theory]
    [InlineData("5372000", "5,372,000.00 yuan")]
    [InlineData("-0.5", "-0.50 yuan")]
    [InlineData("-1234.567", "-1,234.567 yuan")]
    public void Money_keeps_its_digits(string yuan, string text) =>
        Assert.Equal(text, Wording.Money(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_value_put_into_markup_is_escaped()
    {
        var html = new HtmlBuilder();
        html.Add($"<a title=\"{"\"><&'\u202e\u0007"}\">{1.5:0.00}{(int?)null}</a>");
        Assert.Equal("<a title=\"&quot;&gt;&lt;&amp;&#39;\ufffd\ufffd\">1.50</a>", html.ToString());
    }
}
