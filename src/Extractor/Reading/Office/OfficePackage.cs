using System.IO.Compression;
using System.Xml;

namespace Extractor.Reading.Office;

public enum OfficeKind { Workbook, Document, Other }

/// <summary>A ZIP archive looked through before any office reader opens it: what it is, and that it is no bomb.</summary>
/// <remarks>What an archive says of its sizes is not believed: every part is inflated once and counted, and XML is walked
/// with document types refused, so that nested elements and entities cannot exhaust a reader that trusts them.</remarks>
public static class OfficePackage
{
    private const int MostEntries = 10_000;
    private const long MostBytes = 512L << 20;

    /// <summary>Beyond a megabyte, text that shrinks more than this is made to do so; worksheets shrink 10 to 40 times.</summary>
    private const int MostRatio = 200;
    private const long SmallPart = 1 << 20;

    /// <summary>Deepest nesting of XML elements; documents of ours reach 30.</summary>
    private const int Deepest = 256;

    /// <exception cref="DocumentRejectedException">corrupt, or a limit is exceeded.</exception>
    public static OfficeKind Inspect(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries) throw Limit("entries", $"more than {MostEntries} entries");
            var total = 0L;
            foreach (var entry in archive.Entries)
            {
                stop.ThrowIfCancellationRequested();
                total += Walk(entry, total);
            }
            return KindOf(archive);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or IOException)
        {
            throw new DocumentRejectedException("corrupt", "The file is a damaged ZIP archive or office document.");
        }
    }

    private static OfficeKind KindOf(ZipArchive archive) =>
        archive.GetEntry("xl/workbook.xml") is not null ? OfficeKind.Workbook
        : archive.GetEntry("word/document.xml") is not null ? OfficeKind.Document
        : OfficeKind.Other;

    private static long Walk(ZipArchiveEntry entry, long before)
    {
        using var part = new CountedStream(entry.Open(), entry.CompressedLength, before);
        if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
        {
            using var xml = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.Read())
                if (xml.Depth > Deepest) throw Limit("depth", $"XML nested deeper than {Deepest} elements");
        }
        part.CopyTo(Stream.Null);
        return part.Count;
    }

    private static DocumentRejectedException Limit(string what, string words) =>
        new($"limit.{what}", $"The office document has {words}; it is not opened.");

    /// <summary>Passes a part through, and stops where it grows beyond what an honest one does.</summary>
    private sealed class CountedStream(Stream inner, long compressed, long before) : Stream
    {
        public long Count { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Add(inner.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Add(inner.Read(buffer));

        private int Add(int read)
        {
            Count += read;
            if (before + Count > MostBytes) throw Limit("size", $"more than {MostBytes >> 20} MB when unpacked");
            if (Count > SmallPart && Count / MostRatio > compressed) throw Limit("ratio", $"a part that unpacks to more than {MostRatio} times its size");
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Count; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
