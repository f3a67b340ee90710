using System.Text;
using Worker.Output;
using Worker.Sinks;

namespace Worker.Tests.Sinks;

/// <summary>What every sink must do. Each implementation runs all of it.</summary>
public abstract class SinkConformance : IAsyncLifetime
{
    protected static readonly ResultKey Key = new(new('a', 64), "0123456789ab");

    protected IResultSink Sink { get; private set; } = null!;

    protected abstract Task<IResultSink> OpenAsync();

    /// <summary>What this machine lacks to try it; null if nothing. `./pipeline test` leaves such a class out and says so.</summary>
    protected virtual string? Missing => null;

    public async Task InitializeAsync()
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        Sink = await OpenAsync();
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected static OutputFile[] Files(string text) =>
        [new("disclosure.json", "application/json", Encoding.UTF8.GetBytes(text)), new("manifest.json", "application/json", Encoding.UTF8.GetBytes($"of {text}"))];

    [Fact]
    public async Task Before_a_result_there_is_no_manifest() => Assert.Null(await Sink.ReadManifestAsync(Key, default));

    [Fact]
    public async Task A_result_is_read_as_it_was_written()
    {
        Assert.Equal(WriteOutcome.Written, await Sink.WriteAsync(Key, Files("one"), default));
        Assert.Equal("of one"u8.ToArray(), await Sink.ReadManifestAsync(Key, default));
        Assert.Equal("one"u8.ToArray(), await Sink.ReadPartAsync(Key, "disclosure.json", default));
    }

    [Fact]
    public async Task Writing_the_same_again_changes_nothing()
    {
        await Sink.WriteAsync(Key, Files("one"), default);
        Assert.Equal(WriteOutcome.Equal, await Sink.WriteAsync(Key, Files("one"), default));
    }

    [Fact]
    public async Task Other_bytes_never_take_the_place_of_the_first()
    {
        await Sink.WriteAsync(Key, Files("one"), default);
        Assert.Equal(WriteOutcome.Conflict, await Sink.WriteAsync(Key, Files("two"), default));
        Assert.Equal("one"u8.ToArray(), await Sink.ReadPartAsync(Key, "disclosure.json", default));
        Assert.Equal("of one"u8.ToArray(), await Sink.ReadManifestAsync(Key, default));
    }

    [Fact]
    public async Task What_a_dead_writer_left_is_completed()
    {
        // A writer that died before the manifest: all parts, no manifest.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sink.WriteAsync(Key, FilesThatStopBeforeTheManifest(out var stop), stop));
        Assert.Null(await Sink.ReadManifestAsync(Key, default));
        Assert.NotEqual(WriteOutcome.Conflict, await Sink.WriteAsync(Key, Files("one"), default));
        Assert.Equal("of one"u8.ToArray(), await Sink.ReadManifestAsync(Key, default));
    }

    [Fact]
    public async Task Two_engines_keep_their_results_side_by_side()
    {
        await Sink.WriteAsync(Key, Files("one"), default);
        await Sink.WriteAsync(Key with { Engine = "ba9876543210" }, Files("two"), default);
        Assert.Equal("of one"u8.ToArray(), await Sink.ReadManifestAsync(Key, default));
        Assert.Equal("of two"u8.ToArray(), await Sink.ReadManifestAsync(Key with { Engine = "ba9876543210" }, default));
    }

    [Fact]
    public async Task Of_many_racing_writers_one_wins_whole()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Key with { Hash = $"{round}".PadLeft(64, '0') };
            using var start = new ManualResetEventSlim();
            var racers = Enumerable.Range(0, 8).Select(racer => Task.Run(async () =>
            {
                start.Wait();
                return (racer, await Sink.WriteAsync(key, Files($"racer {racer}"), default));
            })).ToArray();
            start.Set();
            var ends = await Task.WhenAll(racers);
            var part = Encoding.UTF8.GetString((await Sink.ReadPartAsync(key, "disclosure.json", default))!);
            var manifest = await Sink.ReadManifestAsync(key, default);
            Assert.Equal($"of {part}", Encoding.UTF8.GetString(manifest!));
            Assert.Equal(1, ends.Count(end => end.Item2 == WriteOutcome.Written));
        }
    }

    [Fact]
    public async Task Results_are_listed_in_order_and_unfinished_ones_not()
    {
        var second = Key with { Hash = new('b', 64) };
        await Sink.WriteAsync(second, Files("two"), default);
        await Sink.WriteAsync(Key, Files("one"), default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Sink.WriteAsync(Key with { Hash = new('c', 64) }, FilesThatStopBeforeTheManifest(out var stop), stop));
        var keys = new List<ResultKey>();
        await foreach (var key in Sink.ListAsync(default)) keys.Add(key);
        Assert.Equal([Key, second], keys);
    }

    /// <summary>The same parts as "one", cancelled when the manifest is due: reading the list's last element stops the writer.</summary>
    private static StoppingFiles FilesThatStopBeforeTheManifest(out CancellationToken stop)
    {
        var source = new CancellationTokenSource();
        stop = source.Token;
        return new(Files("one"), source);
    }

    private sealed class StoppingFiles(OutputFile[] files, CancellationTokenSource stop) : IReadOnlyList<OutputFile>
    {
        public int Count => files.Length;

        public OutputFile this[int index] => files[index];

        public IEnumerator<OutputFile> GetEnumerator()
        {
            for (var i = 0; i < files.Length; i++)
            {
                yield return files[i];
                if (i == files.Length - 2) stop.Cancel();
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
