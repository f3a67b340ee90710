namespace Worker.Tests.Harness;

/// <summary>Several worker processes on one queue, one of which is killed or told to stop every now and then and takes its place again.</summary>
internal sealed class Fleet : IDisposable
{
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string[] _arguments;
    private readonly WorkerProcess[] _workers;

    public Fleet(int workers, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        (_environment, _arguments) = (environment, ["worker", "--port", "0", .. arguments]);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Start())];
    }

    public int Kills { get; private set; }

    public int ChildKills { get; private set; }

    /// <summary>Kills workers, and now and then only a child, at random moments until <paramref name="kills"/> were made.</summary>
    /// <remarks>Four in five hit a worker that works; the fifth any, most often while it starts.</remarks>
    public async Task KillAsync(int kills, Random random)
    {
        while (Kills + ChildKills < kills)
        {
            await Task.Delay(random.Next(100, 500));
            var at = random.Next(_workers.Length);
            if (random.Next(5) > 0)
            {
                if (_workers[at].Children() is not { Length: > 0 } children) continue;
                if (random.Next(4) == 0)
                {
                    WorkerProcess.KillProcess(children[random.Next(children.Length)]);
                    ChildKills++;
                    continue;
                }
            }
            _workers[at].Kill();
            Kills++;
            _workers[at].Dispose();
            _workers[at] = Start();
        }
    }

    /// <summary>Tells every worker to stop, one after the other, and starts it anew.</summary>
    /// <returns>The longest time one took, and what those said that did not end with 0.</returns>
    public async Task<(TimeSpan Longest, string NotClean)> RestartAsync(int times, Random random)
    {
        var (longest, notClean) = (TimeSpan.Zero, "");
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(random.Next(200, 800));
            var worker = _workers[i % _workers.Length];
            // A process that has not set up its signals yet dies of SIGTERM as any would: that is no restart of a worker.
            for (var wait = 0; wait < 600 && worker.Children().Length == 0 && !worker.HasExited; wait++) await Task.Delay(100);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            worker.Terminate();
            var end = await worker.EndAsync();
            if (watch.Elapsed > longest) longest = watch.Elapsed;
            if (end.ExitCode != 0) notClean += $"exit {end.ExitCode}: {end.Errors}\n";
            worker.Dispose();
            _workers[i % _workers.Length] = Start();
        }
        return (longest, notClean);
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
    }

    private WorkerProcess Start() => new(_environment, _arguments);
}
