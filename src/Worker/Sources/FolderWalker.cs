namespace Worker.Sources;

/// <summary>Finds every file below a path. Links are named, not followed, so a loop of directories ends.</summary>
public static class FolderWalker
{
    /// <param name="path">A folder, or one file.</param>
    /// <param name="except">A folder left out with all that is in it: the pipeline's own output.</param>
    /// <returns>The folder that all names are below, and the names with '/' between parts, in ordinal order.</returns>
    public static (string Root, IReadOnlyList<string> Names) Walk(string path, string except)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(path)) return (Path.GetDirectoryName(path)!, [Path.GetFileName(path)]);
        var names = new List<string>();
        var open = new Stack<string>([path]);
        while (open.TryPop(out var directory))
            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", All))
            {
                var isDirectory = entry is DirectoryInfo && entry.LinkTarget is null;
                if (isDirectory && entry.FullName != except) open.Push(entry.FullName);
                if (!isDirectory) names.Add(Path.GetRelativePath(path, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'));
            }
        names.Sort(StringComparer.Ordinal);
        return (path, names);
    }

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
}
