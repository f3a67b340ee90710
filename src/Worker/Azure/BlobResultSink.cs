using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Worker.Output;
using Worker.Output.Index;
using Worker.Sinks;

namespace Worker.Azure;

/// <summary>Results in a blob container, each blob made only if it is not there (If-None-Match: *).</summary>
public sealed class BlobResultSink(BlobContainerClient container, StorageCalls calls) : IResultSink
{
    public Task<byte[]?> ReadManifestAsync(ResultKey key, CancellationToken stop) => ReadPartAsync(key, Manifest.FileName, stop);

    public async Task<byte[]?> ReadPartAsync(ResultKey key, string name, CancellationToken stop)
    {
        try
        {
            var blob = container.GetBlobClient($"{key.Folder}/{name}");
            return (await calls.RunAsync(token => blob.DownloadContentAsync(token), stop)).Value.Content.ToArray();
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task<WriteOutcome> WriteAsync(ResultKey key, IReadOnlyList<OutputFile> files, CancellationToken stop)
    {
        var outcome = WriteOutcome.Written;
        foreach (var file in files.SkipLast(1))
        {
            stop.ThrowIfCancellationRequested();
            outcome = (WriteOutcome)Math.Max((int)outcome, (int)await CreateAsync(key, file, stop));
            FaultPoint.Hit("after-output-part");
        }
        // A manifest over parts of another attempt would speak of bytes that are not there.
        if (outcome == WriteOutcome.Conflict) return outcome;
        FaultPoint.Hit("before-manifest");
        stop.ThrowIfCancellationRequested();
        outcome = await CreateAsync(key, files[^1], stop);
        FaultPoint.Hit("after-manifest");
        return outcome;
    }

    public async IAsyncEnumerable<ResultKey> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        // The service lists names in ordinal order.
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "documents/", stop))
            if (blob.Name.Split('/') is ["documents", _, var hash, var engine, Manifest.FileName]) yield return new(hash, engine);
    }

    public async Task WithdrawFailureAsync(ResultKey key, CancellationToken stop)
    {
        if (await ReadManifestAsync(key, stop) is not { } manifest || Manifest.Parse(manifest).Entry.Outcome != IndexEntry.Failed) return;
        foreach (var name in new[] { Manifest.FileName, FailureRecord.Name })
        {
            var blob = container.GetBlobClient($"{key.Folder}/{name}");
            await calls.RunAsync(token => blob.DeleteIfExistsAsync(cancellationToken: token), stop);
        }
    }

    /// <summary>Nothing to sweep: a blob is there whole or not at all.</summary>
    public Task SweepAsync(CancellationToken stop) => Task.CompletedTask;

    private async Task<WriteOutcome> CreateAsync(ResultKey key, OutputFile file, CancellationToken stop)
    {
        var name = $"{key.Folder}/{file.Name}";
        if (await TryUploadAsync(name, file, stop)) return WriteOutcome.Written;
        var there = await ReadPartAsync(key, file.Name, stop);
        // Taken away since (a failure withdrawn): as if it had not been there.
        if (there is null) return await TryUploadAsync(name, file, stop) ? WriteOutcome.Written : WriteOutcome.Conflict;
        if (there.AsSpan().SequenceEqual(file.Content)) return WriteOutcome.Equal;
        await TryUploadAsync($"{name}.conflict-{Convert.ToHexStringLower(SHA256.HashData(file.Content))[..16]}", file, stop);
        return WriteOutcome.Conflict;
    }

    private async Task<bool> TryUploadAsync(string name, OutputFile file, CancellationToken stop)
    {
        var blob = container.GetBlobClient(name);
        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All }, HttpHeaders = new() { ContentType = file.MediaType },
        };
        try
        {
            await calls.RunAsync(token => blob.UploadAsync(new BinaryData(file.Content), options, token), stop);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return false;
        }
    }
}
