using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>What is missing on our side is never written down as a failure of the document.</summary>
public sealed class OwnFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_pdfium_a_pdf_stays_queued_and_the_others_are_done()
    {
        SampleTexts.Write(_folder.At("inbox"), 2);
        _folder.Write("inbox/budget.pdf", "#!fault no-pdfium\n");
        var environment = new Dictionary<string, string> { ["PIPELINE__FAULTYCHILDREN"] = "true" };
        using var run = new WorkerProcess(environment, "run", _folder.At("inbox"), "--out", _folder.At("out"));
        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("1 jobs could not be worked off and stay queued: installation.pdfium: No PDFium library was found", errors, StringComparison.Ordinal);
        Assert.Contains("pipeline doctor", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.At("out"), "failure.json", SearchOption.AllDirectories));
        Assert.Equal(2, File.ReadLines(_folder.At("out", "index.jsonl")).Count());
        var poison = await WorkerProcess.RunAsync("poison", "list", "--out", _folder.At("out"), "--json");
        Assert.Equal("", poison.Output);
    }

    [Fact]
    public async Task Without_room_for_results_no_job_is_taken_and_none_is_lost()
    {
        SampleTexts.Write(_folder.At("inbox"), 2);
        var environment = new Dictionary<string, string> { ["PIPELINE__MINFREEBYTES"] = $"{long.MaxValue}" };
        using var run = new WorkerProcess(environment, "run", _folder.At("inbox"), "--out", _folder.At("out"));
        var (exitCode, _, errors) = await run.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("MiB are free where results are written", errors, StringComparison.Ordinal);
        var again = await WorkerProcess.RunAsync("run", _folder.At("inbox"), "--out", _folder.At("out"));
        Assert.Equal(2, File.ReadLines(_folder.At("out", "index.jsonl")).Count());
        Assert.DoesNotContain("could not be worked off", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_writes_its_index_when_work_pauses()
    {
        SampleTexts.Write(_folder.At("inbox"), 3);
        Assert.Equal(0, (await WorkerProcess.RunAsync("ingest", _folder.At("inbox"), "--out", _folder.At("out"))).ExitCode);
        using var worker = new WorkerProcess(null, "worker", "--out", _folder.At("out"), "--port", "0");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        // A first pause may come before the last document.
        while (!File.Exists(_folder.At("out", "index.html")) || File.ReadLines(_folder.At("out", "index.jsonl")).Count() < 3) await Task.Delay(100, limit.Token);
        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
    }
}
