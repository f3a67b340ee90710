using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Extractor.Reading.Pdf;

/// <summary>Writes pixels as a PNG file: 8 bits a channel, three channels, no filter.</summary>
internal static class PngWriter
{
    /// <param name="pixels">Rows of four bytes a pixel in the order blue, green, red, unused.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, 2);   // bit depth, colour type RGB
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compress(width, height, pixels));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Compress(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest))
        {
            var row = new byte[1 + 3 * width];   // a filter byte, 0, before each row
            for (var y = 0; y < height; y++)
            {
                var source = pixels.Slice(y * width * 4, width * 4);
                for (var x = 0; x < width; x++)
                    (row[3 * x + 1], row[3 * x + 2], row[3 * x + 3]) = (source[4 * x + 2], source[4 * x + 1], source[4 * x]);
                zlib.Write(row);
            }
        }
        return data.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        png.Write(number);
    }

    /// <summary>CRC-32 as PNG wants it (ISO 3309).</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data) crc = table[(crc ^ b) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static readonly uint[] table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var entry = (uint)n;
        for (var bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? 0xEDB88320 ^ entry >> 1 : entry >> 1;
        return entry;
    })];
}
