using Extractor.Tables;
using Extractor.Tables.Continuation;

namespace Extractor.Reading.Pdf;

/// <summary>A PDF's bytes in, its text and tables out.</summary>
public sealed class PdfReader
{
    /// <summary>Longest document read; the longest disclosures have some 600 pages.</summary>
    public int PageLimit { get; init; } = 3000;

    /// <summary>The pages that are read; a table that runs on over pages is joined from those alone.</summary>
    public PageSelection Pages { get; init; } = PageSelection.All;

    private readonly PdfPageReader pages = new();
    private readonly PageTableExtractor tables = new();

    /// <exception cref="DocumentRejectedException">encrypted, corrupt, empty, needs_ocr, limit.pages.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source, CancellationToken stop = default)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        using var file = Open(source.Bytes);
        var layouts = new List<PageLayout>();
        var unread = new List<Page>();
        foreach (var (page, number) in ReadPages(file, stop))
        {
            if (page is null) findings.Add(PageFinding("page.damaged", number, $"Page {number} is damaged and was left out."));
            else if (page.IsImageOnly) unread.Add(page);
            if (page is not null) layouts.Add(tables.Extract(page));
        }
        if (unread.Count > 0 && layouts.TrueForAll(layout => layout.Lines.IsEmpty && layout.Tables.IsEmpty)) throw NeedsOcr(file, unread);
        findings.AddRange(unread.Select(page => PageFinding("page.needs_ocr", page.Number, page.UnreadableGlyphs > 0
            ? $"Page {page.Number} was left out: its fonts do not say which characters they hold."
            : $"Page {page.Number} was left out: it is a picture without text.")));
        return new(new("application/pdf", file.PageCount, new ContinuationJoiner().Join(layouts), []), findings.ToImmutable());
    }

    private static Finding PageFinding(string rule, int number, string message) =>
        new(rule, Severity.Error, FindingCause.Source, message, [new(Evidence.OnPage(number, null))]);

    private static DocumentRejectedException NeedsOcr(PdfFile file, List<Page> unread) => new("needs_ocr", unread.Exists(page => page.UnreadableGlyphs > 0)
        ? $"The fonts of the PDF's {file.PageCount} pages do not say which characters they hold: it needs OCR."
        : $"The PDF holds pictures of its {file.PageCount} pages and no text: it needs OCR.");

    /// <summary>Every page's tables as they stand there, not joined over pages.</summary>
    /// <exception cref="DocumentRejectedException">encrypted, corrupt, empty, limit.pages.</exception>
    public IEnumerable<PageLayout> ReadLayouts(SourceDocument source, CancellationToken stop = default)
    {
        using var file = Open(source.Bytes);
        foreach (var (page, _) in ReadPages(file, stop))
            if (page is not null) yield return tables.Extract(page);
    }

    private PdfFile Open(ReadOnlyMemory<byte> bytes)
    {
        var file = PdfFile.Open(bytes);
        if (file.PageCount <= PageLimit) return file;
        file.Dispose();
        throw new DocumentRejectedException("limit.pages", $"The PDF has {file.PageCount} pages; the limit is {PageLimit}.");
    }

    private IEnumerable<(Page? Page, int Number)> ReadPages(PdfFile file, CancellationToken stop)
    {
        for (var number = 1; number <= file.PageCount; number++)
        {
            stop.ThrowIfCancellationRequested();
            if (!Pages.Contains(number)) continue;
            yield return (pages.Read(file, number), number);
        }
    }
}
