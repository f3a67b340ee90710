using System.Buffers;

namespace Worker.Output;

/// <summary>Collects the bytes of one file in an array of the shared pool: only the finished file is allocated.</summary>
public sealed class Utf8Buffer : IBufferWriter<byte>, IDisposable
{
    /// <summary>A short failure record fits; a long report doubles it a few times.</summary>
    private const int FirstSize = 1 << 16;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(length);
    }

    public byte[] ToArray()
    {
        var file = GC.AllocateUninitializedArray<byte>(length);
        Written.CopyTo(file);
        return file;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        length = 0;
    }

    private void Reserve(int count)
    {
        if (bytes.Length - length >= Math.Max(count, 1)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(length + count), bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
