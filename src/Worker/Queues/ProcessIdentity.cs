using System.Globalization;

namespace Worker.Queues;

/// <summary>Names a process for as long as the machine runs: its pid may be given again, its pid and start time together not.</summary>
/// <param name="Space">The pid namespace: in another container the same pid is another process.</param>
/// <param name="Start">Clock ticks since boot, as the kernel counts them.</param>
public sealed record ProcessIdentity(string Space, int Pid, string Start)
{
    public static ProcessIdentity Current { get; } = OfCurrent();

    public override string ToString() => $"{Space}/{Pid}/{Start}";

    /// <returns>True only if the process is certainly gone; false if it lives, or lives where we cannot see.</returns>
    public static bool IsGone(string owner)
    {
        if (owner.Split('/') is not [var space, var pidText, var start] || space != Current.Space || space.Length == 0) return false;
        return int.TryParse(pidText, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && StartOf(pid) != start;
    }

    /// <summary>The machine's start: monotonic times of another one mean nothing.</summary>
    public static string BootId { get; } =
        File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    private static ProcessIdentity OfCurrent()
    {
        var space = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "";
        return new(space.Replace('/', '-'), Environment.ProcessId, StartOf(Environment.ProcessId) ?? "0");
    }

    /// <summary>Field 22 of /proc/PID/stat; null for a process that is gone or a zombie. The name in parentheses may hold anything.</summary>
    private static string? StartOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
