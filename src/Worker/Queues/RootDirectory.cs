using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Worker.Queues;

/// <summary>The folders files were fed from, under the names that messages carry. Kept in the database, so that a later run knows them.</summary>
public sealed class RootDirectory(SqliteStore store, IReadOnlyDictionary<string, string> configured)
{
    private readonly ConcurrentDictionary<string, string> _known = new(configured, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a folder: configured, or made from the hash of its path.</summary>
    public async Task<string> NameAsync(string path)
    {
        foreach (var (name, folder) in configured)
            if (Path.GetFullPath(folder) == path) return name;
        var made = "local-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        if (_known.TryAdd(made, path))
            await store.WriteAsync(connection => SqliteStore.Execute(
                connection, "INSERT OR REPLACE INTO root VALUES($name, $path)", ("$name", made), ("$path", path)), durable: true);
        return made;
    }

    /// <returns>Null for a name nobody configured.</returns>
    public string? PathOf(string name)
    {
        if (_known.TryGetValue(name, out var path)) return path;
        path = (string?)store.Read(connection => SqliteStore.Scalar(connection, "SELECT path FROM root WHERE name=$name", ("$name", name)));
        if (path is not null) _known[name] = path;
        return path;
    }
}
