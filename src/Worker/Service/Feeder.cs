using System.Diagnostics;
using System.Security.Cryptography;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Service;

/// <summary>One file of a run and the job that works it off.</summary>
public sealed record FedFile(string Root, string Name, string? Sha256, string Job);

/// <summary>Turns folders into jobs: the ledger first, then the queue. Files of equal content become one job, under the first name in
/// ordinal order, so that the result does not depend on who is fastest.</summary>
internal sealed class Feeder(
    IJobQueue queue, ILedger ledger, ISourceStore sources, ISourceLister lister, Parking parking, WorkerSettings settings, EngineInfo engine)
{
    /// <summary>Files that are written to ledger and queue together.</summary>
    private const int Batch = 1000;

    /// <summary>How often the depth of a full queue is asked for.</summary>
    private static readonly TimeSpan DepthPoll = TimeSpan.FromMilliseconds(500);

    /// <param name="except">The output folder, which is never fed.</param>
    public async Task<IReadOnlyList<FedFile>> FeedAsync(IEnumerable<string> paths, string except, CancellationToken stop)
    {
        var fed = new List<FedFile>();
        var jobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            await foreach (var batch in lister.ListAsync(path, except, stop).Chunk(Batch).WithCancellation(stop))
                fed.AddRange(await FeedBatchAsync(batch, jobs, stop));
        }
        return fed;
    }

    private async Task<List<FedFile>> FeedBatchAsync(
        SourceReference[] sourcesOfBatch, Dictionary<string, string> jobOfContent, CancellationToken stop)
    {
        var messages = new List<JobMessage>();
        var entries = new List<LedgerEntry>();
        var refused = new List<(string Job, ResultKey Key)>();
        foreach (var listed in sourcesOfBatch)
        {
            var source = listed;
            try
            {
                SourceName.Check(source.Name);
            }
            catch (DocumentRejectedException refusal)
            {
                // No message can carry such a name; its record is written here.
                var id = JobMessage.For(source, null, engine.Fingerprint).Id;
                refused.Add((id, await parking.RefuseAsync(source, refusal, stop)));
                entries.Add(new(source.Root, source.Name, null, null, id, null));
                continue;
            }
            // A version tag names a blob's content well enough; reading all blobs only to hash them would double the traffic.
            var (length, hash) = source.ETag is null ? await DescribeAsync(source, stop) : (source.Size, null);
            source = source with { Size = length };
            if (hash is null || !jobOfContent.TryGetValue(hash, out var job))
            {
                var message = JobMessage.For(source, hash, engine.Fingerprint, Activity.Current?.Id);
                messages.Add(message);
                job = message.Id;
                if (hash is not null) jobOfContent[hash] = job;
            }
            entries.Add(new(source.Root, source.Name, length, hash, job, null));
        }
        await ledger.RecordAsync(entries, stop);
        FaultPoint.Hit("after-ledger");
        foreach (var (job, key) in refused) await ledger.SettleAsync(job, key.ToString(), stop);
        await EnqueueAsync(messages, stop);
        return [.. entries.Select(entry => new FedFile(entry.Root, entry.Name, entry.Sha256, entry.Job))];
    }

    /// <summary>At once, or as the workers make room below the high-water mark.</summary>
    private async Task EnqueueAsync(List<JobMessage> messages, CancellationToken stop)
    {
        foreach (var part in messages.Chunk(settings.HighWater > 0 ? Math.Max(1, settings.HighWater / 4) : Batch))
        {
            while (settings.HighWater > 0 && (await queue.CountAsync(stop)).Open + part.Length > settings.HighWater) await Task.Delay(DepthPoll, stop);
            await queue.EnqueueAsync(part, stop);
        }
    }

    /// <summary>Length and hash; both null for what cannot be read: the worker will say why.</summary>
    private async Task<(long?, string?)> DescribeAsync(SourceReference source, CancellationToken stop)
    {
        try
        {
            await using var content = await sources.OpenAsync(source, stop);
            await using var stream = await content.OpenStreamAsync(stop);
            return (content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop)));
        }
        catch (Exception unreadable) when (unreadable is DocumentRejectedException or IOException)
        {
            return (null, null);
        }
    }
}
