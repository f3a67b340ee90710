using Worker.Jobs;
using Worker.Queues;

namespace Worker.Sources;

/// <summary>Finds what lies below a path (folders) or a root (containers), to be fed.</summary>
public interface ISourceLister
{
    /// <summary>Why nothing can be listed there; null if it can.</summary>
    string? Objection(string path);

    /// <param name="except">A folder left out: the pipeline's own output.</param>
    /// <returns>In ordinal order of names.</returns>
    IAsyncEnumerable<SourceReference> ListAsync(string path, string except, CancellationToken stop);
}

/// <summary>Folders of this machine.</summary>
public sealed class FolderLister(RootDirectory roots) : ISourceLister
{
    public string? Objection(string path) => Path.Exists(path) ? null : $"{path}: there is no such file or folder.";

    public async IAsyncEnumerable<SourceReference> ListAsync(
        string path, string except, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var (folder, names) = FolderWalker.Walk(path, except);
        var root = await roots.NameAsync(folder);
        foreach (var name in names)
        {
            stop.ThrowIfCancellationRequested();
            yield return new(root, name, null, null);
        }
    }
}
