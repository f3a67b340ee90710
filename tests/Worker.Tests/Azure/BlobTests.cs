using System.Text;
using Worker.Azure;
using Worker.Queues;
using Worker.Sinks;
using Worker.Tests.Sinks;

namespace Worker.Tests.Azure;

/// <summary>The whole suite against blobs as Azurite plays them; its first upload is also the smoke test of System.IO.Hashing.</summary>
[Collection("azurite"), Trait("Category", "Azurite")]
public sealed class BlobResultSinkTests(Azurite azurite) : SinkConformance
{
    protected override string? Missing => Azurite.Script is null ? "Azurite is not installed" : null;

    protected override async Task<IResultSink> OpenAsync()
    {
        var container = azurite.Clients.Container($"r{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync();
        return new BlobResultSink(container, StorageCalls.Default);
    }
}

[Collection("azurite"), Trait("Category", "Azurite")]
public sealed class BlobStoreTests(Azurite azurite)
{
    private async Task<global::Azure.Storage.Blobs.BlobContainerClient> ContainerAsync()
    {
        var container = azurite.Clients.Container($"c{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync();
        return container;
    }

    [AzuriteFact]
    public async Task A_blob_is_read_whole_and_from_one_version_only()
    {
        var container = await ContainerAsync();
        await container.UploadBlobAsync("2024/渝北.txt", BinaryData.FromString("first"));
        var source = new BlobSource(name => name == "inbox" ? container : null, StorageCalls.Default);
        await using var content = await source.OpenAsync(new("inbox", "2024/渝北.txt", null, null), default);
        using (var reader = new StreamReader(await content.OpenStreamAsync(default))) Assert.Equal("first", await reader.ReadToEndAsync());
        await container.GetBlobClient("2024/渝北.txt").UploadAsync(BinaryData.FromString("second"), overwrite: true);
        await Assert.ThrowsAsync<IOException>(() => content.OpenStreamAsync(default));
    }

    [AzuriteFact]
    public async Task A_missing_blob_an_unknown_root_and_a_climbing_name_are_refused()
    {
        var container = await ContainerAsync();
        var source = new BlobSource(name => name == "inbox" ? container : null, StorageCalls.Default);
        async Task<string> CodeAsync(string root, string name) =>
            (await Assert.ThrowsAsync<DocumentRejectedException>(() => source.OpenAsync(new(root, name, null, null), default))).Code;
        Assert.Equal("source.missing", await CodeAsync("inbox", "gone.txt"));
        Assert.Equal("source.root", await CodeAsync("elsewhere", "a.txt"));
        Assert.Equal("source.name", await CodeAsync("inbox", "up/../x"));
    }

    [AzuriteFact]
    public async Task The_ledger_knows_what_was_fed_and_what_is_done()
    {
        var ledger = new BlobLedger(await ContainerAsync(), StorageCalls.Default);
        LedgerEntry[] fed = [new("inbox", "b.txt", 2, null, "job-b", null), new("inbox", "a.txt", 1, null, "job-a", null)];
        await ledger.RecordAsync(fed, default);
        await ledger.RecordAsync(fed, default);
        await ledger.SettleAsync("job-a", "hash/engine", default);
        await ledger.SettleAsync("job-a", "hash/engine", default);
        var entries = new List<LedgerEntry>();
        await foreach (var entry in ledger.ReadAsync("inbox", default)) entries.Add(entry);
        Assert.Equal([("a.txt", "hash/engine"), ("b.txt", null)], entries.Select(entry => (entry.Name, entry.Result)));
    }
}

public sealed class AzureClientsTests
{
    [Fact]
    public void A_connection_string_is_refused_outside_development()
    {
        var settings = new AzureSettings { ConnectionString = "UseDevelopmentStorage=true" };
        Assert.Contains("Development", Assert.Throws<SettingsRefusedException>(() => new AzureClients(settings, "Production")).Message, StringComparison.Ordinal);
        Assert.NotNull(new AzureClients(settings, "Development"));
    }

    [Fact]
    public void Without_an_account_nothing_is_guessed() =>
        Assert.Throws<SettingsRefusedException>(() => new AzureClients(new(), "Production"));
}
