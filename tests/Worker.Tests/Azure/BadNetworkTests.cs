using System.Text;
using Worker.Azure;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;
using Worker.Tests.Harness;
using Worker.Tests.Queues;

namespace Worker.Tests.Azure;

/// <summary>The whole queue suite over a network that delays, cuts, or answers 503 to every fourth request before the service sees it.</summary>
[Collection("azurite"), Trait("Category", "Azurite"), Trait("Category", "Nightly")]
public sealed class BadNetworkQueueTests(Azurite azurite) : QueueConformance
{
    private static readonly NetworkFault[] Faults = [NetworkFault.Slow, NetworkFault.CutBefore, NetworkFault.Busy];

    private FaultyProxy? _proxy;
    private string _name = "";
    private int _request;

    protected override TimeSpan Lease => TimeSpan.FromSeconds(6);

    protected override bool TellsReadyFromRunning => false;

    protected override string? Missing => Azurite.Script is null ? "Azurite is not installed" : null;

    protected override async Task<IJobQueue> OpenAsync(QueueSettings settings)
    {
        _proxy = new(azurite.QueuePort, () => Interlocked.Increment(ref _request) is var number && number % 4 == 0 ? Faults[number / 4 % 3] : NetworkFault.None);
        _name = $"n{Guid.NewGuid():N}"[..20];
        var queue = new AzureJobQueue(azurite.Through(azurite.BlobPort, _proxy.Port), _name, BadNetworkTests.Calls(), settings);
        await queue.CreateAsync(default);
        return queue;
    }

    /// <summary>Repeated as the lease keeper does.</summary>
    protected override bool Renew(JobLease lease)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return Queue.Renew(lease);
            }
            catch (Exception failure) when (tries < 3 && StorageFault.Is(failure))
            {
                // The next request is not one that the network spoils.
            }
    }

    protected override async Task SendRawAsync(byte[] body) =>
        await azurite.Clients.Queue(_name).SendMessageAsync(System.Text.Encoding.UTF8.GetString(body).Replace('\0', ' '));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _proxy?.Dispose();
    }
}

