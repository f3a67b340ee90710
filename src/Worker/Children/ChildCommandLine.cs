using System.Diagnostics;
using System.Globalization;

namespace Worker.Children;

/// <summary>How a child is started: this program again, with a bare environment, and without network where the system lets us.</summary>
/// <param name="Prefix">The command that takes the network away, or empty.</param>
internal sealed record ChildCommandLine(ImmutableArray<string> Prefix, string Program, ImmutableArray<string> Arguments)
{
    /// <summary>What a child sees of our environment: where things are installed. No credential, no proxy, no setting.</summary>
    private static readonly string[] Inherited = ["DOTNET_ROOT", "PDFIUM_PATH", "ONNXRUNTIME_PATH", "LD_LIBRARY_PATH", "TMPDIR"];

    public bool HasNoNetwork => Prefix.Length > 0;

    /// <summary>Part of the heap limit that the managed heap may take; the rest is for native libraries and the runtime.</summary>
    private const double HeapShare = 0.8;

    /// <param name="faults">Children that obey <see cref="FaultyDocument"/>.</param>
    public static ChildCommandLine Detect(bool faults = false, EngineOptions? options = null)
    {
        var folder = AppContext.BaseDirectory;
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "pipeline-worker.exe" : "pipeline-worker");
        var (command, arguments) = File.Exists(program)
            ? (program, ImmutableArray.Create(ChildHost.Verb))
            : ("dotnet", [Path.Combine(folder, "pipeline-worker.dll"), ChildHost.Verb]);
        arguments = arguments.AddRange((options ?? EngineOptions.Default).ToArguments());
        if (faults) arguments = arguments.Add(FaultyDocument.Option);
        foreach (var prefix in new ImmutableArray<string>[] { ["unshare", "-n", "--"], ["unshare", "-rn", "--"] })
            if (OperatingSystem.IsLinux() && Works(prefix)) return new(prefix, command, arguments);
        return new([], command, arguments);
    }

    public ProcessStartInfo ToStartInfo(long memoryBytes)
    {
        ImmutableArray<string> line = [.. Prefix, Program, .. Arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false, WorkingDirectory = Path.GetTempPath(),
        };
        var inherited = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
            if (value is not null) start.Environment[name] = value;
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + ((long)(memoryBytes * HeapShare)).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static bool Works(ImmutableArray<string> prefix)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(prefix[0], [.. prefix[1..], "true"]) { RedirectStandardError = true });
            return probe is not null && probe.WaitForExit(TimeSpan.FromSeconds(5)) && probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
