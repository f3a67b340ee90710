using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Worker.Native;
using Worker.Output;

namespace Worker.Children;

/// <summary>The worker's side of one child: sends it a document, collects the answer, watches its limits. One document at a time.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>Exit code by which a child says that its managed heap was full.</summary>
    public const int OutOfMemoryExit = 70;

    /// <summary>Exit code of .NET's own abort (SIGABRT), by which a failed allocation in the runtime ends too.</summary>
    private const int AbortExit = 134;

    private const int StderrKept = 16 * 1024;

    private readonly Process _process;
    private readonly StderrTail _stderr;
    private readonly long _heapLimit;
    private int _death = -1;
    private long _peak;
    private bool _ready;

    private ChildProcess(Process process, long heapLimit)
    {
        _process = process;
        _heapLimit = heapLimit;
        _stderr = new(process.StandardError.BaseStream, StderrKept);
        // What a dead child had started (soffice, tesseract) still holds its pipes: without this we would wait for its end.
        var group = process.Id;
        process.Exited += (_, _) => KillGroup(group);
        process.EnableRaisingEvents = true;
    }

    public int Documents { get; private set; }

    public int Pid => _process.Id;

    /// <summary>Resident memory after its first document; growth far beyond it means that something is kept.</summary>
    public long BaseBytes { get; private set; }

    public long ResidentBytes => ResidentBytesOf(_process.Id);

    /// <summary>Processor time of all its threads so far, in the kernel too.</summary>
    public TimeSpan CpuTime => CpuTimeOf(_process.Id);

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(ChildCommandLine commandLine, ChildLimits limits)
    {
        var start = commandLine.ToStartInfo(limits.MemoryBytes);
        return new(Process.Start(start)!, limits.MemoryBytes);
    }

    /// <summary>Whether it may be given a document with these limits: the heap's limit is set when it starts.</summary>
    public bool Allows(ChildLimits limits) => _heapLimit == limits.MemoryBytes;

    /// <summary>Works one document off. Blocks; a limit passed or <paramref name="stop"/> ends the child, and the answer says so.</summary>
    public ChildOutcome Run(string fileName, Stream content, long length, ChildLimits limits, CancellationToken stop)
    {
        Documents++;
        _peak = 0;
        using var deadline = new Timer(_ => Kill(Death.Timeout), null, limits.Wall, Timeout.InfiniteTimeSpan);
        var usedBefore = CpuTime;
        using var watch = new Timer(_ => Watch(limits, usedBefore), null, WatchEvery, WatchEvery);
        using var stopping = stop.Register(() => Kill(Death.Stopped));
        try
        {
            if (!_ready && Frame.Read(_process.StandardOutput.BaseStream, 0) is not { Kind: FrameKind.Ready }) return Gone();
            _ready = true;
            Send(fileName, content, length);
            var outcome = Receive(limits);
            if (Documents == 1) BaseBytes = ResidentBytes;
            return outcome;
        }
        catch (IOException)
        {
            return Gone();   // The pipe broke: the child died in mid-document.
        }
        catch (InvalidDataException)
        {
            Kill(Death.Crash);
            return Gone();
        }
        catch (FrameTooLongException)
        {
            Kill(Death.Output);
            return Gone();
        }
    }

    public void Kill(Death death)
    {
        Interlocked.CompareExchange(ref _death, (int)death, -1);
        if (OperatingSystem.IsLinux()) Libc.KillGroup(_process.Id);
        else _process.Kill(entireProcessTree: true);
        // Until the child leads its group (its first instructions), only it itself can be hit.
        if (OperatingSystem.IsLinux() && !_process.HasExited) Libc.Kill(_process.Id);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill(Death.Stopped);
        _process.WaitForExit();
        _stderr.Join();
        _process.Dispose();
    }

    private void Send(string fileName, Stream content, long length)
    {
        var input = _process.StandardInput.BaseStream;
        var task = JsonSerializer.SerializeToUtf8Bytes(new(fileName, length), ChildJson.Default.ChildTask);
        Frame.Write(input, FrameKind.Task, task);
        var buffer = new byte[Math.Min(length, 1 << 16)];
        for (var left = length; left > 0;)
        {
            var read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            // Cut short under our hands: what is missing is sent as zeros, and the hash the child reports will not match.
            if (read == 0) Array.Clear(buffer);
            var sent = read == 0 ? (int)Math.Min(buffer.Length, left) : read;
            input.Write(buffer, 0, sent);
            left -= sent;
        }
        input.Flush();
    }

    private ChildOutcome Receive(ChildLimits limits)
    {
        var files = ImmutableArray.CreateBuilder<OutputFile>();
        var room = limits.OutputBytes;
        while (Frame.Read(_process.StandardOutput.BaseStream, room) is var (kind, payload))
        {
            room -= payload.Length;
            switch (kind)
            {
                case FrameKind.File:
                    files.Add(FileOf(payload));
                    break;
                case FrameKind.Done:
                    var done = JsonSerializer.Deserialize(payload, ChildJson.Default.ChildDone)!;
                    return new Extracted(done.Sha256, files.ToImmutable(), Peak());
                case FrameKind.Rejected:
                    var rejected = JsonSerializer.Deserialize(payload, ChildJson.Default.ChildRejected)!;
                    return new Refused(rejected.Sha256, rejected.Code, rejected.Message, Peak());
                case FrameKind.Unable:
                    var unable = JsonSerializer.Deserialize(payload, ChildJson.Default.ChildRejected)!;
                    return new Unable(unable.Code, unable.Message, Peak());
                case FrameKind.Defect:
                    var defect = JsonSerializer.Deserialize(payload, ChildJson.Default.ChildDefect)!;
                    return new Refused(defect.Sha256, $"defect.{defect.Type}", $"A defect of this program ended the work: {defect.What}", Peak());
                default:
                    throw new InvalidDataException("The child speaks another language.");
            }
        }
        return Gone();
    }

    private static OutputFile FileOf(byte[] payload)
    {
        var (name, mediaType) = (payload[0], payload[1]);
        return new(Encoding.UTF8.GetString(payload, 2, name), Encoding.UTF8.GetString(payload, 2 + name, mediaType),
            payload[(2 + name + mediaType)..]);
    }

    private static void KillGroup(int group)
    {
        if (OperatingSystem.IsLinux()) Libc.KillGroup(group);
    }

    private Died Gone()
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) Kill(Death.Crash);
        _process.WaitForExit();
        var tail = _stderr.Join();
        var death = _death >= 0 ? (Death)_death : Death.Crash;
        var outOfMemory = _process.ExitCode == OutOfMemoryExit
            || (_process.ExitCode == AbortExit && tail.Contains("Out of memory", StringComparison.OrdinalIgnoreCase));
        if (death == Death.Crash && outOfMemory) death = Death.Memory;
        return new(death, _process.ExitCode, tail.Length == 0 ? null : tail, Peak());
    }

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(50);

    private void Watch(ChildLimits limits, TimeSpan usedBefore)
    {
        var resident = ResidentBytes;
        _peak = Math.Max(_peak, resident);
        if (resident > limits.MemoryBytes) Kill(Death.Memory);
        else if (CpuTime - usedBefore > limits.Cpu) Kill(Death.Timeout);
    }

    private long Peak() => _peak = Math.Max(_peak, ResidentBytes);

    private static long ResidentBytesOf(int pid) =>
        Proc(pid, "statm") is { } text ? long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    private static TimeSpan CpuTimeOf(int pid)
    {
        if (Proc(pid, "stat") is not { } text) return TimeSpan.Zero;
        // The name in brackets may hold anything; user and kernel time are the 12th and 13th field after it, in hundredths of a second.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    /// <returns>Null where there is no /proc, or the process has just ended.</returns>
    private static string? Proc(int pid, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
