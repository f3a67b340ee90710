using System.Collections.Concurrent;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Worker.Jobs;
using Worker.Queues;

namespace Worker.Azure;

/// <summary>Azure Storage Queue: one queue a lane and one for poison. The pop receipt is the lease's fence.</summary>
public sealed class AzureJobQueue : IJobQueue
{
    private const int MaxBatch = 32;

    /// <summary>Sends at a time while feeding.</summary>
    private const int Senders = 16;

    /// <summary>Room for a poison entry: the service allows 64 KiB, and escaping takes some.</summary>
    private const int MaxPoisonBytes = 40 * 1024;

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>How long a look into the poison queue hides its messages from other lookers.</summary>
    private static readonly TimeSpan LookingTime = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<QueueClient> _lanes;
    private readonly QueueClient _poison;
    private readonly StorageCalls _calls;
    private readonly TimeSpan _lease;
    private readonly ConcurrentDictionary<string, (string Message, string Receipt)> _seenPoison = new(StringComparer.Ordinal);

    public AzureJobQueue(AzureClients clients, string name, StorageCalls calls, QueueSettings settings)
    {
        _lanes = [clients.Queue(name), clients.Queue($"{name}-slow"), clients.Queue($"{name}-quarantine")];
        _poison = clients.Queue($"{name}-poison");
        _calls = calls;
        _lease = settings.Lease;
    }

    /// <summary>Makes the queues that are missing; in production they are made by who deploys, and the worker has no right to.</summary>
    public async Task CreateAsync(CancellationToken stop)
    {
        foreach (var queue in _lanes.Add(_poison)) await _calls.RunAsync(token => queue.CreateIfNotExistsAsync(null, token), stop);
    }

