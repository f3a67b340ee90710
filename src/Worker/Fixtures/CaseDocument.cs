using Extractor.Reading;
using Extractor.Tables;
using Extractor.Tables.Continuation;

namespace Worker.Fixtures;

/// <summary>Reads a case's input: any file the program reads, or the pages of a page.json.</summary>
public static class CaseDocument
{
    /// <exception cref="DocumentRejectedException">The input cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is a damaged page.json.</exception>
    public static ExtractedDocument Read(string path) => Read(Path.GetFileName(path), File.ReadAllBytes(path));

    public static ExtractedDocument Read(string fileName, byte[] bytes) =>
        fileName == PageJson.FileName ? OfPages(PageJson.Read(bytes)) : new DocumentReader().Read(new(fileName, bytes)).Value;

    public static ExtractedDocument OfPages(IReadOnlyCollection<Page> pages)
    {
        var extractor = new PageTableExtractor();
        return new("application/pdf", pages.Count, new ContinuationJoiner().Join([.. pages.Select(extractor.Extract)]), []);
    }
}
