using Worker.Queues;
using Worker.Sinks;

namespace Worker.Tests.Sinks;

public sealed class FolderResultSinkTests : SinkConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IResultSink> OpenAsync() => Task.FromResult<IResultSink>(new FolderResultSink(_folder.Path));

    public override Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_half_written_is_left_beside_the_results()
    {
        await Sink.WriteAsync(Key, Files("one"), default);
        await Sink.WriteAsync(Key, Files("one"), default);
        Assert.Equal(["disclosure.json", "manifest.json"],
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Both_sides_of_a_conflict_are_kept()
    {
        await Sink.WriteAsync(Key, Files("one"), default);
        await Sink.WriteAsync(Key, Files("two"), default);
        var kept = Assert.Single(Directory.GetFiles(_folder.At(Key.Folder), "*.conflict-*"));
        Assert.Equal("two", File.ReadAllText(kept));
    }

    [Fact]
    public async Task The_sweep_takes_the_dead_writers_files_and_leaves_the_living_ones()
    {
        var (space, pid) = (ProcessIdentity.Current.Space, Environment.ProcessId);
        var dead = _folder.Write($".state/partial/{space}~{pid}~1,x", "half");
        var alive = _folder.Write($".state/partial/{ProcessIdentity.Current.ToString().Replace('/', '~')},x", "half");
        await Sink.SweepAsync(default);
        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(alive));
    }
}