[Collection("azurite"), Trait("Category", "Azurite")]
public sealed class BadNetworkTests(Azurite azurite)
{
    /// <summary>As in service, with shorter pauses.</summary>
    /// <param name="attempt">When a call without an answer is given up; a batch that was received meanwhile waits for the end of its leases.</param>
    internal static StorageCalls Calls(double attempt = 10) =>
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(attempt), TimeSpan.FromSeconds(30));

    [AzuriteFact]
    public async Task Answers_that_are_lost_or_never_come_lose_no_job()
    {
        var random = new Random(21);
        using var proxy = new FaultyProxy(azurite.QueuePort, () =>
        {
            lock (random)
                return random.Next(20) switch
                {
                    0 or 1 => NetworkFault.CutAfter, 2 => NetworkFault.CutBefore, 3 => NetworkFault.Silent, 4 => NetworkFault.Slow, _ => NetworkFault.None,
                };
        });
        await using var queue = new AzureJobQueue(
            azurite.Through(azurite.BlobPort, proxy.Port), $"l{Guid.NewGuid():N}"[..20], Calls(attempt: 1), new(TimeSpan.FromSeconds(3)));
        await queue.CreateAsync(default);
        var jobs = Enumerable.Range(0, 30).Select(i => JobMessage.For(new("inbox", $"{i}.txt", null, i), null, "engine")).ToArray();
        foreach (var job in jobs) await queue.EnqueueAsync([job], default);

        var seen = new HashSet<string>();
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(50))
        {
            foreach (var lease in await queue.ReceiveAsync(Lane.Fast, 4, default))
            {
                // Seen twice is allowed, seen never is not.
                seen.Add(JobMessage.Read(lease.Body.Span).Id);
                await queue.CompleteAsync(lease, default);
            }
            if (seen.Count == jobs.Length && (await queue.CountAsync(default)).Open == 0) break;
        }
        Assert.Equal(jobs.Select(job => job.Id).Order(), seen.Order());
        Assert.Equal(0, (await queue.CountAsync(default)).Open);
        Assert.Empty(await queue.ListPoisonAsync(10, default));
        Assert.True(proxy.Faults > 10, $"only {proxy.Faults} faults in {proxy.Requests} requests");
    }

    [AzuriteFact]
    public async Task A_result_whose_confirmation_is_lost_is_whole_and_no_conflict()
    {
        var name = $"r{Guid.NewGuid():N}";
        await azurite.Clients.Container(name).CreateIfNotExistsAsync();
        var request = 0;
        using var proxy = new FaultyProxy(
            azurite.BlobPort, () => Interlocked.Increment(ref request) % 3 == 1 ? NetworkFault.CutAfter : NetworkFault.None);
        var sink = new BlobResultSink(azurite.Through(proxy.Port, azurite.QueuePort).Container(name), Calls());
        for (var i = 0; i < 5; i++)
        {
            var key = new ResultKey($"{i}".PadLeft(64, '0'), "0123456789ab");
            OutputFile[] files = [new("disclosure.json", "application/json", "one"u8.ToArray()), new("manifest.json", "application/json", "of one"u8.ToArray())];
            Assert.NotEqual(WriteOutcome.Conflict, await sink.WriteAsync(key, files, default));
            Assert.Equal("of one", Encoding.UTF8.GetString((await sink.ReadManifestAsync(key, default))!));
        }
        await foreach (var blob in azurite.Clients.Container(name).GetBlobsAsync())
            Assert.DoesNotContain(".conflict-", blob.Name, StringComparison.Ordinal);
        Assert.True(proxy.Faults >= 5, $"{proxy.Faults} faults");
    }

    [AzuriteFact]
    public async Task A_whole_worker_over_a_bad_network_loses_doubles_and_parks_nothing()
    {
        const int documents = 30;
        var random = new Random(22);
        NetworkFault Next()
        {
            lock (random)
                return random.Next(20) switch
                {
                    0 => NetworkFault.CutAfter, 1 => NetworkFault.CutBefore, 2 => NetworkFault.Busy, 3 or 4 => NetworkFault.Slow, _ => NetworkFault.None,
                };
        }
        using var blobs = new FaultyProxy(azurite.BlobPort, Next);
        using var queues = new FaultyProxy(azurite.QueuePort, Next);
        var straight = new AzureSetup(azurite);
        await straight.IngestAsync(documents);
        var setup = straight.Over(Azurite.ConnectionTo(blobs.Port, queues.Port));
        using (var worker = setup.Worker(slots: 2))
        {
            await straight.UntilAsync(count => count == documents, TimeSpan.FromMinutes(4));
            worker.Terminate();
            Assert.Equal(0, (await worker.EndAsync()).ExitCode);
        }
        // What a lost answer left in the queue is done already, and goes when its lease ends.
        using var last = straight.Worker();
        await straight.UntilEmptyAsync(TimeSpan.FromMinutes(2));
        await straight.AssertAllDoneAsync(documents);
        Assert.True(blobs.Faults + queues.Faults > 20, $"{blobs.Faults} + {queues.Faults} faults");
    }

    [AzuriteFact]
    public async Task A_queue_that_is_deleted_under_a_worker_and_made_again_is_filled_again()
    {
        const int documents = 20;
        var setup = new AzureSetup(azurite);
        await setup.IngestAsync(documents);
        using var worker = setup.Worker();
        await setup.UntilAsync(count => count > 0, TimeSpan.FromMinutes(2));
        var queue = azurite.Clients.Queue(setup.Name);
        await queue.DeleteAsync();
        Assert.True(await setup.ResultsAsync() < documents, "the work was done before the queue went");
        await Task.Delay(3000);
        Assert.False(worker.HasExited);
        await queue.CreateAsync();
        await setup.UntilAsync(count => count == documents, TimeSpan.FromMinutes(4));
        await setup.AssertAllDoneAsync(documents);
    }

    [AzuriteFact]
    public async Task A_storm_of_503_is_waited_out_as_long_as_the_service_asks()
    {
        var busy = 2;
        using var proxy = new FaultyProxy(azurite.QueuePort, () => Interlocked.Decrement(ref busy) >= 0 ? NetworkFault.Busy : NetworkFault.None);
        var queue = azurite.Through(azurite.BlobPort, proxy.Port).Queue($"s{Guid.NewGuid():N}");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Calls().RunAsync(stop => queue.CreateAsync(cancellationToken: stop), default);
        // Our own pauses would be 20 and 40 ms; Retry-After says a second, twice.
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(15));
        Assert.Equal(3, proxy.Requests);
    }
}
