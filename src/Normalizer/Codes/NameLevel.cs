namespace Normalizer.Codes;

/// <summary>The depth a name's own numbering shows: 一、 then （一） then 1、 then (1).</summary>
public static class NameLevel
{
    private const string Numerals = "一二三四五六七八九十";

    /// <returns>1 to 4, or null where the name carries no numbering.</returns>
    public static int? Of(string name)
    {
        var text = name.TrimStart();
        if (text.Length < 2) return null;
        var bracketed = text[0] is '(' or '（';
        var at = bracketed ? 1 : 0;
        var start = at;
        while (at < text.Length && Numerals.Contains(text[at], StringComparison.Ordinal)) at++;
        var chinese = at > start;
        if (!chinese)
            while (at < text.Length && at - start < 2 && char.IsAsciiDigit(text[at])) at++;
        if (at == start || at >= text.Length) return null;
        var closed = bracketed ? text[at] is ')' or '）' : text[at] is '、' or '.' or '．' or '，';
        if (!closed || (!bracketed && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) return null;
        return (chinese, bracketed) switch { (true, false) => 1, (true, true) => 2, (false, false) => 3, _ => 4 };
    }
}
