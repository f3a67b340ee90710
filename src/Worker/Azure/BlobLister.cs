using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Worker.Jobs;
using Worker.Sources;

namespace Worker.Azure;

/// <summary>Blobs of configured containers: <c>inbox</c>, or <c>inbox/2024</c> for names that begin so.</summary>
public sealed class BlobLister(Func<string, BlobContainerClient?> containers) : ISourceLister
{
    public string? Objection(string path) =>
        containers(path.Split('/')[0]) is null ? $"{path}: no container is configured under the name '{path.Split('/')[0]}'." : null;

    public async IAsyncEnumerable<SourceReference> ListAsync(string path, string except, [EnumeratorCancellation] CancellationToken stop)
    {
        var root = path.Split('/')[0];
        var prefix = path.Length > root.Length ? path[(root.Length + 1)..] : null;
        await foreach (var blob in containers(root)!.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, stop))
            yield return new(root, blob.Name, blob.Properties.ETag?.ToString(), blob.Properties.ContentLength);
    }
}
