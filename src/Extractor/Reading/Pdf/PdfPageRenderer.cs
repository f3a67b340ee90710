using static Extractor.Reading.Pdf.PdfiumNative;

namespace Extractor.Reading.Pdf;

/// <summary>Draws pages as pictures that stand as the page was read: upright, so that boxes of cells fit on them.</summary>
public sealed class PdfPageRenderer
{
    /// <summary>Most pixels of one picture: an A3 page at 300 dpi has 17 million.</summary>
    private const long PixelLimit = 40_000_000;

    /// <param name="number">From 1.</param>
    /// <param name="scale">Pixels per point: 1 is 72 dpi, 2 is 144 dpi.</param>
    /// <returns>A PNG file; null when the page cannot be loaded or would be too large.</returns>
    /// <exception cref="DocumentRejectedException">The document cannot be opened.</exception>
    public byte[]? Render(ReadOnlyMemory<byte> pdf, int number, double scale)
    {
        using var file = PdfFile.Open(pdf);
        return number < 1 || number > file.PageCount ? null : Render(file, number, scale);
    }

    /// <inheritdoc cref="Render(ReadOnlyMemory{byte}, int, double)"/>
    public unsafe byte[]? Render(PdfFile file, int number, double scale)
    {
        using var page = file.OpenPage(number);
        if (page is null) return null;
        lock (PdfiumLibrary.Gate)
        {
            var orientation = PdfPageReader.OrientationOf(page, out _);
            int width = (int)Math.Ceiling(orientation.Width * scale), height = (int)Math.Ceiling(orientation.Height * scale);
            if (width < 1 || height < 1 || (long)width * height > PixelLimit) return null;
            var pixels = new byte[(long)width * height * 4];
            fixed (byte* buffer = pixels)
            {
                var bitmap = FPDFBitmap_CreateEx(width, height, BitmapBgrx, (nint)buffer, width * 4);
                if (bitmap == 0) return null;
                _ = FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF);
                // PDFium applies /Rotate itself; only what the text's own direction adds is left to ask for.
                var extra = (orientation.Turns - (FPDFPage_GetRotation(page.Pointer) & 3) + 4) % 4;
                FPDF_RenderPageBitmap(bitmap, page.Pointer, 0, 0, width, height, extra, RenderAnnotations);
                FPDFBitmap_Destroy(bitmap);
            }
            return PngWriter.Write(width, height, pixels);
        }
    }
}
