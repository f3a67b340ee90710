namespace Extractor.Cleanup;

/// <summary>What kind of character one is, for the rules that join and split text.</summary>
public static class CharacterClass
{
    /// <summary>An ideograph (CJK unified, extension A, compatibility); not punctuation, not kana.</summary>
    public static bool IsIdeograph(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\uF900' and <= '\uFAFF') or '〇';

    /// <summary>Punctuation that sets its own white space in Chinese text, so that a space beside it means nothing.</summary>
    public static bool IsWidePunctuation(char c) => c is (>= '\u3001' and <= '\u3003') or (>= '\u3008' and <= '\u3011') or (>= '\u3014' and <= '\u301B')
        or '“' or '”' or '‘' or '’' or '（' or '）' or '，' or '：' or '；' or '！' or '？' or '、';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>0 to 9 of their full-width forms, or the character itself.</summary>
    public static char Narrow(char c) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '，' => ',',
        '．' => '.',
        '－' or '−' or '﹣' => '-',
        '％' or '﹪' => '%',
        '＋' => '+',
        _ => c,
    };

    /// <summary>White space of any width, the no-break and zero-width ones included.</summary>
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u2060';

    /// <summary>Whether the text holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!IsBlank(c)) return false;
        return true;
    }
}
