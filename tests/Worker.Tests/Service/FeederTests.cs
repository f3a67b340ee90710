using System.Diagnostics;
using Worker.Jobs;
using Worker.Queues;
using Worker.Service;
using Worker.Sources;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

public sealed class FeederTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_carries_the_trace_of_who_fed_it()
    {
        _folder.Write("inbox/a.txt", "x");
        using var activity = new Activity("feed").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.Equal(activity.Id, (await FeedAsync()).Trace);
    }

    [Fact]
    public async Task A_job_fed_by_nobody_traced_carries_none()
    {
        _folder.Write("inbox/a.txt", "x");
        Activity.Current = null;
        Assert.Null((await FeedAsync()).Trace);
    }

    [Fact]
    public async Task Feeding_waits_at_the_high_water_mark_until_jobs_are_worked_off()
    {
        await using var queue = new MemoryJobQueue(new(TimeSpan.FromMinutes(1)));
        using var parts = new ServiceParts(queue, new() { HighWater = 8 });
        var feeding = parts.FeedAsync(20);
        var (most, done) = (0L, 0);
        for (var watch = Stopwatch.StartNew(); done < 20 && watch.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(20))
        {
            var depth = (await queue.CountAsync(default)).Open;
            most = Math.Max(most, depth);
            // Worked off only once it stands still at the mark, or all was fed.
            if (depth < 8 && !feeding.IsCompleted) continue;
            foreach (var lease in await queue.ReceiveAsync(Lane.Fast, 4, default))
            {
                await queue.CompleteAsync(lease, default);
                done++;
            }
        }
        Assert.Equal((20, 8L), (done, most));
        Assert.Equal(20, (await feeding).Count);
    }

    private async Task<JobMessage> FeedAsync()
    {
        using var store = SqliteStore.Open(_folder.At("pipeline.db"));
        await using var queue = new SqliteJobQueue(store, new(TimeSpan.FromMinutes(1)));
        var roots = new RootDirectory(store, new Dictionary<string, string>());
        // Parking is asked only for names that no message can carry.
        var feeder = new Feeder(queue, new SqliteLedger(store), new FolderSource(roots.PathOf), new FolderLister(roots), null!, new(), new("0.1.0", "9f3c00aa"));
        await feeder.FeedAsync([_folder.At("inbox")], _folder.At("out"), default);
        return JobMessage.Read(Assert.Single(await queue.ReceiveAsync(Lane.Fast, 2, default)).Body.Span);
    }
}
