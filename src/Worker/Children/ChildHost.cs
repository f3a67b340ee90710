using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Extractor.Reading.Pdf;
using Worker.Native;
using Worker.Output;

namespace Worker.Children;

/// <summary>The child's side: reads one document after the other from standard input and answers on standard output, until the input ends.</summary>
internal static class ChildHost
{
    public const string Verb = "child";

    /// <summary>Largest file a child writes by itself (there is none; conversions by other programs go to its own folder).</summary>
    private const ulong MaxFileBytes = 512UL << 20;

    private const ulong MaxOpenFiles = 512;

    /// <param name="obeyFaults">For the tests: see <see cref="FaultyDocument"/>.</param>
    public static int Run(EngineOptions options, bool obeyFaults)
    {
        if (OperatingSystem.IsLinux()) Confine();
        using var input = Console.OpenStandardInput();
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        // What a library prints must not get between the frames.
        Console.SetOut(TextWriter.Null);
        var engine = Engine.Load(options);
        Frame.Write(output, FrameKind.Ready, []);
        while (Frame.Read(input, 1 << 16) is { Kind: FrameKind.Task, Payload: var payload })
        {
            var task = JsonSerializer.Deserialize(payload, ChildJson.Default.ChildTask)!;
            var content = new byte[task.Length];
            input.ReadExactly(content);
            Answer(output, engine, new(task.FileName, content), obeyFaults);
        }
        return 0;
    }

    private static void Answer(Stream output, Engine engine, SourceDocument source, bool obeyFaults)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(source.Bytes.Span));
        try
        {
            if (obeyFaults) FaultyDocument.Obey(source.Bytes);
            var disclosure = engine.Pipeline.Run(source, CancellationToken.None);
            // The whole answer is made before its first byte goes out: a defect while writing is still only a defect.
            var files = engine.Output.Of(disclosure, source);
            foreach (var file in files) Frame.Write(output, FrameKind.File, Label(file), file.Content);
            Frame.Write(output, FrameKind.Done, JsonSerializer.SerializeToUtf8Bytes(new(hash), ChildJson.Default.ChildDone));
        }
        catch (DocumentRejectedException rejection)
        {
            var rejected = new ChildRejected(hash, rejection.Code, rejection.Message);
            Frame.Write(output, FrameKind.Rejected, JsonSerializer.SerializeToUtf8Bytes(rejected, ChildJson.Default.ChildRejected));
        }
        catch (PdfiumMissingException missing)
        {
            var unable = new ChildRejected(hash, "installation.pdfium", missing.Message);
            Frame.Write(output, FrameKind.Unable, JsonSerializer.SerializeToUtf8Bytes(unable, ChildJson.Default.ChildRejected));
        }
        catch (OutOfMemoryException)
        {
            Environment.Exit(ChildProcess.OutOfMemoryExit);
        }
#pragma warning disable CA1031 // A defect in a stage is reported with its place and costs this document only.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            var report = new ChildDefect(hash, defect.GetType().Name, Trace(defect));
            Frame.Write(output, FrameKind.Defect, JsonSerializer.SerializeToUtf8Bytes(report, ChildJson.Default.ChildDefect));
        }
    }

    private static byte[] Label(OutputFile file)
    {
        var (name, mediaType) = (Encoding.UTF8.GetBytes(file.Name), Encoding.UTF8.GetBytes(file.MediaType));
        return [(byte)name.Length, (byte)mediaType.Length, .. name, .. mediaType];
    }

    /// <summary>Where it happened, without the exception's message: that may quote the document.</summary>
    private static string Trace(Exception defect)
    {
        var lines = (defect.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Take(12);
        return string.Join('\n', lines.Prepend(defect.GetType().FullName));
    }

    private static void Confine()
    {
        Libc.LeadProcessGroup();
        Libc.DieWithParent();
        Libc.GiveUpPrivileges();
        // A dump of the memory would be a copy of the document.
        Libc.Limit(Libc.Resource.Core, 0);
        Libc.Limit(Libc.Resource.FileSize, MaxFileBytes);
        Libc.Limit(Libc.Resource.OpenFiles, MaxOpenFiles);
    }
}
