using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Worker.Tests.Harness;

/// <summary>The program itself as another process, to be killed, stopped and asked as an operator would.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pipeline-worker.exe" : "pipeline-worker");

    public WorkerProcess(IReadOnlyDictionary<string, string>? environment, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Program, arguments.ToArray())
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>SIGKILL: nothing of the program runs any more.</summary>
    public void Kill() => Signal(9);

    /// <summary>SIGTERM: an orderly end.</summary>
    public void Terminate() => Signal(15);

    public void Signal(int signal) => _ = kill(_process.Id, signal);

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync(TimeSpan? limit = null)
    {
        using var stop = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(stop.Token);
        return (_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Runs one verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = new WorkerProcess(null, arguments);
        return await process.EndAsync();
    }

    /// <summary>Live processes whose parent is this one.</summary>
    public int[] Children() => ChildrenOf(_process.Id);

    public static int[] ChildrenOf(int pid)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{pid}/task").SelectMany(task => File.ReadAllText($"{task}/children").Split(' '))
                .Where(text => text.Length > 0).Select(int.Parse)];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A port on loopback that nobody listens on just now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Resident memory; 0 for a process that is gone.</summary>
    public static long ResidentBytesOf(int pid) => File.Exists($"/proc/{pid}/statm")
        ? long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    public static void KillProcess(int pid) => _ = kill(pid, 9);

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
