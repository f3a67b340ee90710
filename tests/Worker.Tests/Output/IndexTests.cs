using System.Text;
using System.Text.Json;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Tests.Output;

public sealed class IndexTests
{
    private static readonly IndexEntry Read = IndexEntry.Of(Samples.Disclosure(), Samples.Engine);

    private static readonly IndexEntry Failed = IndexEntry.Of(
        new FailureRecord("a\"><script>.pdf", null, null, "source.missing", "source", "The file is gone."), Samples.Engine,
        OutputFolder.Of(new string('0', 64), "9f3c00aa"));

    [Fact]
    public void The_order_of_the_manifests_does_not_matter()
    {
        Assert.Equal(IndexFiles.Html([Read, Failed]), IndexFiles.Html([Failed, Read]));
    }

    [Fact]
    public void A_line_is_one_json_object_that_says_where_the_results_lie()
    {
        var line = Encoding.UTF8.GetString(IndexFiles.Line(Read));
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        Assert.Equal($"documents/d4/{Samples.Sha}/9f3c00aa", json.RootElement.GetProperty("folder").GetString());
        Assert.Equal(2022, json.RootElement.GetProperty("fiscalYear").GetInt32());
    }

    [Fact]
    public void A_row_links_to_the_report_or_to_the_reason_of_the_failure()
    {
        var html = Encoding.UTF8.GetString(IndexFiles.Html([Read, Failed]));
        Assert.Contains($"href=\"documents/d4/{Samples.Sha}/9f3c00aa/report.html\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"documents/00/{new string('0', 64)}/9f3c00aa/failure.json\"", html, StringComparison.Ordinal);
        Assert.Contains("The file is gone.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>.pdf", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_share_of_confirmed_amounts_is_never_rounded_up()
    {
        var counts = Read.Counts! with { Amounts = new(3000, 2999, 1, 0, 0, 0, 0) };
        Assert.Contains("99.9 %", Encoding.UTF8.GetString(IndexFiles.Html([Read with { Counts = counts }])), StringComparison.Ordinal);
    }
}
