using System.Text;
using Worker.Jobs;
using Worker.Queues;

namespace Worker.Tests.Queues;

/// <summary>What every queue must do. Each implementation runs all of it.</summary>
public abstract class QueueConformance : IAsyncLifetime
{
    /// <summary>Short enough to wait for its end, long enough for a busy machine.</summary>
    protected virtual TimeSpan Lease => TimeSpan.FromSeconds(1);

    protected IJobQueue Queue { get; private set; } = null!;

    protected abstract Task<IJobQueue> OpenAsync(QueueSettings settings);

    /// <summary>Puts bytes into the queue as somebody else might.</summary>
    protected abstract Task SendRawAsync(byte[] body);

    /// <summary>What this machine lacks to try it; null if nothing. `./pipeline test` leaves such a class out and says so.</summary>
    protected virtual string? Missing => null;

    protected virtual bool TellsReadyFromRunning => true;

    /// <summary>One try, as the queue makes it: who renews repeats it long before the lease ends.</summary>
    protected virtual bool Renew(JobLease lease) => Queue.Renew(lease);

    public virtual async Task InitializeAsync()
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        Queue = await OpenAsync(new(Lease));
    }

    public virtual async Task DisposeAsync()
    {
        if (Queue is not null) await Queue.DisposeAsync();
    }

    protected static JobMessage Job(int number) => JobMessage.For(new("inbox", $"{number}.txt", null, number), null, "engine");

    private Task SendAsync(params JobMessage[] jobs) => Queue.EnqueueAsync(jobs, default);

    private async Task<JobLease> TakeAsync(Lane lane = Lane.Fast) => Assert.Single(await Queue.ReceiveAsync(lane, 1, default));

    private async Task<JobLease> WaitForAsync(Lane lane = Lane.Fast)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await Queue.ReceiveAsync(lane, 1, default) is [var lease]) return lease;
            await Task.Delay(50);
        }
        throw new TimeoutException("The job did not come back.");
    }

    private async Task<long> OpenJobsAsync() => (await Queue.CountAsync(default)).Open;

    private static PoisonEntry Entry(JobLease lease, string code = "empty") => new(
        lease.Id, code, "extract", "The file is empty (0 bytes).", "engine", 1, null, null, 0.5, DateTimeOffset.UnixEpoch, null, null,
        Encoding.UTF8.GetString(lease.Body.Span));

    [Fact]
    public async Task An_empty_queue_gives_nothing_at_once() => Assert.Empty(await Queue.ReceiveAsync(Lane.Fast, 8, default));

    [Fact]
    public async Task A_job_arrives_as_it_was_sent()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        Assert.Equal(Job(1).Write(), lease.Body.ToArray());
        Assert.Equal(1, lease.Receives);
    }

    [Fact]
    public async Task No_more_jobs_are_given_than_were_asked_for()
    {
        await SendAsync(Job(1), Job(2), Job(3));
        Assert.Equal(2, (await Queue.ReceiveAsync(Lane.Fast, 2, default)).Count);
        Assert.Single(await Queue.ReceiveAsync(Lane.Fast, 2, default));
    }

    [Fact]
    public async Task A_leased_job_is_not_given_again()
    {
        await SendAsync(Job(1));
        await TakeAsync();
        Assert.Empty(await Queue.ReceiveAsync(Lane.Fast, 1, default));
    }

    [Fact]
    public async Task A_completed_job_is_gone()
    {
        await SendAsync(Job(1));
        Assert.True(await Queue.CompleteAsync(await TakeAsync(), default));
        Assert.Equal(0, await OpenJobsAsync());
    }

    [Fact]
    public async Task A_job_whose_lease_ended_comes_back_and_counts_its_deliveries()
    {
        await SendAsync(Job(1));
        await TakeAsync();
        Assert.Equal(2, (await WaitForAsync()).Receives);
    }

    [Fact]
    public async Task A_renewed_lease_outlives_its_first_term()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        for (var i = 0; i < 6; i++)
        {
            await Task.Delay(Lease / 3);
            Assert.True(Renew(lease));
            Assert.Empty(await Queue.ReceiveAsync(Lane.Fast, 1, default));
        }
        Assert.True(await Queue.CompleteAsync(lease, default));
    }

    [Fact]
    public async Task Every_ending_of_a_lost_lease_is_void()
    {
        await SendAsync(Job(1));
        var lost = await TakeAsync();
        var held = await WaitForAsync();
        Assert.False(Renew(lost));
        Assert.False(await Queue.UpdateAsync(lost, Job(1), default));
        Assert.False(await Queue.ReleaseAsync(lost, Job(1), TimeSpan.Zero, default));
        Assert.False(await Queue.ParkAsync(lost, Entry(lost), default));
        Assert.False(await Queue.CompleteAsync(lost, default));
        Assert.Equal(1, await OpenJobsAsync());
        Assert.True(await Queue.CompleteAsync(held, default));
        Assert.Empty(await Queue.ListPoisonAsync(10, default));
    }

    [Fact]
    public async Task A_lease_ends_once()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        Assert.True(await Queue.CompleteAsync(lease, default));
        Assert.False(await Queue.CompleteAsync(lease, default));
        Assert.False(Renew(lease));
    }

    [Fact]
    public async Task A_start_mark_is_what_the_next_receiver_reads()
    {
        await SendAsync(Job(1));
        var marked = Job(1) with { Attempts = [new("host-1", DateTimeOffset.UnixEpoch, null)] };
        Assert.True(await Queue.UpdateAsync(await TakeAsync(), marked, default));
        Assert.Equal(marked.Write(), (await WaitForAsync()).Body.ToArray());
    }

    [Fact]
    public async Task After_an_update_the_lease_still_ends_the_job()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        Assert.True(await Queue.UpdateAsync(lease, Job(1), default));
        Assert.True(Renew(lease));
        Assert.True(await Queue.CompleteAsync(lease, default));
    }

    [Fact]
    public async Task A_released_job_is_back_at_once_with_its_new_message()
    {
        await SendAsync(Job(1));
        var tried = Job(1) with { Attempts = [new("host-1", DateTimeOffset.UnixEpoch, "timeout")] };
        Assert.True(await Queue.ReleaseAsync(await TakeAsync(), tried, TimeSpan.Zero, default));
        Assert.Equal(tried.Write(), (await WaitForAsync()).Body.ToArray());
    }

    [Fact]
    public async Task A_released_job_is_ours_no_more()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        Assert.True(await Queue.ReleaseAsync(lease, Job(1), TimeSpan.Zero, default));
        Assert.False(await Queue.CompleteAsync(lease, default));
    }

    [Fact]
    public async Task A_delayed_release_keeps_the_job_back_for_its_time()
    {
        await SendAsync(Job(1));
        await Queue.ReleaseAsync(await TakeAsync(), Job(1), TimeSpan.FromSeconds(2), default);
        Assert.Empty(await Queue.ReceiveAsync(Lane.Fast, 1, default));
        Assert.Equal(1, await OpenJobsAsync());
        await WaitForAsync();
    }

    [Theory]
    [InlineData(Lane.Slow)]
    [InlineData(Lane.Quarantine)]
    public async Task A_job_moved_to_another_lane_is_found_there_only(Lane lane)
    {
        await SendAsync(Job(1));
        await Queue.ReleaseAsync(await TakeAsync(), Job(1) with { Lane = lane }, TimeSpan.Zero, default);
        var lease = await WaitForAsync(lane);
        Assert.Equal(lane, lease.Lane);
        Assert.Empty(await Queue.ReceiveAsync(Lane.Fast, 1, default));
        Assert.True(await Queue.CompleteAsync(lease, default));
    }

    [Fact]
    public async Task A_parked_job_is_in_the_poison_queue_with_all_that_is_known()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        Assert.True(await Queue.ParkAsync(lease, Entry(lease), default));
        Assert.Equal(Entry(lease), Assert.Single(await Queue.ListPoisonAsync(10, default)));
        var depth = await Queue.CountAsync(default);
        Assert.Equal((0, 1), (depth.Open, depth.Parked));
    }

    [Fact]
    public async Task The_poison_queue_is_not_emptied_by_looking()
    {
        await SendAsync(Job(1), Job(2));
        foreach (var lease in await Queue.ReceiveAsync(Lane.Fast, 2, default)) await Queue.ParkAsync(lease, Entry(lease), default);
        Assert.Equal(2, (await Queue.ListPoisonAsync(10, default)).Count);
        Assert.Equal(2, (await Queue.ListPoisonAsync(10, default)).Count);
    }

    [Fact]
    public async Task A_requeued_job_is_received_again_and_parked_no_more()
    {
        await SendAsync(Job(1));
        var lease = await TakeAsync();
        await Queue.ParkAsync(lease, Entry(lease), default);
        await Queue.RequeueAsync(Assert.Single(await Queue.ListPoisonAsync(10, default)), Job(1), default);
        Assert.Empty(await Queue.ListPoisonAsync(10, default));
        Assert.Equal(Job(1).Write(), (await WaitForAsync()).Body.ToArray());
    }

    [Fact]
    public async Task A_message_that_is_no_job_does_not_keep_its_neighbours()
    {
        await SendAsync(Job(1));
        await SendRawAsync([0xFF, 0x00, 0x80]);
        await SendRawAsync("hello"u8.ToArray());
        await SendAsync(Job(2));
        var leases = await Queue.ReceiveAsync(Lane.Fast, 10, default);
        Assert.Equal(4, leases.Count);
        Assert.Equal(2, leases.Count(lease => lease.Body.Span is [(byte)'{', ..]));
    }

    [Fact]
    public async Task Competing_receivers_never_share_a_job()
    {
        await Queue.EnqueueAsync([.. Enumerable.Range(0, 120).Select(Job)], default);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var mine = new List<string>();
            while (await Queue.ReceiveAsync(Lane.Fast, 7, default) is { Count: > 0 } leases)
                foreach (var lease in leases)
                {
                    mine.Add(Encoding.UTF8.GetString(lease.Body.Span));
                    Assert.True(await Queue.CompleteAsync(lease, default));
                }
            return mine;
        })));
        Assert.Equal(120, taken.SelectMany(mine => mine).Count());
        Assert.Equal(120, taken.SelectMany(mine => mine).Distinct().Count());
    }

    [Fact]
    public async Task The_count_tells_ready_from_running()
    {
        await SendAsync(Job(1), Job(2), Job(3));
        await TakeAsync();
        var depth = await Queue.CountAsync(default);
        Assert.Equal(3, depth.Open);
        if (TellsReadyFromRunning) Assert.Equal(2, depth.Ready[(int)Lane.Fast]);
    }

    [Fact]
    public async Task A_message_too_large_is_refused_before_it_is_sent()
    {
        var job = JobMessage.For(new("inbox", new('名', 700), null, null), null, "engine");
        await Assert.ThrowsAsync<MessageRefusedException>(() => SendAsync(job));
        Assert.Equal(0, await OpenJobsAsync());
    }
}
