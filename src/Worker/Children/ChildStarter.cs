using System.Collections.Concurrent;

namespace Worker.Children;

/// <summary>Starts children on one thread that lives as long as the pool.</summary>
/// <remarks>The kernel's "die with your parent" means the thread that forked: on a thread of the thread pool, which ends when idle,
/// it would take healthy children with it.</remarks>
internal sealed class ChildStarter : IDisposable
{
    private readonly BlockingCollection<(ChildLimits Limits, TaskCompletionSource<ChildProcess> Started)> _orders = [];
    private readonly ChildCommandLine _commandLine;
    private readonly Thread _thread;

    public ChildStarter(ChildCommandLine commandLine)
    {
        _commandLine = commandLine;
        _thread = new(Work) { IsBackground = true, Name = "child starter" };
        _thread.Start();
    }

    public ChildProcess Start(ChildLimits limits)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add((limits, started));
        return started.Task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _orders.CompleteAdding();
        _thread.Join();
        _orders.Dispose();
    }

    private void Work()
    {
        foreach (var (limits, started) in _orders.GetConsumingEnumerable())
            try
            {
                started.SetResult(ChildProcess.Start(_commandLine, limits));
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException)
            {
                started.SetException(new IOException("No child process could be started.", failure));
            }
    }
}
