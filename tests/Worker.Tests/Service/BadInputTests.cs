using System.Text.Json;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>One folder of everything that can be wrong beside good files: each ends in its own reason, the good ones as ever.</summary>
[Collection("processes")]
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_kind_of_bad_file_ends_in_its_own_reason_and_disturbs_nobody()
    {
        var inbox = _folder.At("inbox");
        SampleTexts.Write(inbox, 3);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["empty.txt"] = "empty", ["large.txt"] = "limit.size", ["link.txt"] = "source.link", ["deep/loop"] = "source.link",
            ["back\\slash.txt"] = "source.name", ["crash.txt"] = "crash", ["segfault.txt"] = "crash", ["loop.txt"] = "timeout",
            ["memory.txt"] = "memory", ["defect.txt"] = "defect.InvalidOperationException",
        };
        _folder.Write("inbox/empty.txt", "");
        using (var large = File.Create(Path.Combine(inbox, "large.txt"))) large.SetLength(200L << 20);
        _folder.Write("inbox/back\\slash.txt", "x");
        File.CreateSymbolicLink(Path.Combine(inbox, "link.txt"), "/etc/passwd");
        Directory.CreateDirectory(Path.Combine(inbox, "deep"));
        Directory.CreateSymbolicLink(Path.Combine(inbox, "deep", "loop"), inbox);
        foreach (var (name, fault) in new[] { ("crash", "abort"), ("segfault", "segfault"), ("loop", "loop"), ("memory", "native-memory"), ("defect", "defect") })
            _folder.Write($"inbox/{name}.txt", $"#!fault {fault}\n{name}");
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE__FAULTYCHILDREN"] = "true",
            ["PIPELINE__FAST__CPU"] = "00:00:06", ["PIPELINE__FAST__MEMORYBYTES"] = "314572800",
            ["PIPELINE__SLOW__CPU"] = "00:00:07", ["PIPELINE__SLOW__MEMORYBYTES"] = "419430400",
        };
        using var run = new WorkerProcess(environment, "run", inbox, "--out", _folder.At("out"), "--json");
        var (exitCode, output, errors) = await run.EndAsync(TimeSpan.FromMinutes(5));
        Assert.True(exitCode == 1, errors);

        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var good = 0;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("outcome").GetString() != "failed") good++;
            else codes[json.RootElement.GetProperty("file").GetString()!] =
                json.RootElement.GetProperty("document").GetProperty("reason").GetProperty("code").GetString()!;
        }
        Assert.Equal(expected, codes);
        Assert.Equal(3, good);

        // Each failure is parked as well, with the attempts its kind is worth.
        var poison = await WorkerProcess.RunAsync("poison", "list", "--out", _folder.At("out"), "--json");
        var attempts = new Dictionary<string, int>();
        foreach (var line in poison.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            attempts[json.RootElement.GetProperty("code").GetString()!] = json.RootElement.GetProperty("attempts").GetInt32();
            Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        }
        Assert.Equal((1, 2, 2, 3), (attempts["empty"], attempts["timeout"], attempts["memory"], attempts["crash"]));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_cleanly_and_a_second_run_finishes_it()
    {
        var (inbox, output) = (_folder.At("inbox"), _folder.At("out"));
        SampleTexts.Write(inbox, 40);
        using (var run = new WorkerProcess(null, "run", inbox, "--out", output))
        {
            for (var i = 0; i < 600 && run.Children().Length == 0; i++) await Task.Delay(50);
            run.Signal(2);
            Assert.Equal(130, (await run.EndAsync()).ExitCode);
        }
        Assert.Equal(2, (await WorkerProcess.RunAsync("run", inbox, "--out", output)).ExitCode);
        Assert.Equal(40, Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task What_is_not_there_is_wrong_usage()
    {
        var (exitCode, _, errors) = await WorkerProcess.RunAsync("run", _folder.At("nowhere"));
        Assert.Equal(64, exitCode);
        Assert.Contains("there is no such file or folder", errors, StringComparison.Ordinal);
    }
}
