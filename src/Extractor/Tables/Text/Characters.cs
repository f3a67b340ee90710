using System.Text;

namespace Extractor.Tables.Text;

/// <summary>What kind of character stands somewhere, as far as setting text and reading tables goes.</summary>
internal static class Characters
{
    /// <summary>Ideographs, kana, full-width forms and CJK punctuation: set without spaces between words.</summary>
    public static bool IsCjk(string text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE4F
            or >= 0xFF00 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF
            or 0x2018 or 0x2019 or 0x201C or 0x201D or 0x2014 or 0x2026 or 0x00B7 or >= 0x2460 and <= 0x24FF or >= 0x3000 and <= 0x303F;
    }

    public static bool IsDigit(char c) => c is >= '0' and <= '9' or >= '０' and <= '９';

    /// <summary>Digits and what may stand between or before them in an amount.</summary>
    public static bool IsNumberPart(char c) => IsDigit(c) || c is ',' or '.' or '-' or '，' or '．' or '－' or '−' or '+';

    public static bool IsNumberText(string text) => text.Length > 0 && text.All(IsNumberPart) && text.Any(IsDigit);

    /// <summary>One number written out: digits, perhaps grouped in threes, perhaps decimals, perhaps a sign.</summary>
    public static bool IsWellFormedNumber(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '-' or '－' or '−' or '+') text = text[1..];
        var point = text.IndexOfAny('.', '．');
        if (point >= 0)
        {
            if (point + 1 == text.Length || !AllDigits(text[(point + 1)..])) return false;
            text = text[..point];
        }
        if (text.Length == 0) return false;
        var first = text.IndexOfAny(',', '，');
        if (first < 0) return AllDigits(text);
        if (first is 0 or > 3 || !AllDigits(text[..first])) return false;
        for (var at = first; at < text.Length; at += 4)
            if (text[at] is not (',' or '，') || at + 4 > text.Length || !AllDigits(text[(at + 1)..(at + 4)])) return false;
        return true;
    }

    /// <summary>The next piece goes on with the number before it: three digits after a separator, decimals after a point, or the separator itself.</summary>
    public static bool ContinuesNumber(string before, string after)
    {
        if (before.Length == 0 || !IsNumberText(before) || after.Length == 0 || !after.All(IsNumberPart)) return false;
        var digits = after.TakeWhile(IsDigit).Count();
        return before[^1] switch
        {
            ',' or '，' => digits == 3,
            '.' or '．' => digits is >= 1 and <= 4 && digits == after.Length && before.Count(c => c is '.' or '．') == 1,
            _ => digits == 0 && after[0] is ',' or '.' && IsDigit(before[^1]) && !before.Contains('.', StringComparison.Ordinal),
        };
    }

    private static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!IsDigit(c)) return false;
        return true;
    }
}
