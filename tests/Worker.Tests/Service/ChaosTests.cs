using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;
using Worker.Sinks;
using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>A quarter of what is fed is bad, in every way we know: each ends in its own reason, the good ones as ever.</summary>
[Collection("processes")]
public sealed partial class ChaosTests(ITestOutputHelper log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, string> Limits = new()
    {
        ["PIPELINE__FAULTYCHILDREN"] = "true", ["PIPELINE__FAST__CPU"] = "00:00:04", ["PIPELINE__SLOW__CPU"] = "00:00:05",
        ["PIPELINE__FAST__MEMORYBYTES"] = "314572800", ["PIPELINE__SLOW__MEMORYBYTES"] = "419430400",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_hundred_files_a_quarter_of_them_bad_each_end_in_their_own_reason() => RunAsync(files: 100, good: 74, seed: 31);

    [Fact, Trait("Category", "Nightly")]
    public async Task Two_thousand_files_a_quarter_of_them_bad_each_end_in_their_own_reason_and_the_good_ones_keep_their_pace()
    {
        var mixed = await RunAsync(files: 2000, good: 1500, seed: 32);
        var alone = await RunAsync(files: 1500, good: 1500, seed: 32);
        log.WriteLine($"a good file takes {alone.Milliseconds:0.0} ms alone and {mixed.Milliseconds:0.0} ms among bad ones (median)");
        // What a bad file takes of its own slot is its own; what is measured is how it disturbs the neighbours'.
        Assert.True(alone.Milliseconds / mixed.Milliseconds > 0.95, $"{alone.Milliseconds / mixed.Milliseconds:0.00} of the pace");
    }

    /// <returns>The median time of a good file, from its message to its end.</returns>
    private async Task<(double Milliseconds, TimeSpan All)> RunAsync(int files, int good, int seed)
    {
        var (inbox, output) = (_folder.At($"{files}"), _folder.At($"{files}-out"));
        var corpus = new ChaosCorpus(inbox, files, good, seed);
        using (var ingest = new WorkerProcess(Limits, "ingest", inbox, "--out", output)) Assert.Equal(0, (await ingest.EndAsync(Patience)).ExitCode);
        corpus.Meddle();
        await SendNonsenseAsync(output);

        var watch = Stopwatch.StartNew();
        using var worker = new WorkerProcess(Limits, "worker", "--out", output, "--port", "0", "--slots", "2");
        while (!await IsWorkedOffAsync(output) && watch.Elapsed < Patience) await Task.Delay(500);
        var all = watch.Elapsed;
        worker.Terminate();
        var (exitCode, _, errors) = await worker.EndAsync();
        Assert.Equal(0, exitCode);

        var outcomes = await OutcomesAsync(output, good);
        Assert.Empty(corpus.Expected.Except(outcomes).Concat(outcomes.Except(corpus.Expected)).Take(20));
        await AssertParkedAsync(corpus, output);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
        var times = Ended().Matches(errors).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToArray();
        log.WriteLine($"seed {seed}: {good} good and {corpus.Bad} bad files in {corpus.ClassCount} classes took {all.TotalSeconds:0} s; a good one {times[times.Length / 2]:0} ms (median), {times[times.Length * 99 / 100]:0} ms (99 of 100)");
        return (times[times.Length / 2], all);
    }

    /// <summary>Messages that are no jobs, straight into the queue.</summary>
    private static async Task SendNonsenseAsync(string output)
    {
        using var store = SqliteStore.Open(Path.Combine(output, ".state", "pipeline.db"));
        foreach (var (id, _, body) in Nonsense)
            await store.WriteAsync(connection => SqliteStore.Execute(
                connection, "INSERT INTO job(id, lane, body, visible) VALUES($id, 0, $body, 0)", ("$id", id), ("$body", body)), durable: true);
    }

    private static readonly (string Id, string Code, byte[] Body)[] Nonsense =
    [
        ("no-json", "message.malformed", "<job/>"u8.ToArray()), ("no-text", "message.malformed", [0xFF, 0x00, 0xFE]),
        ("no-version", "message.malformed", "{}"u8.ToArray()), ("deep", "message.malformed", Encoding.UTF8.GetBytes(new string('[', 5000))),
        ("next-version", "message.version", Encoding.UTF8.GetBytes("""
            {"v":2,"id":"9bb5b0f2-7c3e-4f6a-8a53-0d2f6f1f8a11","source":{"root":"inbox","name":"a","etag":null,"size":1},"sha256":null,"lane":"fast","attempts":[],"trace":null}
            """)),
    ];

    private static async Task<bool> IsWorkedOffAsync(string output)
    {
        var (_, status, _) = await WorkerProcess.RunAsync("status", "--out", output, "--json");
        if (status.Length == 0) return false;
        using var json = JsonDocument.Parse(status);
        return json.RootElement.GetProperty("open").GetInt64() == 0
            && new[] { "fast", "slow", "quarantined", "running" }.All(name => json.RootElement.GetProperty(name).GetInt64() == 0);
    }

    /// <returns>What became of every file that is not a good one, as the ledger and the manifests have it: the code, or null for one that was read.</returns>
    private static async Task<SortedDictionary<string, string?>> OutcomesAsync(string output, int good)
    {
        var outcomes = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        using var store = SqliteStore.Open(Path.Combine(output, ".state", "pipeline.db"));
        var sink = new FolderResultSink(output);
        var read = 0;
        await foreach (var entry in new SqliteLedger(store).ReadAsync(null, default))
        {
            var manifest = Manifest.Parse(await sink.ReadManifestAsync(ResultKey.Parse(entry.Result!), default)).Entry;
            var code = manifest.Outcome == IndexEntry.Failed ? manifest.Reason!.Code : null;
            if (entry.Name.Length == "00000.txt".Length && code is null) read++;
            else outcomes[entry.Name] = code;
        }
        Assert.Equal(good, read);
        return outcomes;
    }

    /// <summary>Every failure is parked with the attempts its kind is worth, the nonsense with its bytes, and nothing else is.</summary>
    private static async Task AssertParkedAsync(ChaosCorpus corpus, string output)
    {
        var parked = new Dictionary<string, (string Code, int Attempts)>();
        foreach (var line in (await WorkerProcess.RunAsync("poison", "list", "--out", output, "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(line);
            parked[json.RootElement.GetProperty("id").GetString()!] =
                (json.RootElement.GetProperty("code").GetString()!, json.RootElement.GetProperty("attempts").GetInt32());
        }
        foreach (var (id, code, _) in Nonsense) Assert.Equal((code, 1), parked[id]);
        Assert.All(parked.Values, entry => Assert.Equal(entry.Code switch { "crash" => 3, "memory" or "timeout" => 2, _ => 1 }, entry.Attempts));
        // All but the names: those never become jobs.
        Assert.Equal(corpus.Expected.Values.OfType<string>().Where(code => code != "source.name").ToHashSet(),
            parked.Where(pair => !Nonsense.Any(sent => sent.Id == pair.Key)).Select(pair => pair.Value.Code).ToHashSet());
    }

    [GeneratedRegex("ended: Done +in ([0-9.]+) ms")]
    private static partial Regex Ended();
}
