using System.Text;

namespace Worker.Children;

/// <summary>Drains a child's standard error, so that it never blocks on a full pipe, and keeps the end of it.</summary>
internal sealed class StderrTail
{
    private readonly Stream _stream;
    private readonly byte[] _kept;
    private readonly Thread _thread;
    private long _total;

    public StderrTail(Stream stream, int kept)
    {
        _stream = stream;
        _kept = new byte[kept];
        _thread = new(Drain) { IsBackground = true, Name = "child stderr" };
        _thread.Start();
    }

    /// <summary>Waits until the child's last writer has closed it, a second at most, and gives the end of what was said.</summary>
    public string Join()
    {
        _thread.Join(TimeSpan.FromSeconds(1));
        lock (_kept)
        {
            var length = (int)Math.Min(_total, _kept.Length);
            var start = _total <= _kept.Length ? 0 : (int)(_total % _kept.Length);
            byte[] bytes = [.. _kept.AsSpan(start, length - start), .. _kept.AsSpan(0, start)];
            return Encoding.UTF8.GetString(bytes);
        }
    }

    private void Drain()
    {
        var buffer = new byte[4096];
        try
        {
            while (_stream.Read(buffer) is > 0 and var read)
                lock (_kept)
                    for (var i = 0; i < read; i++) _kept[_total++ % _kept.Length] = buffer[i];
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The child is gone.
        }
    }
}
