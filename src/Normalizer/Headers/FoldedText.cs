namespace Normalizer.Headers;

/// <summary>Titles and headers reduced to what is compared: no white space, no punctuation, half-width, no leading year.</summary>
/// <remarks>Publishers differ in brackets, quotes, spaces and the year they print; none of that tells one table from another.
/// Patterns in layouts are written against this form: "2024年预算数" is 预算数, "“三公”经费" is 三公经费.</remarks>
public static class FoldedText
{
    /// <summary>Letters, digits and the per cent sign only; full-width forms made half-width; years kept.</summary>
    public static string WithYear(string text)
    {
        Span<char> folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var character in text)
        {
            var half = HalfWidth(character);
            if (char.IsLetterOrDigit(half) || half == '%') folded[length++] = half;
        }
        return folded[..length].SequenceEqual(text) ? text : folded[..length].ToString();
    }

    /// <summary>The same without "2024年" and "2024年度", wherever they stand.</summary>
    public static string Of(string text)
    {
        var folded = WithYear(text);
        for (var at = 0; at + 4 < folded.Length; at++)
        {
            if (!IsYear(folded, at) || folded[at + 4] != '年') continue;
            var length = at + 5 < folded.Length && folded[at + 5] == '度' ? 6 : 5;
            folded = folded.Remove(at, length);
            at--;
        }
        return folded;
    }

    /// <summary>Full-width ASCII variants as ASCII; everything else as it is.</summary>
    public static char HalfWidth(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        '\u3000' => ' ',
        _ => character,
    };

    /// <summary>Four digits 1990 to 2099 that no further digit precedes or follows.</summary>
    internal static bool IsYear(string text, int at)
    {
        if (at + 4 > text.Length || (at > 0 && char.IsAsciiDigit(text[at - 1]))) return false;
        if (at + 4 < text.Length && char.IsAsciiDigit(text[at + 4])) return false;
        for (var i = at; i < at + 4; i++)
            if (!char.IsAsciiDigit(text[i])) return false;
        return text[at] == '2' && text[at + 1] == '0' || text[at] == '1' && text[at + 1] == '9' && text[at + 2] == '9';
    }
}
