namespace Extractor.Reading;

/// <summary>Bytes in, text and tables out: chooses the reader by content, never by name.</summary>
public sealed class DocumentReader
{
    /// <exception cref="DocumentRejectedException">The bytes are no document that can be read.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source, CancellationToken stop = default)
    {
        if (source.Bytes.IsEmpty) throw new DocumentRejectedException("empty", "The file is empty (0 bytes).");
        stop.ThrowIfCancellationRequested();
        if (Pdf.PdfFile.IsPdf(source.Bytes.Span)) return new Pdf.PdfReader().Read(source, stop);
        return new Text.PlainTextReader().Read(source);
    }
}
