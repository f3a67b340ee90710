using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>A run that is killed again and again, at marked and at random points, ends as if nothing had happened.</summary>
[Collection("processes")]
public sealed class KillTests(ITestOutputHelper log) : IDisposable
{
    private static readonly string[] MarkedPoints =
    [
        "after-ledger", "after-receive", "after-start-mark", "mid-child", "after-output-part", "before-manifest", "after-manifest",
        "before-delete", "before-park",
    ];

    /// <summary>More kills than a worker forgives a job: on a busy machine most of them can hit the same one, before its child is up.</summary>
    private static readonly Dictionary<string, string> Patient = new() { ["PIPELINE__LOSTWORKERS"] = "1000" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Kills_during_a_run_lose_and_double_nothing_and_give_the_same_bytes() => KillAsync(documents: 60, randomKills: 6, seed: 1);

    [Fact, Trait("Category", "Nightly")]
    public Task Fifty_random_kills_during_two_hundred_documents_lose_and_double_nothing() => KillAsync(documents: 200, randomKills: 50, seed: 2);

    private async Task KillAsync(int documents, int randomKills, int seed)
    {
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (inbox, calm, killed) = (_folder.At("inbox"), _folder.At("calm"), _folder.At("killed"));
        SampleTexts.Write(inbox, documents);
        _folder.Write("inbox/empty.txt", "");
        var undisturbed = await WorkerProcess.RunAsync("run", inbox, "--out", calm);
        Assert.True(undisturbed.ExitCode is 1, undisturbed.Errors);

        // Each marked point once or twice, then kills at any moment of a run that has begun to work.
        var kills = 0;
        foreach (var point in MarkedPoints)
        {
            var fault = new Dictionary<string, string>(Patient) { ["PIPELINE_FAULT"] = $"{point}:{random.Next(1, 3)}" };
            using var run = new WorkerProcess(fault, "run", inbox, "--out", killed, "--slots", "2");
            if ((await run.EndAsync()).ExitCode == 137) kills++;
            else log.WriteLine($"{point} was not reached");
        }
        for (var i = 0; i < randomKills; i++)
        {
            using var run = new WorkerProcess(Patient, "run", inbox, "--out", killed, "--slots", "2");
            await Task.Delay(random.Next(100, 1200));
            if (!run.HasExited) kills++;
            var children = run.Children();
            run.Kill();
            await run.EndAsync();
            await AssertGoneAsync(children);
        }
        log.WriteLine($"{kills} kills");
        using var final = new WorkerProcess(Patient, "run", inbox, "--out", killed);
        var last = await final.EndAsync();
        Assert.True(last.ExitCode is 1, last.Errors);

        Assert.Equal(OutputSnapshot.Of(calm), OutputSnapshot.Of(killed));
        Assert.Equal(File.ReadAllText(Path.Combine(calm, "index.jsonl")), File.ReadAllText(Path.Combine(killed, "index.jsonl")));
        Assert.Empty(Directory.GetFiles(Path.Combine(killed, ".state", "partial")));
        var status = await WorkerProcess.RunAsync("status", "--out", killed, "--json");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains($"\"files\": {documents + 1},", status.Output, StringComparison.Ordinal);
        Assert.Contains($"\"done\": {documents},", status.Output, StringComparison.Ordinal);
        Assert.Contains("\"open\": 0,", status.Output, StringComparison.Ordinal);
        Assert.True(kills >= MarkedPoints.Length - 2, $"only {kills} kills hit a running worker");
    }

    private static async Task AssertGoneAsync(int[] children)
    {
        for (var i = 0; i < 50 && children.Any(WorkerProcess.IsAlive); i++) await Task.Delay(20);
        Assert.DoesNotContain(children, WorkerProcess.IsAlive);
    }
}
