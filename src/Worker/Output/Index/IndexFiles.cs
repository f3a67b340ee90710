namespace Worker.Output.Index;

/// <summary>index.jsonl and index.html: one line, one row a document, rebuilt from the manifests alone.</summary>
public static class IndexFiles
{
    /// <summary>The order of both files: by id, then by engine, so that the same results give the same bytes.</summary>
    public static ImmutableArray<IndexEntry> Sorted(IEnumerable<IndexEntry> entries) =>
        [.. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Folder, StringComparer.Ordinal)];

    /// <summary>One line of index.jsonl, with its line feed.</summary>
    public static byte[] Line(IndexEntry entry) => CanonicalJson.Write(entry, indented: false);

    /// <summary>index.html, in the order of <see cref="Sorted"/>.</summary>
    public static byte[] Html(IEnumerable<IndexEntry> entries) => IndexHtml.Write(Sorted(entries));
}
