using Extractor.Reading.Pdf;

namespace Extractor.Tests.Reading.Pdf;

/// <summary>A fact that needs the native PDF library; skipped with its reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PdfFactAttribute : FactAttribute
{
    public PdfFactAttribute()
    {
        if (PdfiumLibrary.Location is null) Skip = "No PDFium on this machine (./pipeline test brings it in on Debian and Ubuntu).";
    }
}
