using Azure.Storage.Blobs;
using Worker.Tests.Azure;

namespace Worker.Tests.Harness;

/// <summary>Queues and containers of one test in Azurite, and the environment that makes the program use them.</summary>
internal sealed class AzureSetup
{
    private readonly BlobContainerClient _inbox, _results;

    /// <param name="further">Further settings.</param>
    public AzureSetup(Azurite azurite, params ReadOnlySpan<(string Name, string Value)> further)
    {
        Name = $"t{Guid.NewGuid():N}"[..16];
        (_inbox, _results) = (azurite.Clients.Container($"{Name}-inbox"), azurite.Clients.Container($"{Name}-results"));
        Environment = new()
        {
            ["PIPELINE__ENVIRONMENT"] = "Development", ["PIPELINE__AZURE__CONNECTIONSTRING"] = azurite.ConnectionString,
            ["PIPELINE__AZURE__QUEUE"] = Name, ["PIPELINE__AZURE__RESULTS"] = _results.Name, ["PIPELINE__AZURE__CONTAINERS__INBOX"] = _inbox.Name,
            // A dead worker's job waits for the end of its lease here; a short one keeps the tests short.
            ["PIPELINE__LEASE"] = "00:00:10", ["PIPELINE__RECONCILEEVERY"] = "00:00:05",
        };
        foreach (var (name, value) in further) Environment[name] = value;
    }

    /// <summary>Of the fast lane's queue.</summary>
    public string Name { get; }

    public Dictionary<string, string> Environment { get; }

    /// <summary>Uploads texts and feeds them.</summary>
    public async Task IngestAsync(IEnumerable<string> texts)
    {
        await _inbox.CreateIfNotExistsAsync();
        foreach (var (i, text) in texts.Index()) await _inbox.UploadBlobAsync($"{i:00000}.txt", BinaryData.FromString(text));
        using var ingest = new WorkerProcess(Environment, "ingest", "inbox");
        Assert.Equal(0, (await ingest.EndAsync()).ExitCode);
    }

    public Task IngestAsync(int documents) => IngestAsync(Enumerable.Range(0, documents).Select(SampleTexts.Text));

    public WorkerProcess Worker(int slots = 1) => new(Environment, "worker", "--port", "0", "--slots", $"{slots}");

    /// <summary>Results that are whole; a conflict fails the test.</summary>
    public async Task<int> ResultsAsync()
    {
        if (!await _results.ExistsAsync()) return 0;
        var count = 0;
        await foreach (var blob in _results.GetBlobsAsync())
        {
            Assert.DoesNotContain(".conflict-", blob.Name, StringComparison.Ordinal);
            if (blob.Name.EndsWith("/manifest.json", StringComparison.Ordinal)) count++;
        }
        return count;
    }

    /// <exception cref="TimeoutException">The results do not become so within the time.</exception>
    public async Task UntilAsync(Func<int, bool> holds, TimeSpan limit)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !holds(await ResultsAsync()); await Task.Delay(100))
            if (watch.Elapsed > limit) throw new TimeoutException($"{await ResultsAsync()} results after {limit}");
    }

    /// <summary>The same queues and containers by another way.</summary>
    public AzureSetup Over(string connection) => new(this, connection);

    private AzureSetup(AzureSetup other, string connection)
    {
        (Name, _inbox, _results) = (other.Name, other._inbox, other._results);
        Environment = new(other.Environment) { ["PIPELINE__AZURE__CONNECTIONSTRING"] = connection };
    }

    /// <summary>Until nothing waits and nothing runs.</summary>
    public async Task UntilEmptyAsync(TimeSpan limit)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(500))
        {
            using var status = new WorkerProcess(Environment, "status", "--json");
            var output = (await status.EndAsync()).Output;
            if (new[] { "fast", "slow", "quarantined", "running" }.All(lane => output.Contains($"\"{lane}\": 0,", StringComparison.Ordinal))) return;
            if (watch.Elapsed > limit) throw new TimeoutException(output);
        }
    }

    /// <summary>Every document is done, none failed or parked.</summary>
    public async Task AssertAllDoneAsync(int documents)
    {
        using var status = new WorkerProcess(Environment, "status", "--json");
        var output = (await status.EndAsync()).Output;
        foreach (var line in new[] { $"\"files\": {documents},", $"\"done\": {documents},", "\"failed\": 0,", "\"parked\": 0," })
            Assert.Contains(line, output, StringComparison.Ordinal);
    }
}
