using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Extractor.Reading.Pdf;
using Worker.Native;

namespace Worker.Children;

/// <summary>Documents that make their child misbehave: the tests' stand-ins for parsers that hang, eat memory or crash.</summary>
/// <remarks>Only a child started with <see cref="Option"/> reads them; the setting FaultyChildren makes a worker start such ones.</remarks>
internal static class FaultyDocument
{
    public const string Option = "--faults";

    private const string Mark = "#!fault ";

    public static void Obey(ReadOnlyMemory<byte> content)
    {
        var text = Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, 64)]);
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return;
        switch (text[Mark.Length..].Split('\n')[0].Trim())
        {
            case "loop": while (true) Thread.SpinWait(1000);
            case "sleep": Thread.Sleep(TimeSpan.FromSeconds(2)); break;
            case "managed-memory": FillManagedHeap(); break;
            case "native-memory": FillNativeHeap(); break;
            case "abort": Environment.FailFast("told to abort"); break;
            case "segfault": Libc.LengthOfTextAt(1); break;
            case "stack-overflow": Overflow(0); break;
            case "exit": Environment.Exit(3); break;
            case "stderr-flood": FloodStandardError(); break;
            case "grandchild": StartGrandchild(); break;
            case "defect": throw new InvalidOperationException("secret text of the document");
            case "no-pdfium": throw new PdfiumMissingException(["libpdfium.so"]);
            case "network": throw new DocumentRejectedException(CanReachLoopback() ? "network.open" : "network.closed", "");
            case "environment": throw new DocumentRejectedException(
                "environment", string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal)));
        }
    }

    private static void FillManagedHeap()
    {
        var kept = new List<byte[]>();
        while (true) kept.Add(GC.AllocateUninitializedArray<byte>(1 << 20).Select(_ => (byte)1).ToArray());
    }

    private static unsafe void FillNativeHeap()
    {
        while (true) new Span<byte>(NativeMemory.Alloc(1 << 20), 1 << 20).Fill(1);
    }

    private static int Overflow(int depth) => depth < 0 ? 0 : Overflow(depth + 1) + Overflow(depth + 2);

    private static void FloodStandardError()
    {
        using var error = Console.OpenStandardError();
        var line = Encoding.UTF8.GetBytes(new string('x', 1023) + "\n");
        for (var i = 0; i < 100 * 1024; i++) error.Write(line);
        Environment.Exit(4);
    }

    /// <summary>A process of its own that would live for a minute, then a crash.</summary>
    private static void StartGrandchild()
    {
        using var grandchild = Process.Start("sleep", "61.5");
        Environment.Exit(5);
    }

    private static bool CanReachLoopback()
    {
        // Without network even loopback is down: nothing can be bound to be reached.
        try
        {
            using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            using var client = new System.Net.Sockets.TcpClient();
            client.Connect((System.Net.IPEndPoint)listener.LocalEndpoint);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
