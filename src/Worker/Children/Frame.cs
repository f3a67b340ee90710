using System.Buffers.Binary;

namespace Worker.Children;

/// <summary>What travels between the worker and a child over its standard input and output.</summary>
internal enum FrameKind : byte
{
    /// <summary>Worker to child: what to do (<see cref="ChildTask"/>); as many bytes of content follow as it says, unframed.</summary>
    Task = 1,

    /// <summary>Child to worker: one file of the result: lengths of name and media type (a byte each), both texts, the content.</summary>
    File = 2,

    /// <summary>Child to worker: all files were sent; the payload is a <see cref="ChildDone"/>.</summary>
    Done = 3,

    /// <summary>Child to worker: the file is refused; code and message.</summary>
    Rejected = 4,

    /// <summary>Child to worker: a defect of the program; type and place, no text of the document.</summary>
    Defect = 5,

    /// <summary>Child to worker: ready for the first task.</summary>
    Ready = 6,

    /// <summary>Child to worker: this installation lacks what the file needs; the same payload as <see cref="Rejected"/>.</summary>
    Unable = 7,
}

/// <summary>Frames: five bytes of header (length, little endian, and kind), then the payload.</summary>
internal static class Frame
{
    public const int HeaderBytes = 5;

    public static void Write(Stream stream, FrameKind kind, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, first.Length + second.Length);
        header[4] = (byte)kind;
        stream.Write(header);
        stream.Write(first);
        stream.Write(second);
        stream.Flush();
    }

    /// <param name="limit">Longest payload that is read; a child that announces more is not to be trusted.</param>
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">The stream ends in mid-frame, or the frame is too long.</exception>
    public static (FrameKind Kind, byte[] Payload)? Read(Stream stream, long limit)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var read = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (read == 0) return null;
        if (read < HeaderBytes) throw new InvalidDataException("The stream ends inside a frame.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 0 || length > limit) throw new FrameTooLongException(length);
        var payload = new byte[length];
        if (stream.ReadAtLeast(payload, length, throwOnEndOfStream: false) < length)
            throw new InvalidDataException("The stream ends inside a frame.");
        return ((FrameKind)header[4], payload);
    }
}

internal sealed class FrameTooLongException(long length) : Exception($"A frame of {length} bytes was announced.");
