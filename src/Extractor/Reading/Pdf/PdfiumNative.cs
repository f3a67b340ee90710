using System.Runtime.InteropServices;

namespace Extractor.Reading.Pdf;

/// <summary>PDFium's C functions that we use, named as in its public headers; raw pointers, every call under <see cref="PdfiumLibrary.Gate"/>.</summary>
internal static partial class PdfiumNative
{
    public const string Library = "pdfium";

    public const int ErrorPassword = 4, ErrorSecurity = 5;
    public const int ObjectText = 1, ObjectPath = 2, ObjectImage = 3, ObjectForm = 5;
    public const int SegmentLine = 0, SegmentBezier = 1, SegmentMove = 2;
    public const int FillNone = 0;
    public const int RenderModeInvisible = 3, RenderModeClip = 7;
    public const int BitmapBgrx = 3;
    public const int RenderAnnotations = 0x01;

    [LibraryImport(Library)] public static partial void FPDF_InitLibrary();
    [LibraryImport(Library)] public static partial nint FPDF_LoadMemDocument64(nint bytes, nuint size, nint password);
    [LibraryImport(Library)] public static partial uint FPDF_GetLastError();
    [LibraryImport(Library)] public static partial void FPDF_CloseDocument(nint document);
    [LibraryImport(Library)] public static partial int FPDF_GetPageCount(nint document);
    [LibraryImport(Library)] public static partial nint FPDF_LoadPage(nint document, int index);
    [LibraryImport(Library)] public static partial void FPDF_ClosePage(nint page);
    [LibraryImport(Library)] public static partial int FPDF_GetPageBoundingBox(nint page, out Rectangle box);
    [LibraryImport(Library)] public static partial int FPDFPage_GetRotation(nint page);

    [LibraryImport(Library)] public static partial nint FPDFText_LoadPage(nint page);
    [LibraryImport(Library)] public static partial void FPDFText_ClosePage(nint text);
    [LibraryImport(Library)] public static partial int FPDFText_CountChars(nint text);
    [LibraryImport(Library)] public static partial uint FPDFText_GetUnicode(nint text, int index);
    [LibraryImport(Library)] public static partial double FPDFText_GetFontSize(nint text, int index);
    [LibraryImport(Library)] public static partial int FPDFText_GetTextRenderMode(nint text, int index);
    [LibraryImport(Library)] public static partial int FPDFText_GetCharOrigin(nint text, int index, out double x, out double y);
    [LibraryImport(Library)] public static partial int FPDFText_GetCharBox(nint text, int index, out double left, out double right, out double bottom, out double top);
    [LibraryImport(Library)] public static partial int FPDFText_GetLooseCharBox(nint text, int index, out Rectangle box);
    [LibraryImport(Library)] public static partial int FPDFText_GetMatrix(nint text, int index, out Matrix matrix);
    [LibraryImport(Library)] public static partial int FPDFText_GetFillColor(nint text, int index, out uint red, out uint green, out uint blue, out uint alpha);

    [LibraryImport(Library)] public static partial int FPDFPage_CountObjects(nint page);
    [LibraryImport(Library)] public static partial nint FPDFPage_GetObject(nint page, int index);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetType(nint item);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetMatrix(nint item, out Matrix matrix);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetBounds(nint item, out float left, out float bottom, out float right, out float top);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetStrokeWidth(nint item, out float width);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetFillColor(nint item, out uint red, out uint green, out uint blue, out uint alpha);
    [LibraryImport(Library)] public static partial int FPDFPageObj_GetStrokeColor(nint item, out uint red, out uint green, out uint blue, out uint alpha);
    [LibraryImport(Library)] public static partial int FPDFFormObj_CountObjects(nint form);
    [LibraryImport(Library)] public static partial nint FPDFFormObj_GetObject(nint form, uint index);
    [LibraryImport(Library)] public static partial int FPDFPath_CountSegments(nint path);
    [LibraryImport(Library)] public static partial nint FPDFPath_GetPathSegment(nint path, int index);
    [LibraryImport(Library)] public static partial int FPDFPath_GetDrawMode(nint path, out int fillMode, out int stroke);
    [LibraryImport(Library)] public static partial int FPDFPathSegment_GetPoint(nint segment, out float x, out float y);
    [LibraryImport(Library)] public static partial int FPDFPathSegment_GetType(nint segment);
    [LibraryImport(Library)] public static partial int FPDFPathSegment_GetClose(nint segment);

    [LibraryImport(Library)] public static partial nint FPDFBitmap_CreateEx(int width, int height, int format, nint buffer, int stride);
    [LibraryImport(Library)] public static partial void FPDFBitmap_Destroy(nint bitmap);
    [LibraryImport(Library)] public static partial int FPDFBitmap_FillRect(nint bitmap, int left, int top, int width, int height, uint color);
    [LibraryImport(Library)] public static partial void FPDF_RenderPageBitmap(nint bitmap, nint page, int startX, int startY, int width, int height, int rotate, int flags);

    /// <summary>FS_RECTF: left, top, right, bottom in page units, y upwards.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Rectangle(float Left, float Top, float Right, float Bottom);

    /// <summary>FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Matrix(float A, float B, float C, float D, float E, float F)
    {
        public static Matrix Identity => new(1, 0, 0, 1, 0, 0);

        public (double X, double Y) Apply(double x, double y) => (A * x + C * y + E, B * x + D * y + F);

        /// <summary>This matrix first, then <paramref name="outer"/>.</summary>
        public Matrix Within(Matrix outer) => new(
            A * outer.A + B * outer.C, A * outer.B + B * outer.D,
            C * outer.A + D * outer.C, C * outer.B + D * outer.D,
            E * outer.A + F * outer.C + outer.E, E * outer.B + F * outer.D + outer.F);
    }
}
