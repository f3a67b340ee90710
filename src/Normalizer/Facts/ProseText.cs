using System.Text;

namespace Normalizer.Facts;

/// <summary>A paragraph as the reader of amounts sees it: no white space, half-width digits, one form of each mark.</summary>
/// <remarks>Every character knows the character of the original it came from, so that evidence stays exact.</remarks>
public sealed class ProseText
{
    private readonly int[] offsets;

    public ProseText(string original)
    {
        Original = original;
        var text = new StringBuilder(original.Length);
        var from = new List<int>(original.Length + 1);
        for (var i = 0; i < original.Length; i++)
        {
            if (char.IsWhiteSpace(original[i])) continue;
            text.Append(Plain(original[i]));
            from.Add(i);
        }
        from.Add(original.Length);
        Text = text.ToString();
        offsets = [.. from];
    }

    public string Original { get; }

    public string Text { get; }

    /// <summary>Offset in the original of the character at <paramref name="index"/> of <see cref="Text"/>.</summary>
    public int OffsetOf(int index) => offsets[index];

    /// <summary>The original characters, stray spaces included, behind [start, end) of <see cref="Text"/>.</summary>
    public string Printed(int start, int end) => start >= end ? "" : Original[offsets[start]..(offsets[end - 1] + 1)];

    private static char Plain(char c) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '．' => '.',
        '％' => '%',
        '（' or '(' => '（',
        '）' or ')' => '）',
        '；' or ';' => '；',
        '：' or ':' => '：',
        '－' or '−' or '﹣' => '-',
        '＊' => '*',
        '＝' => '=',
        _ => c,
    };
}
