using System.Diagnostics;
using Worker.Jobs;
using Worker.Queues;
using Worker.Service;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

[Collection("processes")]
public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_lease_is_renewed_as_long_as_it_is_held()
    {
        await using var queue = new MemoryJobQueue(new(Lease));
        var lease = await OneLeaseAsync(queue);
        using var keeper = new LeaseKeeper(queue, Lease);
        using (var held = keeper.Hold(lease, default))
        {
            await Task.Delay(2 * Lease);
            Assert.False(held.IsLost);
            Assert.Empty(await queue.ReceiveAsync(Lane.Fast, 1, default));
        }
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_is_given_up_before_anybody_else_can_have_it()
    {
        await using var queue = new FaultyQueue(new MemoryJobQueue(new(Lease))) { RenewalFault = () => new IOException("away") };
        var lease = await OneLeaseAsync(queue);
        using var keeper = new LeaseKeeper(queue, Lease);
        var watch = Stopwatch.StartNew();
        using var held = keeper.Hold(lease, default);
        var lost = new TaskCompletionSource<TimeSpan>();
        using var _ = held.Lost.Register(() => lost.SetResult(watch.Elapsed));
        Assert.InRange(await lost.Task.WaitAsync(TimeSpan.FromMinutes(1)), Lease * 0.6, Lease);
        Assert.True(held.IsLost);
        Assert.True(queue.Failures > 0);
    }

    [Fact]
    public async Task A_document_whose_lease_is_lost_writes_nothing_and_is_worked_off_by_the_next()
    {
        await using var queue = new FaultyQueue(new MemoryJobQueue(new(Lease))) { RenewalFault = () => new IOException("away") };
        using var parts = new ServiceParts(queue, lease: Lease);
        await parts.FeedAsync("#!fault loop\n");
        var lease = Assert.Single(await queue.ReceiveAsync(Lane.Fast, 1, default));
        Assert.Equal(JobEnding.Lost, (await parts.Processor.ProcessAsync(lease, default)).Ending);
        Assert.Equal((0L, 1L), await DoneAndOpenAsync());

        queue.RenewalFault = null;
        await parts.FeedAsync("#!fault sleep\n" + SampleTexts.Text(1));
        for (var i = 0; i < 200 && (await DoneAndOpenAsync()).Done == 0; i++)
        {
            foreach (var again in await queue.ReceiveAsync(Lane.Fast, 1, default)) await parts.Processor.ProcessAsync(again, default);
            await Task.Delay(50);
        }
        Assert.Equal(1L, (await DoneAndOpenAsync()).Done);

        async Task<(long Done, long Open)> DoneAndOpenAsync()
        {
            var state = await parts.ReconcilerOf(queue).StateAsync(default);
            return (state.Done, state.Open);
        }
    }

    private static async Task<JobLease> OneLeaseAsync(IJobQueue queue)
    {
        await queue.EnqueueAsync([JobMessage.For(new("inbox", "a.txt", null, 1), null, "engine")], default);
        return Assert.Single(await queue.ReceiveAsync(Lane.Fast, 1, default));
    }
}
