using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>What people do to a run.</summary>
[Collection("processes")]
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ctrl_C_ends_a_run_cleanly_and_a_second_run_finishes_it()
    {
        var (inbox, output) = (_folder.At("inbox"), _folder.At("out"));
        SampleTexts.Write(inbox, 200);
        using (var run = new WorkerProcess(null, "run", inbox, "--out", output))
        {
            for (var i = 0; i < 600 && run.Children().Length == 0; i++) await Task.Delay(50);
            run.Signal(2);
            Assert.Equal(130, (await run.EndAsync()).ExitCode);
        }
        Assert.Equal(0, (await WorkerProcess.RunAsync("run", inbox, "--out", output)).ExitCode);
        Assert.Equal(200, Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task What_is_not_there_is_wrong_usage()
    {
        var (exitCode, _, errors) = await WorkerProcess.RunAsync("run", _folder.At("nowhere"));
        Assert.Equal(64, exitCode);
        Assert.Contains("there is no such file or folder", errors, StringComparison.Ordinal);
    }
}
