using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>A real disk that is full or read-only under a working service: our trouble, no document's.</summary>
[Collection("processes")]
public sealed class FullDiskTests(ITestOutputHelper log) : IDisposable
{
    private const int Documents = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DiskFact]
    public Task A_full_disk_parks_nothing_and_work_resumes_when_there_is_room() =>
        TroubleAsync(disk => disk.Fill(), disk => disk.Empty(), stateOnIt: false);

    [DiskFact]
    public Task A_disk_full_under_the_database_too_loses_nothing() => TroubleAsync(disk => disk.Fill(), disk => disk.Empty(), stateOnIt: true);

    [DiskFact]
    public Task A_disk_made_read_only_parks_nothing_and_work_resumes_when_it_is_writable() =>
        TroubleAsync(disk => disk.MakeReadOnly(), disk => disk.MakeWritable(), stateOnIt: false);

    private async Task TroubleAsync(Action<SmallDisk> begin, Action<SmallDisk> end, bool stateOnIt)
    {
        using var disk = new SmallDisk(64);
        var (output, state) = (Path.Combine(disk.Path, "out"), stateOnIt ? Path.Combine(disk.Path, "state.db") : _folder.At("state", "pipeline.db"));
        var port = WorkerProcess.FreePort();
        // The floor of free space would keep the worker from ever meeting the full disk; what a full database kept from being released waits for its lease.
        var environment = new Dictionary<string, string> { ["PIPELINE__MINFREEBYTES"] = "0", ["PIPELINE__LEASE"] = "00:00:10" };
        SampleTexts.Write(_folder.At("inbox"), Documents);
        using (var ingest = new WorkerProcess(environment, "ingest", _folder.At("inbox"), "--out", output, "--state", state)) Assert.Equal(0, (await ingest.EndAsync()).ExitCode);
        using var worker = new WorkerProcess(environment, "worker", "--out", output, "--state", state, "--port", $"{port}", "--slots", "1");
        await UntilAsync(() => Task.FromResult(Manifests(output) > 0));

        begin(disk);
        await UntilAsync(async () => await ReadyAsync(port) != HttpStatusCode.OK);
        var before = Manifests(output);
        Assert.True(before < Documents, "the work was done before the trouble; nothing was tried");
        await Task.Delay(3000);
        Assert.False(worker.HasExited);
        end(disk);
        var watch = Stopwatch.StartNew();
        await UntilAsync(() => Task.FromResult(Manifests(output) > before));
        log.WriteLine($"{before} of {Documents} done before; resumed after {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"resumed after {watch.Elapsed}");
        await UntilAsync(() => Task.FromResult(Manifests(output) == Documents));
        await UntilAsync(async () => await ReadyAsync(port) == HttpStatusCode.OK);

        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
        using var json = JsonDocument.Parse((await WorkerProcess.RunAsync("status", "--out", output, "--state", state, "--json")).Output);
        Assert.Equal((Documents, Documents, 0), (Of("files"), Of("done"), Of("parked")));
        Assert.Empty(Directory.GetFiles(output, "*.conflict-*", SearchOption.AllDirectories));

        int Of(string name) => json.RootElement.GetProperty(name).GetInt32();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(50))
            if (watch.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException("It did not come to pass.");
    }

    private static async Task<HttpStatusCode> ReadyAsync(int port)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
        return answer.StatusCode;
    }

    private static int Manifests(string output) => Directory.Exists(Path.Combine(output, "documents"))
        ? Directory.GetFiles(Path.Combine(output, "documents"), "manifest.json", SearchOption.AllDirectories).Length : 0;
}
