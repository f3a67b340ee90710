using System.Text.Json;
using Worker.Sinks;
using Worker.Tests.Azure;
using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>Many workers that die and come back over one queue: every file ends with exactly one outcome.</summary>
[Collection("azurite")]
public sealed class FleetTests(Azurite azurite, ITestOutputHelper log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>What is killed here is no document's doing, however often it hits the same one.</summary>
    private static readonly Dictionary<string, string> Patient = new() { ["PIPELINE__LOSTWORKERS"] = "1000", ["PIPELINE__CRASHES"] = "1000" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Fifty_kills_over_five_hundred_jobs_on_the_embedded_queue() => EmbeddedAsync(500, 50, 11);

    [Fact, Trait("Category", "Nightly")]
    public Task Two_hundred_kills_over_two_thousand_jobs_on_the_embedded_queue() => EmbeddedAsync(2000, 200, 12);

    [AzuriteFact]
    public Task Fifty_kills_over_five_hundred_jobs_on_azure_storage() => AzureAsync(500, 50, 14);

    [Fact]
    public Task Rolling_restarts_end_cleanly_and_count_as_no_failure() => RestartAsync(100, 6, 15);

    [Fact, Trait("Category", "Nightly")]
    public Task A_hundred_rolling_restarts_end_cleanly_and_count_as_no_failure() => RestartAsync(1000, 100, 16);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(101, 10)];

    /// <summary>Two thousand kills in all.</summary>
    [Theory, Trait("Category", "Nightly")]
    [MemberData(nameof(Seeds))]
    public Task Ten_times_two_hundred_kills_over_a_thousand_jobs_on_the_embedded_queue(int seed) => EmbeddedAsync(1000, 200, seed);

    private async Task EmbeddedAsync(int documents, int kills, int seed)
    {
        var output = await IngestFolderAsync(documents);
        using (var fleet = new Fleet(2, Patient, "--out", output, "--slots", "2"))
        {
            await fleet.KillAsync(kills, new(seed));
            await WaitUntilDoneAsync(null, documents, "--out", output);
            log.WriteLine($"seed {seed}: {fleet.Kills} workers and {fleet.ChildKills} children killed over {documents} jobs");
        }
        Assert.Empty(Directory.GetFiles(output, "*.conflict-*", SearchOption.AllDirectories));
        Assert.Equal(documents, Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length);
    }

    private async Task RestartAsync(int documents, int restarts, int seed)
    {
        var output = await IngestFolderAsync(documents);
        using (var fleet = new Fleet(2, new Dictionary<string, string>(), "--out", output, "--slots", "2"))
        {
            var (longest, notClean) = await fleet.RestartAsync(restarts, new(seed));
            await WaitUntilDoneAsync(null, documents, "--out", output);
            log.WriteLine($"seed {seed}: {restarts} restarts, the longest took {longest.TotalSeconds:0.0} s");
            Assert.Equal("", notClean);
            Assert.True(longest < TimeSpan.FromSeconds(25), $"{longest}");
        }
        Assert.Equal(documents, Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length);
    }

    private async Task AzureAsync(int documents, int kills, int seed)
    {
        var setup = new AzureSetup(azurite, ("PIPELINE__LOSTWORKERS", "1000"), ("PIPELINE__CRASHES", "1000"));
        await setup.IngestAsync(documents);
        using (var fleet = new Fleet(2, setup.Environment, "--slots", "2"))
        {
            await fleet.KillAsync(kills, new(seed));
            log.WriteLine($"seed {seed}: {fleet.Kills} workers and {fleet.ChildKills} children killed over {documents} jobs");
            await WaitUntilDoneAsync(setup.Environment, documents);
        }
        Assert.Equal(documents, await setup.ResultsAsync());
    }

    private async Task<string> IngestFolderAsync(int documents)
    {
        var (inbox, output) = (_folder.At("inbox"), _folder.At("out"));
        SampleTexts.Write(inbox, documents);
        Assert.Equal(0, (await WorkerProcess.RunAsync("ingest", inbox, "--out", output)).ExitCode);
        return output;
    }

    /// <summary>Until the ledger's equation is files = done, none failed, none open, none missing.</summary>
    private static async Task WaitUntilDoneAsync(IReadOnlyDictionary<string, string>? environment, int documents, params string[] arguments)
    {
        var last = "";
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(500))
        {
            using var status = new WorkerProcess(environment, ["status", "--json", .. arguments]);
            last = (await status.EndAsync()).Output;
            if (last.Length == 0) continue;
            using var json = JsonDocument.Parse(last);
            var (done, failed) = (json.RootElement.GetProperty("done").GetInt64(), json.RootElement.GetProperty("failed").GetInt64());
            Assert.Equal(documents, json.RootElement.GetProperty("files").GetInt64());
            Assert.Equal(0, failed);
            if (done == documents) return;
        }
        Assert.Fail($"not done after {Patience}: {last}");
    }
}