    public Task EnqueueAsync(IReadOnlyList<JobMessage> jobs, CancellationToken stop)
    {
        var messages = jobs.Select(job => (job.Lane, Text: Encoding.UTF8.GetString(job.Write()))).ToArray();
        return Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = stop },
            async (message, token) => await SendAsync(_lanes[(int)message.Lane], message.Text, token));
    }

    public async Task<IReadOnlyList<JobLease>> ReceiveAsync(Lane lane, int max, CancellationToken stop)
    {
        // Not repeated here: an answer that was lost leaves its messages hidden for a lease, and a repeat would hide more.
        var messages = await _calls.RunAsync(token => _lanes[(int)lane].ReceiveMessagesAsync(Math.Min(max, MaxBatch), _lease, token), stop);
        return [.. messages.Value.Select(message => new AzureLease(message, lane))];
    }

    public async Task<bool> UpdateAsync(JobLease lease, JobMessage job, CancellationToken stop)
    {
        var text = Encoding.UTF8.GetString(job.Write());
        return await ChangeAsync((AzureLease)lease, text, _lease, stop);
    }

    public bool Renew(JobLease lease)
    {
        var held = (AzureLease)lease;
        held.Gate.Wait();
        try
        {
            if (held.Receipt is null) return false;
            // One try, on the caller's own thread: the keeper's next round is the repeat.
            held.Receipt = _lanes[(int)held.Lane].UpdateMessage(held.MessageId, held.Receipt, (string?)null, _lease).Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException failure) when (IsLost(failure))
        {
            held.Receipt = null;
            return false;
        }
        finally
        {
            held.Gate.Release();
        }
    }

    public async Task<bool> CompleteAsync(JobLease lease, CancellationToken stop) => await DeleteAsync((AzureLease)lease, stop);

    public async Task<bool> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay, CancellationToken stop)
    {
        var held = (AzureLease)lease;
        var text = Encoding.UTF8.GetString(job.Write());
        if (job.Lane == lease.Lane)
        {
            if (!await ChangeAsync(held, text, delay, stop)) return false;
            held.Receipt = null;
            return true;
        }
        // Ours still? Then into the other queue first and out of this one after: at worst it is in both, and done once.
        if (!await ChangeAsync(held, null, _lease, stop)) return false;
        await SendAsync(_lanes[(int)job.Lane], text, stop, delay);
        return await DeleteAsync(held, stop);
    }

    public async Task<bool> ParkAsync(JobLease lease, PoisonEntry entry, CancellationToken stop)
    {
        var held = (AzureLease)lease;
        if (!await ChangeAsync(held, null, _lease, stop)) return false;
        await SendAsync(_poison, Fitted(entry).Write(), stop);
        FaultPoint.Hit("mid-park");
        return await DeleteAsync(held, stop);
    }

    public async Task<QueueDepth> CountAsync(CancellationToken stop)
    {
        // The service counts hidden messages too, and cannot tell them apart.
        var counts = new List<long>();
        foreach (var queue in _lanes.Add(_poison))
            counts.Add((await _calls.RunAsync(token => queue.GetPropertiesAsync(token), stop)).Value.ApproximateMessagesCount);
        return new([.. counts[..^1]], 0, counts[^1]);
    }

    public async Task<IReadOnlyList<PoisonEntry>> ListPoisonAsync(int max, CancellationToken stop)
    {
        var entries = new SortedDictionary<string, PoisonEntry>(StringComparer.Ordinal);
        var seen = new List<QueueMessage>();
        while (seen.Count < max)
        {
            var messages = (await _calls.RunAsync(
                token => _poison.ReceiveMessagesAsync(Math.Min(MaxBatch, max - seen.Count), LookingTime, token), stop)).Value;
            if (messages.Length == 0) break;
            seen.AddRange(messages);
        }
        foreach (var message in seen)
        {
            // Visible again at once; the new receipt stays good until somebody else looks.
            var shown = await _calls.RunAsync(
                token => _poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero, token), stop);
            var entry = PoisonEntry.Read(message.Body.ToString());
            entries[entry.Id] = entry;
            _seenPoison[entry.Id] = (message.MessageId, shown.Value.PopReceipt);
        }
        return [.. entries.Values];
    }

    public async Task RequeueAsync(PoisonEntry entry, JobMessage? job, CancellationToken stop)
    {
        if (job is not null) await EnqueueAsync([job], stop);
        if (!_seenPoison.TryRemove(entry.Id, out var at)) return;
        try
        {
            await _calls.RunAsync(token => _poison.DeleteMessageAsync(at.Message, at.Receipt, token), stop);
        }
        catch (RequestFailedException failure) when (IsLost(failure))
        {
            // Somebody else looked meanwhile; the entry is shown again, and queueing the job twice does no harm.
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Without time to live: a job must not vanish after the service's default of seven days.</summary>
    private async Task SendAsync(QueueClient queue, string text, CancellationToken stop, TimeSpan delay = default) =>
        await _calls.RunAsync(token => queue.SendMessageAsync(text, delay, Forever, token), stop);

    private Task<bool> ChangeAsync(AzureLease held, string? text, TimeSpan visibility, CancellationToken stop) =>
        WithReceiptAsync(held, async (queue, receipt) =>
        {
            var whole = TimeSpan.FromSeconds(Math.Ceiling(visibility.TotalSeconds));
            var update = await _calls.RunAsync(token => queue.UpdateMessageAsync(held.MessageId, receipt, text, whole, token), stop);
            return update.Value.PopReceipt;
        }, stop);

    private Task<bool> DeleteAsync(AzureLease held, CancellationToken stop) => WithReceiptAsync(held, async (queue, receipt) =>
    {
        await _calls.RunAsync(token => queue.DeleteMessageAsync(held.MessageId, receipt, token), stop);
        return null;
    }, stop);

    /// <param name="call">Gives the receipt that takes the place of the one it was given; null if the message is gone.</param>
    /// <returns>False if the lease was lost, before or now.</returns>
    private async Task<bool> WithReceiptAsync(AzureLease held, Func<QueueClient, string, Task<string?>> call, CancellationToken stop)
    {
        await held.Gate.WaitAsync(stop);
        try
        {
            if (held.Receipt is not { } receipt) return false;
            held.Receipt = await call(_lanes[(int)held.Lane], receipt);
            return true;
        }
        catch (RequestFailedException failure) when (IsLost(failure))
        {
            held.Receipt = null;
            return false;
        }
        finally
        {
            held.Gate.Release();
        }
    }

    /// <summary>The service answers a stale receipt with 404 or 400; both mean that somebody else has the message, or nobody any more.</summary>
    private static bool IsLost(RequestFailedException failure) => failure.ErrorCode is "MessageNotFound" or "PopReceiptMismatch" or "InvalidQueryParameterValue"
        || failure is { Status: 400, ErrorCode: null };

    private static PoisonEntry Fitted(PoisonEntry entry)
    {
        if (Encoding.UTF8.GetByteCount(entry.Write()) <= MaxPoisonBytes) return entry;
        var shorter = entry with { StderrTail = entry.StderrTail is { Length: > 1000 } tail ? tail[^1000..] : entry.StderrTail };
        return Encoding.UTF8.GetByteCount(shorter.Write()) <= MaxPoisonBytes ? shorter : shorter with { Body = shorter.Body[..4000] };
    }

    private sealed class AzureLease(QueueMessage message, Lane lane)
        : JobLease(message.MessageId, message.Body.ToMemory(), lane, message.DequeueCount)
    {
        public string MessageId { get; } = message.MessageId;

        /// <summary>Always the newest: an update makes the one before it void.</summary>
        public string? Receipt { get; set; } = message.PopReceipt;

        /// <summary>Renewal and endings follow each other, or one would use the receipt the other has just made void.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);
    }
}
