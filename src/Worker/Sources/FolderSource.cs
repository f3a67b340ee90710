using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Worker.Jobs;
using Worker.Native;

namespace Worker.Sources;

/// <summary>Files below folders. Opened part by part, so that neither a name nor a link leads outside its root.</summary>
/// <param name="roots">The folder of a root's name, or null for a name that is not configured.</param>
public sealed class FolderSource(Func<string, string?> roots) : ISourceStore
{
    public Task<ISourceContent> OpenAsync(SourceReference source, CancellationToken stop)
    {
        SourceName.Check(source.Name);
        var root = roots(source.Root)
            ?? throw new DocumentRejectedException("source.root", $"No folder is configured under the name '{source.Root}'.");
        return Task.FromResult<ISourceContent>(new FileContent(
            OperatingSystem.IsLinux() ? OpenBelow(root, source.Name) : OpenChecked(root, source.Name)));
    }

    private static SafeFileHandle OpenBelow(string root, string name)
    {
        var directory = Libc.open(root, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenCloseOnExec, 0);
        if (directory < 0) throw Libc.Failure($"open {root}", Marshal.GetLastPInvokeError());
        try
        {
            var parts = name.Split('/');
            foreach (var part in parts[..^1])
            {
                var next = Libc.openat(directory, part, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenNoFollow | Libc.OpenCloseOnExec, 0);
                if (next < 0) throw Refusal(Marshal.GetLastPInvokeError());
                _ = Libc.close(directory);
                directory = next;
            }
            var file = Libc.openat(directory, parts[^1],
                Libc.OpenReadOnly | Libc.OpenNoFollow | Libc.OpenNonBlocking | Libc.OpenCloseOnExec, 0);
            if (file < 0) throw Refusal(Marshal.GetLastPInvokeError());
            var handle = new SafeFileHandle(file, ownsHandle: true);
            if (Libc.IsRegularFile(file)) return handle;
            handle.Dispose();
            throw new DocumentRejectedException("source.special", "The name belongs to a directory, a pipe or a device, not to a file.");
        }
        finally
        {
            _ = Libc.close(directory);
        }
    }

    private static Exception Refusal(int error) => error switch
    {
        Libc.ErrorLoop => new DocumentRejectedException("source.link", "The name is a symbolic link; links are not followed."),
        // A link where a directory is asked for gives "not a directory" as well.
        Libc.ErrorNotDirectory => new DocumentRejectedException("source.link", "A part of the name is a symbolic link or no directory."),
        Libc.ErrorNoEntry => new DocumentRejectedException("source.missing", "The file is gone."),
        Libc.ErrorAccess => new DocumentRejectedException("source.denied", "The file may not be read by this program's user."),
        Libc.ErrorNoDevice => new DocumentRejectedException("source.special", "The name belongs to a socket or a device, not to a file."),
        _ => Libc.Failure("open", error),
    };

    private static SafeFileHandle OpenChecked(string root, string name)
    {
        var path = root;
        foreach (var part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            var info = new FileInfo(path);
            if (info.Exists && info.LinkTarget is not null)
                throw new DocumentRejectedException("source.link", "The name is a symbolic link; links are not followed.");
        }
        if (!File.Exists(path)) throw new DocumentRejectedException("source.missing", "The file is gone.");
        return File.OpenHandle(path);
    }

    private sealed class FileContent(SafeFileHandle handle) : ISourceContent
    {
        public long Length { get; } = RandomAccess.GetLength(handle);

        public Task<Stream> OpenStreamAsync(CancellationToken stop) => Task.FromResult<Stream>(new HandleStream(handle, Length));

        public ValueTask DisposeAsync()
        {
            handle.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Reads a handle by offset, up to the length it had when it was opened; leaves it open.</summary>
    private sealed class HandleStream(SafeFileHandle handle, long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = RandomAccess.Read(handle, buffer[..(int)Math.Min(buffer.Length, length - _position)], _position);
            _position += read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
