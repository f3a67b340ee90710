namespace Extractor.Reading.Pdf;

/// <summary>One open PDF; pages are read one at a time, so that memory does not grow with the number of pages.</summary>
public sealed class PdfFile : IDisposable
{
    /// <summary>"%PDF-" stands within the first bytes of a file; the format's own readers tolerate this much junk before it.</summary>
    private const int JunkLimit = 1024;

    private readonly PdfDocumentHandle document;

    private PdfFile(PdfDocumentHandle document, int pageCount)
    {
        this.document = document;
        PageCount = pageCount;
    }

    public int PageCount { get; }

    /// <summary>Whether the bytes begin like a PDF, leading junk tolerated.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, JunkLimit)].IndexOf("%PDF-"u8) >= 0;

    /// <exception cref="DocumentRejectedException">encrypted, corrupt, or empty (no page).</exception>
    /// <exception cref="PdfiumMissingException">This machine cannot read PDF at all.</exception>
    public static PdfFile Open(ReadOnlyMemory<byte> bytes)
    {
        PdfiumLibrary.EnsureLoaded();
        var document = PdfDocumentHandle.Open(bytes, out var error) ?? throw (error is PdfiumNative.ErrorPassword or PdfiumNative.ErrorSecurity
            ? new DocumentRejectedException("encrypted", "The PDF is encrypted; it needs a password to be read.")
            : new DocumentRejectedException("corrupt", "The PDF is damaged: its structure cannot be read."));
        int pages;
        lock (PdfiumLibrary.Gate) pages = PdfiumNative.FPDF_GetPageCount(document.DangerousGetHandle());
        if (pages > 0) return new(document, pages);
        document.Dispose();
        throw new DocumentRejectedException("empty", "The PDF has no page.");
    }

    /// <param name="number">From 1.</param>
    /// <returns>Null when the page is damaged and cannot be loaded.</returns>
    internal PdfPageHandle? OpenPage(int number) => PdfPageHandle.Open(document, number - 1);

    public void Dispose() => document.Dispose();
}
