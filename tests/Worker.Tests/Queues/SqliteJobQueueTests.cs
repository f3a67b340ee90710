using Worker.Jobs;
using Worker.Queues;

namespace Worker.Tests.Queues;

public sealed class SqliteJobQueueTests : QueueConformance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore _store = null!;

    protected override Task<IJobQueue> OpenAsync(QueueSettings settings)
    {
        _store = SqliteStore.Open(_folder.At("queue.db"));
        return Task.FromResult<IJobQueue>(new SqliteJobQueue(_store, settings));
    }

    protected override Task SendRawAsync(byte[] body) => _store.WriteAsync(connection => SqliteStore.Execute(
        connection, "INSERT INTO job(id, lane, body, visible) VALUES($id, 0, $body, 0)", ("$id", Guid.NewGuid().ToString()), ("$body", body)),
        durable: true);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_job_sent_twice_is_one_job()
    {
        await Queue.EnqueueAsync([Job(1), Job(1)], default);
        await Queue.EnqueueAsync([Job(1)], default);
        Assert.Equal(1, (await Queue.CountAsync(default)).Open);
    }

    [Fact]
    public async Task Jobs_come_in_the_order_they_were_sent()
    {
        await Queue.EnqueueAsync([.. Enumerable.Range(0, 10).Select(Job)], default);
        var leases = await Queue.ReceiveAsync(Lane.Fast, 10, default);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => Job(number).Id), leases.Select(lease => lease.Id));
    }

    [Fact]
    public async Task Jobs_outlive_the_process()
    {
        await Queue.EnqueueAsync([Job(1)], default);
        _store.Dispose();
        var queue = await OpenAsync(new(Lease));
        Assert.Single(await queue.ReceiveAsync(Lane.Fast, 1, default));
    }

    [Fact]
    public async Task A_dead_owners_job_is_back_before_its_lease_ends()
    {
        var queue = new SqliteJobQueue(_store, new(TimeSpan.FromMinutes(10)));
        await queue.EnqueueAsync([Job(1)], default);
        await queue.ReceiveAsync(Lane.Fast, 1, default);
        // The owner as a process that has ended: our namespace, a pid that is in use by another start time.
        var gone = new ProcessIdentity(ProcessIdentity.Current.Space, Environment.ProcessId, "1").ToString();
        await _store.WriteAsync(connection => SqliteStore.Execute(connection, "UPDATE job SET owner=$gone", ("$gone", gone)), durable: false);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while ((await queue.ReceiveAsync(Lane.Fast, 1, default)).Count == 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), "The job is not back after 2 seconds.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task A_live_owners_job_is_not_taken_away()
    {
        var queue = new SqliteJobQueue(_store, new(TimeSpan.FromMinutes(10)));
        await queue.EnqueueAsync([Job(1)], default);
        await queue.ReceiveAsync(Lane.Fast, 1, default);
        await Task.Delay(1200);
        Assert.Empty(await queue.ReceiveAsync(Lane.Fast, 1, default));
    }

    [Fact]
    public async Task Leases_of_another_boot_are_over()
    {
        var queue = new SqliteJobQueue(_store, new(TimeSpan.FromMinutes(10)));
        await queue.EnqueueAsync([Job(1)], default);
        await queue.ReceiveAsync(Lane.Fast, 1, default);
        await _store.WriteAsync(connection => SqliteStore.Execute(connection, "UPDATE meta SET value='another' WHERE key='boot'"), durable: true);
        _store.Dispose();
        Assert.Single(await (await OpenAsync(new(Lease))).ReceiveAsync(Lane.Fast, 1, default));
    }

    [Fact]
    public async Task Many_jobs_are_queued_in_one_go_within_seconds()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Queue.EnqueueAsync([.. Enumerable.Range(0, 20_000).Select(Job)], default);
        Assert.Equal(20_000, (await Queue.CountAsync(default)).Open);
        // A generous bound for a busy machine: one commit each would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
