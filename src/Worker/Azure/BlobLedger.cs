using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Worker.Queues;

namespace Worker.Azure;

/// <summary>The ledger in a blob container: shards of lines for what was fed, an empty blob a job for what is done,
/// its result in the metadata so that a listing tells it.</summary>
public sealed class BlobLedger(BlobContainerClient container, StorageCalls calls) : ILedger
{
    private const string ResultField = "result";

    public async Task RecordAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken stop)
    {
        if (entries.Count == 0) return;
        var lines = Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry) + "\n")));
        // Named by its content: feeding the same again adds nothing.
        var blob = container.GetBlobClient($"ledger/{Convert.ToHexStringLower(SHA256.HashData(lines))}.ndjson");
        await CreateAsync(blob, lines, null, stop);
    }

    public Task SettleAsync(string job, string result, CancellationToken stop) =>
        CreateAsync(container.GetBlobClient($"jobs/{job}"), [], new Dictionary<string, string> { [ResultField] = result }, stop);

    public async IAsyncEnumerable<LedgerEntry> ReadAsync(string? root, [EnumeratorCancellation] CancellationToken stop)
    {
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var job in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "jobs/", stop))
            if (job.Metadata.TryGetValue(ResultField, out var result)) results[job.Name["jobs/".Length..]] = result;
        var seen = new SortedDictionary<(string, string), LedgerEntry>(Comparer<(string, string)>.Create(Compare));
        await foreach (var shard in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "ledger/", stop))
        {
            var blob = container.GetBlobClient(shard.Name);
            var text = (await calls.RunAsync(token => blob.DownloadContentAsync(token), stop)).Value.Content.ToString();
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                if (JsonSerializer.Deserialize<LedgerEntry>(line) is { } entry && (root is null || entry.Root == root))
                    seen[(entry.Root, entry.Name)] = entry with { Result = results.GetValueOrDefault(entry.Job) };
        }
        foreach (var entry in seen.Values) yield return entry;
    }

    private static int Compare((string, string) a, (string, string) b) =>
        string.CompareOrdinal(a.Item1, b.Item1) is not 0 and var order ? order : string.CompareOrdinal(a.Item2, b.Item2);

    private async Task CreateAsync(BlobClient blob, byte[] content, Dictionary<string, string>? metadata, CancellationToken stop)
    {
        var options = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All }, Metadata = metadata };
        try
        {
            await calls.RunAsync(token => blob.UploadAsync(new BinaryData(content), options, token), stop);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // There already, and the same: its name says so.
        }
    }
}
