using Worker.Jobs;
using Worker.Queues;
using Worker.Service;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

[Collection("processes")]
public sealed class JobServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_queue_that_was_away_is_forgotten_once_it_answers_although_there_is_no_job()
    {
        await using var queue = new FaultyQueue(new MemoryJobQueue(new(ServiceParts.Lease))) { Fault = () => new IOException("away") };
        using var parts = new ServiceParts(queue);
        using var service = parts.Service();
        await service.StartAsync(default);
        await ServiceParts.UntilAsync(() => queue.Failures >= 2, Patience);
        Assert.Equal("away", service.StorageTrouble);
        queue.Fault = null;
        await ServiceParts.UntilAsync(() => service.StorageTrouble is null, TimeSpan.FromSeconds(10));
        await service.StopAsync(default);
    }

    [Fact]
    public async Task Suspects_have_their_turn_while_the_fast_lane_is_never_empty()
    {
        await using var queue = new MemoryJobQueue(new(ServiceParts.Lease));
        using var parts = new ServiceParts(queue, new() { Slots = 1, Grace = TimeSpan.FromSeconds(5) });
        await parts.FeedAsync(80);
        var leases = await queue.ReceiveAsync(Lane.Fast, 2, default);
        foreach (var (lease, lane) in leases.Zip([Lane.Slow, Lane.Quarantine]))
            await queue.ReleaseAsync(lease, JobMessage.Read(lease.Body.Span) with { Lane = lane }, TimeSpan.Zero, default);
        using var service = parts.Service();
        await service.StartAsync(default);
        QueueDepth Depth() => queue.CountAsync(default).Result;
        await ServiceParts.UntilAsync(() => Depth() is { Ready: [_, 0, 0] }, Patience);
        Assert.True(Depth().Ready[0] > 10, $"{Depth()}");
        await service.StopAsync(default);
    }

    [Theory]
    [InlineData(8, JobEnding.Failed)]
    [InlineData(9, JobEnding.Done)]
    public async Task A_job_that_ended_as_many_workers_as_are_allowed_fails(int allowed, JobEnding ending)
    {
        await using var queue = new MemoryJobQueue(new(ServiceParts.Lease));
        using var parts = new ServiceParts(queue, new() { LostWorkers = allowed });
        await parts.FeedAsync(1);
        var lease = Assert.Single(await queue.ReceiveAsync(Lane.Fast, 1, default));
        var lost = Enumerable.Range(0, 8).Select(i => new Attempt("elsewhere", DateTimeOffset.UnixEpoch, i == 7 ? null : "lost"));
        await queue.ReleaseAsync(lease, JobMessage.Read(lease.Body.Span) with { Lane = Lane.Quarantine, Attempts = [.. lost] }, TimeSpan.Zero, default);
        var end = await parts.Processor.ProcessAsync(Assert.Single(await queue.ReceiveAsync(Lane.Quarantine, 1, default)), default);
        Assert.Equal(ending, end.Ending);
        Assert.Equal(ending == JobEnding.Failed ? "crash" : null, end.Code);
    }
}
