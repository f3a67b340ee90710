using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Worker.Jobs;

/// <summary>Which slots may take a job: everything starts fast; what ran out of time or memory is tried once more in slow,
/// what ended its process is tried alone in quarantine.</summary>
public enum Lane { Fast, Slow, Quarantine }

/// <summary>Where a job's bytes lie.</summary>
/// <param name="Root">A configured name, never a URL or a path.</param>
/// <param name="Name">Data: a name below the root with '/' between its parts; hostile until checked.</param>
/// <param name="ETag">The version that was seen when the job was made; null for folders.</param>
public sealed record SourceReference(string Root, string Name, [property: JsonPropertyName("etag")] string? ETag, long? Size)
{
    /// <summary>The last part of the name: what a person would call the file.</summary>
    [JsonIgnore]
    public string FileName => Name.Split('/')[^1];
}

/// <summary>One start of a job. Written before the work begins, so a start without an end tells of a worker that died.</summary>
/// <param name="End">released | crash | timeout | memory | limit.output | lost; null while it runs.</param>
public sealed record Attempt(string By, DateTimeOffset At, string? End);

/// <summary>The message of the queue: what to read, and what was tried so far. Under 2 KiB of JSON.</summary>
/// <param name="Sha256">Hash of the content if the feeder knows it; saves reading a file that is done already.</param>
public sealed record JobMessage(
    string Id, SourceReference Source, string? Sha256, Lane Lane, ImmutableArray<Attempt> Attempts, string? Trace)
{
    /// <summary>Larger messages are refused where they are made; what they would carry belongs in a blob.</summary>
    public const int MaxBytes = 2048;

    [JsonRequired, JsonPropertyName("v")]
    public int FormatVersion { get; init; } = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 8,
    };

    /// <summary>A new job for one file; the same file and version give the same id, so that feeding twice adds nothing.</summary>
    public static JobMessage For(SourceReference source, string? sha256, string engine, string? trace = null)
    {
        var name = $"{source.Root}\n{source.Name}\n{source.ETag}\n{source.Size}\n{sha256}\n{engine}";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);   // RFC 9562 version 8: a hash of our own making
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(new Guid(bytes, bigEndian: true).ToString(), source, sha256, Lane.Fast, [], trace);
    }

    /// <exception cref="MessageRefusedException">The message would be larger than <see cref="MaxBytes"/>.</exception>
    public byte[] Write()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        if (bytes.Length <= MaxBytes) return bytes;
        var last = this with { Attempts = [.. Attempts.TakeLast(1)] };
        if (Attempts.Length > 1) return last.Write();
        throw new MessageRefusedException("message.size", $"The message takes {bytes.Length} bytes; {MaxBytes} are allowed.");
    }

    /// <summary>Reads a message as other producers write it too: JSON, or the same in Base64.</summary>
    /// <exception cref="MessageRefusedException">Anything else; the reason names what is wrong.</exception>
    public static JobMessage Read(ReadOnlySpan<byte> body)
    {
        var decoded = Decoded(body);
        JobMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<JobMessage>(decoded, Json);
        }
        catch (JsonException failure)
        {
            throw new MessageRefusedException("message.malformed", $"The message is no job: at {failure.Path ?? "$"}, byte {failure.BytePositionInLine ?? 0}.");
        }
        if (message is null) throw new MessageRefusedException("message.malformed", "The message is null.");
        if (message.FormatVersion != 1)
            throw new MessageRefusedException("message.version", $"The message has format {message.FormatVersion}; this program reads 1.");
        if (!Guid.TryParseExact(message.Id, "D", out _)) throw new MessageRefusedException("message.malformed", "The id is no UUID.");
        if (message.Sha256 is { } hash && (hash.Length != 64 || hash.Any(c => !char.IsAsciiHexDigitLower(c))))
            throw new MessageRefusedException("message.malformed", "The sha256 is no hash in lower-case hexadecimal digits.");
        return message.Attempts.IsDefault ? message with { Attempts = [] } : message;
    }

    private static ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> body)
    {
        var text = body.Trim(" \t\r\n"u8);
        if (text is [] or [(byte)'{', ..] || !Base64.IsValid(text, out var length)) return text;
        var decoded = new byte[length];
        Base64.DecodeFromUtf8(text, decoded, out _, out var written);
        return decoded.AsSpan(0, written);
    }
}

/// <summary>A message that is no job; it is parked with its raw bytes.</summary>
public sealed class MessageRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
