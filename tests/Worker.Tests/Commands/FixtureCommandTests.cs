using System.Text.Json.Nodes;
using Worker.Tests.Harness;

namespace Worker.Tests.Commands;

/// <summary>The verbs a maintainer uses, as processes: a table that no layout knows, made a case, broken, accepted with a reason, explained.</summary>
public sealed class FixtureCommandTests : IDisposable
{
    private const string Name = "sichuan-grants/example";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broken_sum_is_accepted_only_with_a_reason_and_the_reason_is_kept()
    {
        var layouts = await MadeAsync();
        var input = Path.Combine(CaseOf(layouts), "input.txt");
        File.WriteAllText(input, File.ReadAllText(input).Replace("150.00\t110.00", "160.00\t110.00", StringComparison.Ordinal));

        var run = await FixtureAsync(layouts, "run", Name);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("differences", run.Errors, StringComparison.Ordinal);
        var refused = await FixtureAsync(layouts, "accept", Name);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--as-printed", refused.Errors, StringComparison.Ordinal);
        var accepted = await FixtureAsync(layouts, "accept", Name, "--as-printed", "The publisher's sum is wrong.");
        Assert.True(accepted.ExitCode == 0, accepted.Errors);
        var source = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseOf(layouts), "source.json")))!;
        Assert.Equal("The publisher's sum is wrong.", (string?)source["asPrinted"]);
        Assert.Equal(0, (await FixtureAsync(layouts, "run", Name)).ExitCode);
    }

    [Fact]
    public async Task Why_a_layout_claims_a_table_or_does_not_is_told_column_by_column()
    {
        var layouts = await MadeAsync();
        var (exitCode, output, errors) = await FixtureAsync(layouts, "explain", _folder.At("budget.txt"));
        Assert.True(exitCode == 0, errors);
        Assert.Contains("sichuan-grants", output, StringComparison.Ordinal);
        Assert.Contains("省级安排", output, StringComparison.Ordinal);
        Assert.Contains("gpb-expenditure", output, StringComparison.Ordinal);
    }

    private static string CaseOf(string layouts) => Path.Combine(layouts, "sichuan-grants", "cases", "example");

    /// <summary>A copy of the layouts with one more, proposed from a table that none of them claims.</summary>
    private async Task<string> MadeAsync()
    {
        var layouts = _folder.At("fixtures");
        var known = Path.Combine(AppContext.BaseDirectory, "fixtures");
        foreach (var file in Directory.EnumerateFiles(known, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(layouts, Path.GetRelativePath(known, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        _folder.Write("budget.txt",
            "江城市水务局2024年省级专项安排情况一览表\n\n单位：万元\n\n科目编码\t\t\t科目名称\t合计\t省级安排\t市县安排\n类\t款\t项\t\t\t\t\n\t\t\t合计\t150.00\t110.00\t40.00\n"
            + "213\t\t\t农林水支出\t150.00\t110.00\t40.00\n213\t03\t\t水利\t150.00\t110.00\t40.00\n213\t03\t05\t水利工程建设\t100.00\t80.00\t20.00\n213\t03\t06\t水利工程运行与维护\t50.00\t30.00\t20.00\n");
        var made = await FixtureAsync(layouts, "new", Name, "--from", _folder.At("budget.txt"), "--new-meanings");
        Assert.True(made.ExitCode == 0, made.Errors);
        return layouts;
    }

    private static Task<(int ExitCode, string Output, string Errors)> FixtureAsync(string layouts, params string[] arguments) =>
        WorkerProcess.RunAsync(["fixture", .. arguments, "--fixtures", layouts]);
}
