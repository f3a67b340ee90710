using Worker.Output;
using Worker.Output.Index;

namespace Worker.Sinks;

/// <summary>index.jsonl and index.html, rebuilt from the manifests, so that it can never say more than they do.</summary>
public sealed class IndexWriter(string directory, IResultSink sink, EngineInfo engine)
{
    /// <returns>The entries: of each document the result of this engine, else that of the last engine in ordinal order.</returns>
    public async Task<ImmutableArray<IndexEntry>> ReadAsync(CancellationToken stop)
    {
        var chosen = new Dictionary<string, ResultKey>(StringComparer.Ordinal);
        await foreach (var key in sink.ListAsync(stop))
            if (!chosen.TryGetValue(key.Hash, out var other) || other.Engine != engine.Fingerprint) chosen[key.Hash] = key;
        var entries = new List<IndexEntry>();
        foreach (var key in chosen.Values) entries.Add(Manifest.Parse(await sink.ReadManifestAsync(key, stop)).Entry);
        return IndexFiles.Sorted(entries);
    }

    /// <returns>The entries that were written; see <see cref="ReadAsync"/>.</returns>
    public async Task<ImmutableArray<IndexEntry>> WriteAsync(CancellationToken stop)
    {
        var sorted = await ReadAsync(stop);
        ReplaceFile(Path.Combine(directory, "index.jsonl"), sorted.Select(IndexFiles.Line));
        ReplaceFile(Path.Combine(directory, "index.html"), [IndexFiles.Html(sorted)]);
        return sorted;
    }

    /// <summary>The index is a view, not a record: a new one takes the place of the old, whole.</summary>
    private static void ReplaceFile(string path, IEnumerable<byte[]> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Environment.ProcessId}.new";
        using (var file = File.Create(aside))
            foreach (var line in lines) file.Write(line);
        File.Move(aside, path, overwrite: true);
    }
}
