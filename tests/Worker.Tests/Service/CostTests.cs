using System.Diagnostics;
using System.Runtime.InteropServices;
using Worker.Children;
using Worker.Jobs;
using Worker.Queues;
using Worker.Tests.Harness;
using Xunit.Abstractions;

namespace Worker.Tests.Service;

/// <summary>What the service costs beside the reading itself.</summary>
[Collection("processes"), Trait("Category", "Nightly")]
public sealed partial class CostTests(ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A document of 100 ms is a small one; 3 % of it are 3 ms.</summary>
    [Fact]
    public async Task Queue_and_isolation_take_less_than_three_milliseconds_a_document()
    {
        var (queue, isolation) = (await QueueAsync(jobs: 2000), Isolation(documents: 150));
        log.WriteLine($"queue layer {queue:0.00} ms a job (receive, start mark, ledger, complete), isolation {isolation:0.00} ms a document");
        Assert.True(queue + isolation < 3, $"{queue:0.00} + {isolation:0.00} ms");
    }

    [Fact]
    public async Task Ten_thousand_documents_leave_the_worker_as_large_as_it_was()
    {
        const int documents = 10_000;
        var output = _folder.At("out");
        SampleTexts.Write(_folder.At("inbox"), documents);
        Assert.Equal(0, (await WorkerProcess.RunAsync("ingest", _folder.At("inbox"), "--out", output)).ExitCode);
        using var worker = new WorkerProcess(null, "worker", "--out", output, "--port", "0", "--slots", "2");
        var samples = new List<(int Done, long Bytes)>();
        while (samples is not [.., (documents, _)])
        {
            await Task.Delay(1000);
            Assert.False(worker.HasExited);
            samples.Add((Manifests(output), WorkerProcess.ResidentBytesOf(worker.Pid)));
        }
        // Work pauses, and the index of all of them is written.
        for (var i = 0; i < 120 && !(File.Exists(Path.Combine(output, "index.jsonl")) && File.ReadLines(Path.Combine(output, "index.jsonl")).Count() == documents); i++) await Task.Delay(1000);
        await Task.Delay(2000);
        samples.Add((documents, WorkerProcess.ResidentBytesOf(worker.Pid)));
        worker.Terminate();
        await worker.EndAsync();
        // Garbage comes and goes: the levels of a tenth each are compared, the first after everything was compiled once.
        double Level(int from, int to) => samples.Where(sample => sample.Done >= from && sample.Done < to).Average(sample => sample.Bytes);
        var (early, late, last) = (Level(documents / 10, documents / 5), Level(documents * 9 / 10, documents), samples[^1].Bytes);
        log.WriteLine($"{early / (1 << 20):0} MiB after a tenth, {late / (1 << 20):0} MiB at the end, {last >> 20} MiB when the index was written: {100 * (late / early - 1):0.0} %");
        Assert.True(late / early < 1.05, $"{late / early}");
        // Every document's line was in memory for it, and most of that is given back.
        Assert.True(last / early < 1.5, $"{last / early}");
    }

    /// <summary>Milliseconds a job, one after the other, without any work between.</summary>
    private async Task<double> QueueAsync(int jobs)
    {
        using var store = SqliteStore.Open(_folder.At("cost.db"));
        await using var queue = new SqliteJobQueue(store, new(TimeSpan.FromMinutes(1)));
        var ledger = new SqliteLedger(store);
        var messages = Enumerable.Range(0, jobs).Select(i => JobMessage.For(new("inbox", $"{i}.txt", null, i), null, "engine")).ToArray();
        await ledger.RecordAsync([.. messages.Select(job => new LedgerEntry("inbox", job.Source.Name, 1, null, job.Id, null))], default);
        await queue.EnqueueAsync(messages, default);
        var watch = Stopwatch.StartNew();
        while (await queue.ReceiveAsync(Lane.Fast, 1, default) is [var lease])
        {
            var job = JobMessage.Read(lease.Body.Span);
            await queue.UpdateAsync(lease, job with { Attempts = [new("here", DateTimeOffset.UnixEpoch, null)] }, default);
            await ledger.SettleAsync(job.Id, $"{new string('0', 64)}/engine", default);
            await queue.CompleteAsync(lease, default);
        }
        return watch.Elapsed.TotalMilliseconds / jobs;
    }

    /// <summary>Milliseconds of processor time a document more in a child, both sides together, than in this process; all of it warm.</summary>
    private double Isolation(int documents)
    {
        var bytes = File.ReadAllBytes(Directory.GetFiles(Path.Combine(Repository.Root, "seeds"), "*.txt").Order(StringComparer.Ordinal).First());
        var engine = Engine.Load();
        using var child = ChildProcess.Start(ChildCommandLine.Detect(), ChildLimits.Fast);
        var (inside, outside) = (0.0, 0.0);
        for (var round = 0; round < 4; round++)
        {
            var before = ThreadMilliseconds();
            for (var i = 0; i < documents; i++)
            {
                var source = new SourceDocument("a.txt", bytes);
                engine.Output.Of(engine.Pipeline.Run(source, default), source);
            }
            inside = ThreadMilliseconds() - before;
            before = ThreadMilliseconds() + child.CpuTime.TotalMilliseconds;
            for (var i = 0; i < documents; i++)
                Assert.IsType<Extracted>(child.Run("a.txt", new MemoryStream(bytes), bytes.Length, ChildLimits.Fast, default));
            outside = ThreadMilliseconds() + child.CpuTime.TotalMilliseconds - before;
        }
        // The rounds before the last one compile.
        log.WriteLine($"in this process {inside / documents:0.00} ms, in a child {outside / documents:0.00} ms");
        return (outside - inside) / documents;
    }

    /// <summary>Of the calling thread: what others do meanwhile does not count.</summary>
    private static double ThreadMilliseconds()
    {
        const int threadClock = 3;
        Assert.Equal(0, clock_gettime(threadClock, out var time));
        return time.Seconds * 1e3 + time.Nanoseconds / 1e6;
    }

    private struct Time
    {
        public long Seconds, Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Time time);

    private static int Manifests(string output) => Directory.Exists(Path.Combine(output, "documents"))
        ? Directory.GetDirectories(Path.Combine(output, "documents"), "*", SearchOption.TopDirectoryOnly).Sum(folder => Directory.GetDirectories(folder).Length) : 0;
}
