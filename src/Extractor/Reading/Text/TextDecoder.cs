using System.Text;

namespace Extractor.Reading.Text;

/// <summary>Tells UTF-8, UTF-16 and GB18030 apart by the bytes and decodes them.</summary>
public static class TextDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    /// <exception cref="DocumentRejectedException">binary: no text in any of the encodings; empty: nothing but white space.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = DecodeAny(bytes) ?? throw new DocumentRejectedException("binary", "The file is no text: its bytes fit no encoding (UTF-8, UTF-16, GB18030).");
        if (Cleanup.CharacterClass.IsBlank(text)) throw new DocumentRejectedException("empty", "The file holds no text, only white space.");
        return text;
    }

    private static string? DecodeAny(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return Plausible(Utf8(bytes[3..]) ?? Encoding.UTF8.GetString(bytes[3..]));
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) return Plausible(Encoding.Unicode.GetString(bytes[2..]));
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) return Plausible(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        var hasZeros = bytes.IndexOf((byte)0) >= 0;
        return (hasZeros ? Plausible((LooksBigEndian(bytes) ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes)) : null)
            ?? Plausible(Utf8(bytes) ?? MendedUtf8(bytes)) ?? Plausible(Gb18030.GetString(bytes)) ?? (hasZeros ? null : Plausible(Encoding.Unicode.GetString(bytes)));
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>UTF-8 with a few broken bytes (a file cut in mid character) without them; null if it is rather another encoding.</summary>
    private static string? MendedUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        int broken = 0, whole = 0;
        foreach (var c in text)
            if (c == '\uFFFD') broken++;
            else if (c > '\u007F') whole++;
        return broken * 20 <= whole ? text.Replace("\uFFFD", "", StringComparison.Ordinal) : null;
    }

    /// <summary>In UTF-16 the line ends and digits have a zero byte: before them if the high byte comes first.</summary>
    private static bool LooksBigEndian(ReadOnlySpan<byte> bytes)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < Math.Min(bytes.Length, 4096); i += 2)
        {
            if (bytes[i] == 0) even++;
            if (bytes[i + 1] == 0) odd++;
        }
        return even > odd;
    }

    /// <summary>The text, if next to nothing in it is a control, unassigned, private or replacement character.</summary>
    private static string? Plausible(string? text)
    {
        if (text is null) return null;
        var strange = 0;
        foreach (var c in text)
            if (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v') || c is (>= '\u007F' and < '\u00A0') or '\uFFFD' or '\uFFFE' or (>= '\uE000' and <= '\uF8FF')
                || c is >= '\u0250' and < '\u2000' && !char.IsWhiteSpace(c) || c is >= '\uA000' and <= '\uD7FF') strange++;
        return strange * 200 <= text.Length ? text : null;
    }
}
