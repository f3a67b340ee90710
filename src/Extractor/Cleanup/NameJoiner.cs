using System.Text;
using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Cleanup;

/// <summary>Takes out the spaces that line breaks left inside Chinese words: "行政事业单位养 老支出", "合　计".</summary>
public static class NameJoiner
{
    /// <param name="text">A cell's text without markup.</param>
    /// <param name="isDamage">A word was broken: spaces between ideographs, and not the even spacing of "合 计".
    /// Spaces beside punctuation are typography.</param>
    /// <returns>The text with single spaces only where they separate Latin words or numbers from something.</returns>
    public static string Join(string text, out bool isDamage)
    {
        isDamage = false;
        if (!HasBlank(text)) return text;
        var joined = new StringBuilder(text.Length);
        var breaks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsBlank(text[i]))
            {
                joined.Append(text[i]);
                continue;
            }
            var next = i + 1;
            while (next < text.Length && IsBlank(text[next])) next++;
            if (joined.Length > 0 && next < text.Length)
            {
                var (left, right) = (joined[^1], text[next]);
                if (IsBrokenWord(text, left, right, next)) breaks++;
                else if (!IsTypography(joined, left, right)) joined.Append(' ');
            }
            i = next - 1;
        }
        isDamage = breaks > 0 && breaks < joined.Length - 1;
        return joined.ToString();
    }

    private static bool IsBrokenWord(string text, char left, char right, int next) =>
        IsIdeograph(left) && (IsIdeograph(right) || right is '（' or '(' && IsShortBracket(text, next))
        || left is '）' && IsIdeograph(right)
        || IsDigit(left) && right is '-' && next >= 7 && next + 1 < text.Length && !IsBlank(text[next + 1]);

    /// <summary>A space beside Chinese punctuation, or around the number of "(4) 资本性支出".</summary>
    private static bool IsTypography(StringBuilder before, char left, char right) =>
        IsWidePunctuation(left) || IsWidePunctuation(right)
        || left == ')' && IsIdeograph(right) && before.Length is 3 or 4 && before[0] == '('
        || right == ')' && before.Length is 2 or 3 && before[0] == '(' && IsDigit(left);

    /// <summary>"维修 （护）费" is one word; "资金金额 (万元)" is a word and its unit.</summary>
    private static bool IsShortBracket(string text, int next) =>
        next + 3 < text.Length && IsIdeograph(text[next + 1]) && text[next + 2] is ('）' or ')') && IsIdeograph(text[next + 3]);

    private static bool HasBlank(string text)
    {
        foreach (var c in text)
            if (IsBlank(c)) return true;
        return false;
    }
}
