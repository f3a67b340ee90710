using System.Text.Json;
using Extractor.Tests.Reading.Pdf;
using Worker.Tests.Harness;
using static Extractor.Tests.Reading.Pdf.PdfBuilder;

namespace Worker.Tests.Commands;

public sealed class ExtractCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PdfFact]
    public async Task Only_the_pages_asked_for_are_read()
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync("extract", ThreePages(), "--format", "grid", "--pages", "1,3");
        Assert.True(exitCode == 0, errors);
        using var json = JsonDocument.Parse(output);
        Assert.Equal([1, 3], json.RootElement.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("page").GetInt32()));
        Assert.Equal(2, json.RootElement.GetProperty("pages").GetInt32());
    }

    [PdfFact]
    public async Task The_disclosure_of_some_pages_holds_their_tables_only()
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync("extract", ThreePages(), "--pages", "2");
        Assert.True(exitCode == 0, errors);
        using var json = JsonDocument.Parse(output);
        var table = Assert.Single(json.RootElement.GetProperty("tables").EnumerateArray());
        Assert.Equal(2, table.GetProperty("at").GetProperty("pages")[0].GetProperty("page").GetInt32());
    }

    [PdfFact]
    public async Task A_page_beyond_the_last_is_wrong_usage()
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync("extract", ThreePages(), "--pages", "2-4");
        Assert.Equal((64, ""), (exitCode, output));
        Assert.Contains("asks for page 4; the PDF has 3", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_come_as_csv_with_the_columns_of_the_export()
    {
        SampleTexts.Write(_folder.At("inbox"), 1);
        var file = Directory.GetFiles(_folder.At("inbox")).Single();
        var (exitCode, output, errors) = await WorkerProcess.RunAsync("extract", file, "--format", "csv");
        Assert.True(exitCode == 0, errors);
        Assert.StartsWith("line_id,document_id,table_id,", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "review")]
    [InlineData("0.5", "accept")]
    public async Task The_error_rate_that_is_borne_decides_and_makes_another_engine(string rate, string outcome)
    {
        SampleTexts.Write(_folder.At("inbox"), 1);
        var file = Directory.GetFiles(_folder.At("inbox")).Single();
        var (exitCode, output, errors) = await WorkerProcess.RunAsync("extract", file, "--max-error-rate", rate);
        Assert.True(exitCode == 0, errors);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(outcome, json.RootElement.GetProperty("decision").GetProperty("outcome").GetString());
        Assert.NotEqual(EngineFingerprint.Of(AppContext.BaseDirectory).Fingerprint,
            json.RootElement.GetProperty("engine").GetProperty("fingerprint").GetString());
    }

    [Theory]
    [InlineData("there is no such file", "nowhere.pdf")]
    [InlineData("is a folder", ".")]
    [InlineData("pages look like 3-9 or 3,5,7-9", "a.txt", "--pages", "9-3")]
    [InlineData("--pages is for PDF files", "a.txt", "--pages", "1")]
    [InlineData("a share from 0 to 1 is wanted", "a.txt", "--max-error-rate", "5")]
    [InlineData("'xml' not recognized", "a.txt", "--format", "xml")]
    public async Task Wrong_usage_is_told_in_plain_words(string words, string file, params string[] options)
    {
        _folder.Write("a.txt", "收支预算总表\n");
        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["extract", _folder.At(file), .. options]);
        Assert.Equal((64, ""), (exitCode, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private string ThreePages()
    {
        double[] xs = [50, 200, 300], ys = [300, 280, 260];
        var page = Grid(xs, ys) + Cells(xs, ys, ["A", "2023"], ["B", "1.00"]);
        Directory.CreateDirectory(_folder.At("."));
        File.WriteAllBytes(_folder.At("three.pdf"), new PdfBuilder().Page(page).Page(page).Page(page).Build());
        return _folder.At("three.pdf");
    }
}
