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
        var setup = new AzureSetup(_azurite);
        await setup.IngestAsync(documents);
        using var worker = setup.Worker();
        using var other = setup.Worker();
        await setup.UntilAsync(count => count > 0, Patience);

        await _azurite.StopAsync();
        await Task.Delay(length);
        Assert.False(worker.HasExited || other.HasExited);
        await _azurite.StartAsync();
        var watch = Stopwatch.StartNew();
        var before = await setup.ResultsAsync();
        Assert.True(before < documents, "the work was done before the outage; nothing was tried");
        await setup.UntilAsync(count => count > before, Patience);
        log.WriteLine($"{documents} documents, away for {length.TotalSeconds} s with {before} done, resumed after {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"resumed after {watch.Elapsed}");
        await setup.UntilAsync(count => count == documents, Patience);

        worker.Terminate();
        other.Terminate();
        Assert.Equal((0, 0), ((await worker.EndAsync()).ExitCode, (await other.EndAsync()).ExitCode));
        await setup.AssertAllDoneAsync(documents);
    }
}
