using System.Diagnostics;
using Worker.Tests.Azure;
using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>Azure storage goes away under two working services and comes back.</summary>
[Collection("processes"), Trait("Category", "Azurite")]
public sealed class OutageTests(ITestOutputHelper log) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Its own: others' tests do not go away with it.</summary>
    private readonly Azurite _azurite = new();

    public Task InitializeAsync() => _azurite.InitializeAsync();

    public Task DisposeAsync() => _azurite.DisposeAsync();

    [AzuriteFact]
    public Task Five_seconds_without_storage_lose_nothing_and_park_nothing() => OutageAsync(40, TimeSpan.FromSeconds(5));

    [AzuriteFact, Trait("Category", "Nightly")]
    public Task A_minute_without_storage_loses_nothing_and_parks_nothing() => OutageAsync(300, TimeSpan.FromSeconds(60));

    private async Task OutageAsync(int documents, TimeSpan length)
    {
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE__ENVIRONMENT"] = "Development", ["PIPELINE__AZURE__CONNECTIONSTRING"] = _azurite.ConnectionString,
            ["PIPELINE__LEASE"] = "00:00:10", ["PIPELINE__RECONCILEEVERY"] = "00:00:05",
        };
        var inbox = _azurite.Clients.Container("inbox");
        await inbox.CreateIfNotExistsAsync();
        for (var i = 0; i < documents; i++) await inbox.UploadBlobAsync($"{i:00000}.txt", BinaryData.FromString(SampleTexts.Text(i)));
        using (var ingest = new WorkerProcess(environment, "ingest", "inbox")) Assert.Equal(0, (await ingest.EndAsync()).ExitCode);
        using var worker = new WorkerProcess(environment, "worker", "--port", "0", "--slots", "1");
        using var other = new WorkerProcess(environment, "worker", "--port", "0", "--slots", "1");
        await UntilAsync(count => count > 0);

        await _azurite.StopAsync();
        await Task.Delay(length);
        Assert.False(worker.HasExited || other.HasExited);
        await _azurite.StartAsync();
        var watch = Stopwatch.StartNew();
        var before = await ManifestsAsync();
        Assert.True(before < documents, "the work was done before the outage; nothing was tried");
        await UntilAsync(count => count > before);
        log.WriteLine($"{documents} documents, away for {length.TotalSeconds} s with {before} done, resumed after {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"resumed after {watch.Elapsed}");
        await UntilAsync(count => count == documents);

        using var status = new WorkerProcess(environment, "status", "--json");
        var output = (await status.EndAsync()).Output;
        Assert.Contains($"\"files\": {documents},", output, StringComparison.Ordinal);
        Assert.Contains("\"failed\": 0,", output, StringComparison.Ordinal);
        using var poison = new WorkerProcess(environment, "poison", "list", "--json");
        Assert.Equal("", (await poison.EndAsync()).Output);
        worker.Terminate();
        other.Terminate();
        Assert.Equal((0, 0), ((await worker.EndAsync()).ExitCode, (await other.EndAsync()).ExitCode));
    }

    private async Task UntilAsync(Func<int, bool> holds)
    {
        for (var watch = Stopwatch.StartNew(); !holds(await ManifestsAsync()); await Task.Delay(100))
            if (watch.Elapsed > Patience) throw new TimeoutException($"{await ManifestsAsync()} results after {Patience}");
    }

    private async Task<int> ManifestsAsync()
    {
        var (count, results) = (0, _azurite.Clients.Container("results"));
        if (!await results.ExistsAsync()) return 0;
        await foreach (var blob in results.GetBlobsAsync())
        {
            Assert.DoesNotContain(".conflict-", blob.Name, StringComparison.Ordinal);
            if (blob.Name.EndsWith("/manifest.json", StringComparison.Ordinal)) count++;
        }
        return count;
    }
}
