using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Normalizer.Canonical;
using Normalizer.Privacy;
using Worker.Export;
using Worker.Output;
using Worker.Output.Index;
using Worker.Sinks;
using Worker.Tests.Output;

namespace Worker.Tests.Export;

public sealed class PortalPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Confirmed_and_repaired_figures_of_an_accepted_document_are_released()
    {
        await ExportAsync(Accepted());
        var lines = Rows("amounts");
        Assert.Equal(["held", "released", "released", "held", "held"], lines.Take(5).Select(line => line["release"]));
        Assert.Equal(["disputed", "", "", "unchecked", "unreadable"], lines.Take(5).Select(line => line["held_because"]));
    }

    [Fact]
    public async Task Figures_of_a_document_under_review_are_flagged()
    {
        await ExportAsync(Samples.Disclosure());
        Assert.All(Rows("amounts").Where(line => line["held_because"].Length == 0), line => Assert.Equal("review", line["release"]));
        Assert.All(Rows("budget_lines"), line => Assert.Equal("review", line["release"]));
    }

    [Fact]
    public async Task Nothing_of_a_rejected_document_is_released()
    {
        await ExportAsync(Samples.Disclosure() with { Decision = new(Outcome.Reject, []) });
        Assert.All(Rows("amounts"), line => Assert.Equal(("held", "document_rejected"), (line["release"], line["held_because"])));
        Assert.Empty(Rows("budget_lines"));
    }

    [Fact]
    public async Task Every_amount_is_counted_as_released_under_review_or_held()
    {
        await ExportAsync(Accepted());
        var document = Assert.Single(Rows("documents"));
        Assert.Equal(("10", "4", "0", "6"), (document["amounts"], document["released"], document["review"], document["held"]));
        Assert.Equal(10, Rows("amounts").Count);
    }

    [Fact]
    public async Task A_failed_file_stands_among_the_documents_with_its_reason()
    {
        var failure = new FailureRecord("x.pdf", Samples.Sha, 3, "encrypted", "extract", "The file wants a password.");
        var entry = IndexEntry.Of(failure, Samples.Engine, OutputFolder.Of(Samples.Sha, Samples.Engine.Fingerprint));
        await new PortalPackage(new FolderResultSink(_folder), _folder, Samples.Engine, new()).WriteAsync([entry], default);
        var document = Assert.Single(Rows("documents"));
        Assert.Equal(("failed", "The file wants a password."), (document["outcome"], document["reason"]));
    }

    [Fact]
    public async Task A_budget_line_is_a_leaf_with_the_levels_above_it()
    {
        var amount = Samples.Amount("440.23", 4402300m, CellStatus.Confirmed, 0.99, 13);
        var table = Samples.Table() with
        {
            Rows =
            [
                Samples.Row(0, "210", "卫生健康支出", ("c3", amount), ("c4", amount)),
                Samples.Row(1, "21015", "医疗保障管理事务", ("c3", amount), ("c4", amount)),
                Samples.Row(2, "2101501", "行政运行", ("c3", amount), ("c4", amount)),
            ],
        };
        await ExportAsync(Samples.Disclosure() with { Tables = [table] });
        var line = Assert.Single(Rows("budget_lines"));
        Assert.Equal(("210", "卫生健康支出", "21015", "医疗保障管理事务", "2101501", "行政运行"),
            (line["func1_code"], line["func1_name"], line["func2_code"], line["func2_name"], line["func3_code"], line["func3_name"]));
        // The total beside its parts would count the same money twice.
        Assert.Equal(("basic", "4402300.00"), (line["expenditure_type"], line["amount"]));
    }

    [Fact]
    public async Task Texts_of_a_document_are_no_formulas_in_a_spreadsheet()
    {
        var row = Samples.Row(0, "210", "=HYPERLINK(\"x\")", ("c3", Samples.Amount("1.00", 10000m, CellStatus.Confirmed, 1, 12)));
        await ExportAsync(Samples.Disclosure() with { Tables = [Samples.Table() with { Rows = [row] }] });
        Assert.Equal("'=HYPERLINK(\"x\")", Assert.Single(Rows("amounts"))["name"]);
        Assert.Equal("-12.50", CsvText.Harmless("-12.50"));
        Assert.Equal("-", CsvText.Harmless("-"));
    }

    [Theory]
    [InlineData(MobileNumberRule.Mask, "联系人139********")]
    [InlineData(MobileNumberRule.Drop, "联系人")]
    [InlineData(MobileNumberRule.Keep, "联系人13987654321")]
    public async Task Mobile_numbers_are_treated_as_the_package_says_and_amounts_of_eleven_digits_stay(MobileNumberRule rule, string name)
    {
        var row = Samples.Row(0, "210", "联系人13987654321", ("c3", Samples.Amount("13987654321", 13987654321m, CellStatus.Confirmed, 1, 12)));
        await ExportAsync(Samples.Disclosure() with { Tables = [Samples.Table() with { Rows = [row] }] }, new(MobileNumbers: rule));
        var amount = Assert.Single(Rows("amounts"));
        Assert.Equal((name, "13987654321"), (amount["name"], amount["printed"]));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, PortalPackage.DatabaseName)};Pooling=False");
        connection.Open();
        Assert.Equal(name, Scalar(connection, "SELECT name FROM amounts"));
    }

    [Fact]
    public void A_package_masks_unless_it_is_told_otherwise() => Assert.Equal(MobileNumberRule.Mask, new PortalOptions().MobileNumbers);

    [Fact]
    public async Task The_database_holds_the_same_rows_and_its_references_hold()
    {
        await ExportAsync(Accepted());
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, PortalPackage.DatabaseName)};Pooling=False");
        connection.Open();
        Assert.Equal(10L, Scalar(connection, "SELECT count(*) FROM amounts"));
        Assert.Equal(4402300L, Scalar(connection, "SELECT amount FROM amounts WHERE printed = '440.23' LIMIT 1"));
        Assert.Equal(1L, Scalar(connection, "SELECT applied FROM repairs ORDER BY repair_id LIMIT 1"));
        Assert.Null(Scalar(connection, "PRAGMA foreign_key_check"));
    }

    [Fact]
    public async Task The_same_outputs_give_the_same_bytes()
    {
        await ExportAsync(Accepted());
        var first = Directory.GetFiles(_folder).Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllBytes);
        await ExportAsync(Accepted());
        Assert.Equal(9, first.Count);
        Assert.All(first, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Fact]
    public async Task The_data_package_describes_each_file_as_it_is()
    {
        await ExportAsync(Accepted());
        using var package = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "datapackage.json")));
        foreach (var resource in package.RootElement.GetProperty("resources").EnumerateArray())
        {
            var file = Path.Combine(_folder, resource.GetProperty("path").GetString()!);
            var header = File.ReadLines(file).First().Split(',');
            Assert.Equal(header, resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
            Assert.Equal(new FileInfo(file).Length, resource.GetProperty("bytes").GetInt64());
        }
        Assert.Equal("2022-01-01", package.RootElement.GetProperty("fiscalPeriod").GetProperty("start").GetString());
    }

    [Fact]
    public async Task A_missing_disclosure_stops_the_export_with_its_name()
    {
        var entry = IndexEntry.Of(Accepted(), Samples.Engine);
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() =>
            new PortalPackage(new FolderResultSink(_folder), _folder, Samples.Engine, new()).WriteAsync([entry], default));
        Assert.Contains(entry.Id, failure.Message, StringComparison.Ordinal);
    }

    private static Disclosure Accepted() => Samples.Disclosure() with { Decision = new(Outcome.Accept, []) };

    private async Task ExportAsync(Disclosure disclosure, PortalOptions? options = null)
    {
        var results = Path.Combine(_folder, "results", disclosure.Decision.Outcome.ToString());
        var sink = new FolderResultSink(results);
        var files = new DocumentOutput(Samples.Engine, Samples.Kinds).Of(disclosure, new("002.txt", Encoding.UTF8.GetBytes("一\n")));
        await sink.WriteAsync(new(disclosure.Sha256, Samples.Engine.Fingerprint), files, default);
        await new PortalPackage(sink, _folder, Samples.Engine, options ?? new()).WriteAsync([IndexEntry.Of(disclosure, Samples.Engine)], default);
    }

    private static object? Scalar(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }

    /// <summary>The rows of a CSV of the package, cells by column; our samples hold no line breaks.</summary>
    private List<Dictionary<string, string>> Rows(string table)
    {
        var lines = File.ReadAllLines(Path.Combine(_folder, $"{table}.csv")).Select(Cells).ToArray();
        return [.. lines[1..].Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }
        return [.. cells, cell.ToString()];
    }
}
