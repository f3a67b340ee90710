using System.Reflection;
using System.Runtime.InteropServices;

namespace Extractor.Reading.Pdf;

/// <summary>Finds, loads and guards the native PDFium library.</summary>
/// <remarks>Looked for, first that loads: the file named by PDFIUM_PATH; the platform's own probing (runtimes/&lt;rid&gt;/native,
/// LD_LIBRARY_PATH); beside the program; the copy inside a LibreOffice installation of Debian and Ubuntu.</remarks>
public static class PdfiumLibrary
{
    /// <summary>PDFium is not thread-safe, not even on separate documents: every native call of the process runs under this one lock.</summary>
    public static Lock Gate { get; } = new();

    private static readonly Lazy<Loaded> library = new(Load);

    /// <summary>Where the library was found; null when there is none.</summary>
    public static string? Location => library.Value.Location;

    /// <summary>Functions newer than the 2022 build that Debian ships; null where the loaded build lacks them.</summary>
    internal static unsafe delegate* unmanaged<nint, int, int> HasUnicodeMapError =>
        (delegate* unmanaged<nint, int, int>)library.Value.HasUnicodeMapError;

    internal static unsafe delegate* unmanaged<nint, int, int> IsGenerated =>
        (delegate* unmanaged<nint, int, int>)library.Value.IsGenerated;

    /// <exception cref="PdfiumMissingException">No PDFium library was found; the message says what to do.</exception>
    internal static void EnsureLoaded()
    {
        if (library.Value.Location is null) throw new PdfiumMissingException(library.Value.Tried);
    }

    private static Loaded Load()
    {
        var tried = new List<string>();
        foreach (var (name, open) in Candidates())
        {
            tried.Add(name);
            if (!open(out var handle)) continue;
            NativeLibrary.SetDllImportResolver(typeof(PdfiumLibrary).Assembly,
                (wanted, _, _) => wanted == PdfiumNative.Library ? handle : 0);
            lock (Gate) PdfiumNative.FPDF_InitLibrary();
            NativeLibrary.TryGetExport(handle, "FPDFText_HasUnicodeMapError", out var mapError);
            NativeLibrary.TryGetExport(handle, "FPDFText_IsGenerated", out var generated);
            return new(name, tried, mapError, generated);
        }
        return new(null, tried, 0, 0);
    }

    private delegate bool Opener(out nint handle);

    private static IEnumerable<(string Name, Opener Open)> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PDFIUM_PATH") is { Length: > 0 } named) yield return ByPath(named);
        yield return ("pdfium (default probing)", (out handle) =>
            NativeLibrary.TryLoad(PdfiumNative.Library, Assembly.GetExecutingAssembly(), null, out handle));
        foreach (var file in new[] { "libpdfium.so", "libpdfiumlo.so", "libpdfium.dylib", "pdfium.dll" })
            yield return ByPath(Path.Combine(AppContext.BaseDirectory, file));
        yield return ByPath("/usr/lib/libreoffice/program/libpdfiumlo.so");
    }

    private static (string, Opener) ByPath(string path) =>
        (path, (out handle) => NativeLibrary.TryLoad(path, out handle));

    private sealed record Loaded(string? Location, IReadOnlyList<string> Tried, nint HasUnicodeMapError, nint IsGenerated);
}

/// <summary>No PDFium on this machine: a fault of the installation, not of the document.</summary>
public sealed class PdfiumMissingException(IReadOnlyList<string> tried) : DllNotFoundException(
    "No PDFium library was found, so PDF files cannot be read. On Debian and Ubuntu ./pipeline brings it in by itself; " +
    "elsewhere put libpdfium beside the program or name it in PDFIUM_PATH. Tried: " + string.Join(", ", tried) + ".");
