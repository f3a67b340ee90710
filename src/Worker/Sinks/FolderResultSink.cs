using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Worker.Native;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;

namespace Worker.Sinks;

/// <summary>Results in a folder. A part is written aside, synced, then given its name without replacing.</summary>
public sealed class FolderResultSink(string directory) : IResultSink
{
    private readonly string _aside = Path.Combine(directory, ".state", "partial");

    public Task<byte[]?> ReadManifestAsync(ResultKey key, CancellationToken stop) => ReadPartAsync(key, Manifest.FileName, stop);

    public async Task<byte[]?> ReadPartAsync(ResultKey key, string name, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(directory, key.Folder, name), stop);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<WriteOutcome> WriteAsync(ResultKey key, IReadOnlyList<OutputFile> files, CancellationToken stop)
    {
        var folder = Path.Combine(directory, key.Folder);
        CreateDurably(folder);
        var outcome = WriteOutcome.Written;
        foreach (var file in files.SkipLast(1))
        {
            stop.ThrowIfCancellationRequested();
            outcome = Worse(outcome, Create(folder, file.Name, file.Content));
            FaultPoint.Hit("after-output-part");
        }
        // A manifest over parts of another attempt would speak of bytes that are not there.
        if (outcome == WriteOutcome.Conflict) return Task.FromResult(outcome);
        SyncDirectory(folder);
        FaultPoint.Hit("before-manifest");
        stop.ThrowIfCancellationRequested();
        outcome = Create(folder, files[^1].Name, files[^1].Content);
        SyncDirectory(folder);
        FaultPoint.Hit("after-manifest");
        return Task.FromResult(outcome);
    }

    public async IAsyncEnumerable<ResultKey> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var documents = Path.Combine(directory, "documents");
        if (!Directory.Exists(documents)) yield break;
        foreach (var prefix in Sorted(documents))
            foreach (var document in Sorted(prefix))
                foreach (var engine in Sorted(document))
                {
                    stop.ThrowIfCancellationRequested();
                    if (File.Exists(Path.Combine(engine, Manifest.FileName)))
                        yield return new(Path.GetFileName(document), Path.GetFileName(engine));
                }
        await Task.CompletedTask;
    }

    public async Task WithdrawFailureAsync(ResultKey key, CancellationToken stop)
    {
        if (await ReadManifestAsync(key, stop) is not { } manifest || Manifest.Parse(manifest).Entry.Outcome != IndexEntry.Failed) return;
        // The manifest first: without it there is no result, and what is left is only rubble.
        File.Delete(Path.Combine(directory, key.Folder, Manifest.FileName));
        File.Delete(Path.Combine(directory, key.Folder, FailureRecord.Name));
    }

    public Task SweepAsync(CancellationToken stop)
    {
        if (!Directory.Exists(_aside)) return Task.CompletedTask;
        foreach (var path in Directory.EnumerateFiles(_aside))
            if (ProcessIdentity.IsGone(Path.GetFileName(path).Split(',')[0].Replace('~', '/'))) File.Delete(path);
        return Task.CompletedTask;
    }

    private WriteOutcome Create(string folder, string name, byte[] content)
    {
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(_aside);
        // The writer's identity is part of the name, so that the sweep knows whose file it is.
        var aside = Path.Combine(_aside, $"{ProcessIdentity.Current.ToString().Replace('/', '~')},{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            if (TryMove(aside, target)) return WriteOutcome.Written;
            if (File.ReadAllBytes(target).AsSpan().SequenceEqual(content)) return WriteOutcome.Equal;
            var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
            TryMove(aside, $"{target}.conflict-{hash}");
            return WriteOutcome.Conflict;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static bool TryMove(string from, string to)
    {
        // File.Move without overwrite does overwrite on Linux in a race (lstat, then rename).
        if (OperatingSystem.IsLinux()) return Libc.TryRenameNoReplace(from, to);
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    private static WriteOutcome Worse(WriteOutcome a, WriteOutcome b) => (WriteOutcome)Math.Max((int)a, (int)b);

    private void CreateDurably(string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        for (var path = Path.GetDirectoryName(folder)!; path.Length >= directory.Length; path = Path.GetDirectoryName(path)!) SyncDirectory(path);
    }

    private static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsLinux()) Libc.SyncDirectory(path);
    }

    private static IOrderedEnumerable<string> Sorted(string path) => Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal);
}
