using System.Runtime.InteropServices;

namespace Extractor.Reading.Pdf;

/// <summary>An open document; keeps the bytes it reads from pinned until it is closed.</summary>
internal sealed class PdfDocumentHandle : SafeHandle
{
    private System.Buffers.MemoryHandle pin;

    private PdfDocumentHandle(nint document, System.Buffers.MemoryHandle pin) : base(0, true)
    {
        SetHandle(document);
        this.pin = pin;
    }

    public override bool IsInvalid => handle == 0;

    /// <returns>Null when PDFium refuses the bytes; <paramref name="error"/> then holds its error number.</returns>
    public static unsafe PdfDocumentHandle? Open(ReadOnlyMemory<byte> bytes, out uint error)
    {
        var pin = bytes.Pin();
        lock (PdfiumLibrary.Gate)
        {
            var document = PdfiumNative.FPDF_LoadMemDocument64((nint)pin.Pointer, (nuint)bytes.Length, 0);
            error = document == 0 ? PdfiumNative.FPDF_GetLastError() : 0;
            if (document != 0) return new(document, pin);
        }
        pin.Dispose();
        return null;
    }

    protected override bool ReleaseHandle()
    {
        lock (PdfiumLibrary.Gate) PdfiumNative.FPDF_CloseDocument(handle);
        pin.Dispose();
        return true;
    }
}

/// <summary>An open page; holds its document open.</summary>
internal sealed class PdfPageHandle : SafeHandle
{
    private readonly PdfDocumentHandle document;

    private PdfPageHandle(nint page, PdfDocumentHandle document) : base(0, true)
    {
        SetHandle(page);
        this.document = document;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The native pointer, good while this handle is open.</summary>
    public nint Pointer => handle;

    /// <returns>Null when the page cannot be loaded.</returns>
    public static PdfPageHandle? Open(PdfDocumentHandle document, int index)
    {
        var held = false;
        document.DangerousAddRef(ref held);
        nint page;
        lock (PdfiumLibrary.Gate) page = PdfiumNative.FPDF_LoadPage(document.DangerousGetHandle(), index);
        if (page != 0) return new(page, document);
        document.DangerousRelease();
        return null;
    }

    protected override bool ReleaseHandle()
    {
        lock (PdfiumLibrary.Gate) PdfiumNative.FPDF_ClosePage(handle);
        document.DangerousRelease();
        return true;
    }
}

/// <summary>A page's text; holds its page open.</summary>
internal sealed class PdfTextHandle : SafeHandle
{
    private readonly PdfPageHandle page;

    private PdfTextHandle(nint text, PdfPageHandle page) : base(0, true)
    {
        SetHandle(text);
        this.page = page;
    }

    public override bool IsInvalid => handle == 0;
    public nint Pointer => handle;

    /// <returns>Null when the page's text cannot be loaded.</returns>
    public static PdfTextHandle? Open(PdfPageHandle page)
    {
        var held = false;
        page.DangerousAddRef(ref held);
        nint text;
        lock (PdfiumLibrary.Gate) text = PdfiumNative.FPDFText_LoadPage(page.Pointer);
        if (text != 0) return new(text, page);
        page.DangerousRelease();
        return null;
    }

    protected override bool ReleaseHandle()
    {
        lock (PdfiumLibrary.Gate) PdfiumNative.FPDFText_ClosePage(handle);
        page.DangerousRelease();
        return true;
    }
}
