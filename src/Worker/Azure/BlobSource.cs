using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Worker.Jobs;
using Worker.Sources;

namespace Worker.Azure;

/// <summary>Files in blob containers. What is read is pinned to the version that was opened: never a mix of two.</summary>
/// <param name="containers">The container of a root's name, or null for a name that is not configured.</param>
public sealed class BlobSource(Func<string, BlobContainerClient?> containers, StorageCalls calls) : ISourceStore
{
    public async Task<ISourceContent> OpenAsync(SourceReference source, CancellationToken stop)
    {
        // The SDK would turn `up/../x` into `x` without a word.
        SourceName.Check(source.Name);
        var container = containers(source.Root)
            ?? throw new DocumentRejectedException("source.root", $"No container is configured under the name '{source.Root}'.");
        var blob = container.GetBlobClient(source.Name);
        try
        {
            var properties = (await calls.RunAsync(token => blob.GetPropertiesAsync(cancellationToken: token), stop)).Value;
            return new BlobContent(blob, properties.ContentLength, properties.ETag, calls);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            throw new DocumentRejectedException("source.missing", "The file is gone.");
        }
    }

    private sealed class BlobContent(BlobClient blob, long length, ETag version, StorageCalls calls) : ISourceContent
    {
        public long Length => length;

        public async Task<Stream> OpenStreamAsync(CancellationToken stop)
        {
            var options = new BlobDownloadOptions { Conditions = new() { IfMatch = version } };
            try
            {
                return (await calls.RunAsync(token => blob.DownloadStreamingAsync(options, token), stop)).Value.Content;
            }
            catch (RequestFailedException failure) when (failure.Status is 404 or 412)
            {
                throw new IOException("The file was replaced while it was being read; it will be read anew.", failure);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
