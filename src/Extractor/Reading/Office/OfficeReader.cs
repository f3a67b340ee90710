namespace Extractor.Reading.Office;

/// <summary>Office documents: xlsx, xls and docx, told apart by content.</summary>
public sealed class OfficeReader
{
    /// <exception cref="DocumentRejectedException">corrupt, encrypted, unsupported (with advice), or a limit is exceeded.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source, CancellationToken stop) =>
        ContentSniffer.KindOf(source.Bytes.Span) == ContentKind.CompoundFile
            ? ReadCompound(source, stop)
            : OfficePackage.Inspect(source.Bytes, stop) switch
            {
                OfficeKind.Workbook => Guarded(() => new WorkbookReader().Read(source, WorkbookReader.Xlsx, stop)),
                OfficeKind.Document => Guarded(() => new WordReader().Read(source, stop)),
                _ => throw new DocumentRejectedException("unsupported",
                    "The file is a ZIP archive that is no xlsx or docx document; unpack it and submit the files in it."),
            };

    /// <summary>Compound files name their streams in UTF-16; the names tell what is inside.</summary>
    private static Staged<ExtractedDocument> ReadCompound(SourceDocument source, CancellationToken stop)
    {
        if (Holds("EncryptedPackage")) throw new DocumentRejectedException("encrypted", "The office document wants a password; save it without one.");
        if (Holds("WordDocument"))
            throw new DocumentRejectedException("unsupported", "The file is a Word 97-2003 document (.doc); save it as .docx or .pdf and submit that.");
        if (Holds("Workbook") || Holds("Book")) return Guarded(() => new WorkbookReader().Read(source, WorkbookReader.Xls, stop));
        throw new DocumentRejectedException("unsupported", "The file is a binary office document that is neither a workbook nor a Word document.");

        bool Holds(string stream) => source.Bytes.Span.IndexOf(System.Runtime.InteropServices.MemoryMarshal.AsBytes(stream.AsSpan())) >= 0;
    }

    /// <summary>The libraries meet damaged files with whatever they happen to run into: all of it means that the file is damaged.</summary>
    private static Staged<ExtractedDocument> Guarded(Func<Staged<ExtractedDocument>> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw new DocumentRejectedException("encrypted", "The workbook wants a password; save it without one.");
        }
        catch (Exception broken) when (broken is not (DocumentRejectedException or OperationCanceledException or OutOfMemoryException))
        {
            throw new DocumentRejectedException("corrupt", "The office document is damaged: its parts do not fit together.");
        }
    }
}
