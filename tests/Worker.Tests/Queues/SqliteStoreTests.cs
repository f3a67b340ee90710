using Worker.Queues;

namespace Worker.Tests.Queues;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_no_database_stops_with_what_to_do()
    {
        var path = _folder.Write("queue.db", new string('x', 10_000));
        var refusal = Assert.Throws<StoreUnusableException>(() => SqliteStore.Open(path));
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flipped_bytes_are_found_when_it_is_opened()
    {
        var path = _folder.At("queue.db");
        using (var store = SqliteStore.Open(path))
        {
            var jobs = Enumerable.Range(0, 2000).Select(i => Worker.Jobs.JobMessage.For(new("r", $"{i}", null, i), null, "e"));
            await new SqliteJobQueue(store, QueueSettings.Default).EnqueueAsync([.. jobs], default);
        }
        var bytes = File.ReadAllBytes(path);
        for (var at = 8192; at < bytes.Length; at += 4096) bytes.AsSpan(at, 64).Fill(0xA5);
        File.WriteAllBytes(path, bytes);
        Assert.Throws<StoreUnusableException>(() => SqliteStore.Open(path));
    }

    [Fact]
    public async Task Two_stores_on_one_file_see_each_others_jobs()
    {
        using var one = SqliteStore.Open(_folder.At("queue.db"));
        using var two = SqliteStore.Open(_folder.At("queue.db"));
        await new SqliteJobQueue(one, QueueSettings.Default).EnqueueAsync([Worker.Jobs.JobMessage.For(new("r", "n", null, 1), null, "e")], default);
        Assert.Single(await new SqliteJobQueue(two, QueueSettings.Default).ReceiveAsync(Worker.Jobs.Lane.Fast, 1, default));
    }
}
