namespace Extractor.Reading;

/// <summary>Bytes in, text and tables out: chooses the reader by content, never by name.</summary>
public sealed class DocumentReader
{
    /// <summary>The pages of a PDF that are read; other formats are read whole.</summary>
    public PageSelection Pages { get; init; } = PageSelection.All;

    /// <exception cref="DocumentRejectedException">The bytes are no document that can be read.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source, CancellationToken stop = default)
    {
        if (source.Bytes.IsEmpty) throw new DocumentRejectedException("empty", "The file is empty (0 bytes).");
        stop.ThrowIfCancellationRequested();
        return ContentSniffer.KindOf(source.Bytes.Span) switch
        {
            ContentKind.Text => new Text.PlainTextReader().Read(source),
            ContentKind.Html => new Html.HtmlReader().Read(source),
            ContentKind.Pdf => new Pdf.PdfReader { Pages = Pages }.Read(source, stop),
            ContentKind.Zip or ContentKind.CompoundFile => new Office.OfficeReader().Read(source, stop),
            ContentKind.RichText => throw Unsupported("rich text document"),
            ContentKind.Image => throw Unsupported("picture"),
            ContentKind.Json => throw Unsupported("JSON data file"),
            ContentKind.Xml => throw Unsupported("XML data file"),
            _ => throw Unsupported("compressed archive"),
        };
    }

    private static DocumentRejectedException Unsupported(string what) => new("unsupported", $"The file is a {what}, which is not read.");
}
