using System.Security.Cryptography;
using Extractor.Reading;
using Normalizer;
using Normalizer.Canonical;

namespace Worker;

/// <summary>The stages in order: bytes of one file to everything known of it.</summary>
public sealed class DocumentPipeline(DocumentReader reader, TableNormalizer normalizer, Verifier verifier)
{
    /// <exception cref="DocumentRejectedException">The file is no disclosure that can be read; the code says why.</exception>
    public Disclosure Run(SourceDocument source, CancellationToken stop)
    {
        var extracted = reader.Read(source, stop);
        var normalized = extracted.Then(document => normalizer.Normalize(document, source.FileName), stop);
        stop.ThrowIfCancellationRequested();
        return verifier.Verify(normalized.Value, normalized.Findings, new(
            source.FileName, Convert.ToHexStringLower(SHA256.HashData(source.Bytes.Span)), source.Bytes.Length,
            extracted.Value.MediaType, extracted.Value.PageCount));
    }
}
