using System.Text;
using System.Text.Json;

namespace Extractor.Reading;

public enum ContentKind { Text, Html, Pdf, Zip, CompoundFile, RichText, Image, Archive, Json, Xml }

/// <summary>Tells by the first bytes what a file is; its name may say anything.</summary>
public static class ContentSniffer
{
    /// <summary>What tells a page that begins with another tag from a text that begins with a table in HTML.</summary>
    private static readonly string[] PageParts = ["<html", "<head", "<body", "<div", "<p>", "<p "];

    public static ContentKind KindOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return ContentKind.Pdf;
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8)) return ContentKind.Zip;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return ContentKind.CompoundFile;
        if (bytes.StartsWith("{\\rtf"u8)) return ContentKind.RichText;
        if (IsImage(bytes)) return ContentKind.Image;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || bytes.StartsWith("7z\u00BC"u8) || bytes.StartsWith("Rar!"u8)) return ContentKind.Archive;
        if (IsHtml(bytes)) return ContentKind.Html;
        if (WithoutMark(bytes).TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8)) return ContentKind.Xml;
        return IsJson(bytes) ? ContentKind.Json : ContentKind.Text;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    /// <summary>A whole JSON object or array; a text that only begins with a bracket is none.</summary>
    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        bytes = WithoutMark(bytes);
        if (bytes.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]) return false;
        var reader = new Utf8JsonReader(bytes);
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsImage(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || bytes.StartsWith("GIF8"u8) || bytes.StartsWith("BM"u8) && bytes.Length > 14 && bytes[6..10].IndexOfAnyExcept((byte)0) < 0
        || bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8) || bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8);

    private static bool IsHtml(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)]).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\t', '\r', '\n');
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith('<') && PageParts.Any(part => head.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
