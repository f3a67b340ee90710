namespace Worker.Output;

/// <summary>index.jsonl and index.html: one line, one row a document, rebuilt from the manifests alone.</summary>
public static class IndexFiles
{
    /// <summary>The order of both files: by id, then by engine, so that the same results give the same bytes.</summary>
    public static ImmutableArray<IndexEntry> Sorted(IEnumerable<IndexEntry> entries) =>
        [.. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Sha256, StringComparer.Ordinal)
            .ThenBy(entry => entry.Engine, StringComparer.Ordinal)];

    /// <summary>One line of index.jsonl, with its line feed.</summary>
    public static byte[] Line(IndexEntry entry) => CanonicalJson.Write(entry, indented: false);
}
