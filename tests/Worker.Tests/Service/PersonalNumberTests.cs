using System.Globalization;
using System.Text;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>Documents full of one mobile number: where it may be read afterwards, and where not.</summary>
[Collection("processes")]
public sealed class PersonalNumberTests : IDisposable
{
    private const string Canary = "13987654321";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Text { get; } = $"""
        重庆市綦江区医疗保障局{Canary}
        2024年部门预算公开说明

        一、收支预算总体情况 联系人电话：{Canary}
        2024年一般公共预算财政拨款收入100.25万元（电话{Canary}），支出100.25万元。
        其中：基本支出90.25万元，项目支出10.00万元。“三公”经费预算3.00万元，机关运行经费2.00万元，政府采购1.00万元。

        部门收支总表 {Canary}
        单位：万元
        项目	预算数	联系电话
        一般公共预算拨款{Canary}	100.25	{Canary}
        合计	101.25	139-8765-4321

        """;

    [Fact]
    public async Task A_service_leaves_none_in_logs_metrics_failures_poison_and_file_names()
    {
        var (inbox, output, port) = (_folder.At("inbox"), _folder.At("out"), WorkerProcess.FreePort());
        _folder.Write("inbox/good.txt", Text);
        foreach (var fault in new[] { "abort", "defect" }) _folder.Write($"inbox/{fault}.txt", $"#!fault {fault}\n{Canary}\n{Text}");
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE__FAULTYCHILDREN"] = "true", ["PIPELINE__PORT"] = port.ToString(CultureInfo.InvariantCulture),
        };
        Assert.Equal(0, (await WorkerProcess.RunAsync("ingest", inbox, "--out", output)).ExitCode);
        using var worker = new WorkerProcess(environment, "worker", "--out", output);
        for (var i = 0; i < 600 && Manifests(output) < 3; i++) await Task.Delay(100);
        Assert.Equal(3, Manifests(output));
        using var client = new HttpClient();
        var metrics = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
        worker.Terminate();
        var (_, standardOutput, log) = await worker.EndAsync();
        var poison = await WorkerProcess.RunAsync("poison", "list", "--out", output, "--json");

        Assert.Contains("ended", log, StringComparison.Ordinal);
        Assert.Contains("crash", poison.Output, StringComparison.Ordinal);
        foreach (var text in new[] { metrics, standardOutput, log, poison.Output, poison.Errors }) Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        foreach (var path in Directory.GetFiles(output, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Canary, path, StringComparison.Ordinal);
            // As printed, in the one file that is for programs: nobody set anything else.
            Assert.Equal(Path.GetFileName(path) == "disclosure.json", Holds(path));
        }
    }

    [Theory]
    [InlineData("Mask")]
    [InlineData("drop")]
    public async Task With_the_setting_no_output_holds_one_and_the_result_is_another_engines(string rule)
    {
        _folder.Write("inbox/good.txt", Text);
        var output = _folder.At("out");
        Assert.Equal(2, (await WorkerProcess.RunAsync("run", _folder.At("inbox"), "--out", output)).ExitCode);
        var kept = Directory.GetFiles(output, "disclosure.json", SearchOption.AllDirectories).Single();
        Assert.True(Holds(kept));

        var environment = new Dictionary<string, string> { ["PIPELINE__MOBILENUMBERS"] = rule };
        using (var run = new WorkerProcess(environment, "run", _folder.At("inbox"), "--out", output)) Assert.Equal(2, (await run.EndAsync()).ExitCode);
        var treated = Directory.GetFiles(output, "disclosure.json", SearchOption.AllDirectories).Single(path => path != kept);
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(treated)!)) Assert.False(Holds(path), path);
        Assert.Equal(rule == "Mask", File.ReadAllText(treated).Contains("139********", StringComparison.Ordinal));
        // The figures beside them are what they were.
        Assert.Contains("1002500.00", File.ReadAllText(treated), StringComparison.Ordinal);
    }

    private static int Manifests(string output) => Directory.Exists(Path.Combine(output, "documents"))
        ? Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length : 0;

    /// <summary>In either form it has in the documents.</summary>
    private static bool Holds(string path)
    {
        var content = File.ReadAllBytes(path).AsSpan();
        return content.IndexOf(Encoding.ASCII.GetBytes(Canary)) >= 0 || content.IndexOf("139-8765-4321"u8) >= 0;
    }
}
