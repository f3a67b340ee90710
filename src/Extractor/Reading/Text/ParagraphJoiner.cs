using System.Text.RegularExpressions;
using Extractor.Cleanup;

namespace Extractor.Reading.Text;

/// <summary>Joins a paragraph that a page break cut in mid sentence; headings, titles and list items stay blocks of their own.</summary>
/// <remarks>The first part must be prose that does not end, the second must not begin anything and must have the marks of a
/// sentence. So a title and the line below it never become one block: a title printed on two lines gives two blocks.</remarks>
public sealed partial class ParagraphJoiner
{
    private readonly List<ParagraphText> parts = [];
    private bool sawBlank;

    /// <summary>How the last enumerated paragraph began, and whether it was a sentence: the next of its list is one, too.</summary>
    private (string Style, bool IsSentence) lastItem = ("", false);

    /// <summary>A blank line or page furniture between two paragraphs.</summary>
    public void Break() => sawBlank |= parts.Count > 0;

    /// <summary>Takes one more line; gives the paragraph that is complete now.</summary>
    public void Add(ParagraphText next, ImmutableArray<Block>.Builder blocks, ImmutableArray<Repair>.Builder repairs)
    {
        if (parts.Count > 0 && Continues(parts[^1], next))
        {
            if (sawBlank) repairs.Add(JoinRepair(parts[^1], next));
            parts.Add(next);
        }
        else
        {
            Flush(blocks);
            parts.Add(next);
        }
        if (next.Repair is { } repair) repairs.Add(repair);
        sawBlank = false;
    }

    public void Flush(ImmutableArray<Block>.Builder blocks)
    {
        if (parts.Count == 0) return;
        var text = string.Concat(parts.Select(part => part.Text));
        var segments = ImmutableArray.CreateBuilder<TextSegment>();
        var offset = 0;
        foreach (var part in parts)
        {
            foreach (var segment in part.Segments) segments.Add(new(segment.Offset + offset, segment.At));
            offset += part.Text.Length;
        }
        if (text.Length > 0) blocks.Add(new TextBlock(text, parts[0].HeadingLevel, segments.ToImmutable()));
        var style = ItemStyle(parts[0].Text);
        if (style.Length > 0) lastItem = (style, EndsSentence(text) && text.Length > 30);
        parts.Clear();
        sawBlank = false;
    }

    private bool Continues(ParagraphText above, ParagraphText next)
    {
        if (above.HeadingLevel > 0 || next.HeadingLevel > 0 || next.IsBullet) return false;
        var (before, after) = (above.Text, next.Text);
        if (before.Length == 0 || after.Length == 0) return false;
        if (EndsSentence(before) || Beginning().IsMatch(after) || !HasSentenceMark(after)) return false;
        if (TitleEnd().IsMatch(before) || LabelledValue().IsMatch(before) || LabelledValue().IsMatch(after)) return false;
        if (parts.Count > 1) return true;
        return HasSentenceMark(before) ? before.Length > 15 : IsSentenceOfList(before) || before.Length >= 40;
    }

    private bool IsSentenceOfList(string text)
    {
        var style = ItemStyle(text);
        return style.Length > 0 && lastItem.IsSentence && style == lastItem.Style;
    }

    private static bool EndsSentence(string text) =>
        text.AsSpan().TrimEnd("”’\"」") is [.., var last] && last is ('。' or '！' or '？' or '；' or '：' or ';' or ':' or '!' or '?');

    private static bool HasSentenceMark(string text) => text.AsSpan().IndexOfAny(SentenceMarks) >= 0;

    private static readonly System.Buffers.SearchValues<char> SentenceMarks = System.Buffers.SearchValues.Create("。，；,;");

    /// <summary>The kind of number a paragraph begins with: "（九）" for every Chinese numeral in brackets, "9." for "12."; "" without one.</summary>
    private static string ItemStyle(string text)
    {
        var match = ItemNumber().Match(text);
        return match.Success ? Digits().Replace(match.Value, digit => CharacterClass.IsDigit(digit.Value[0]) ? "9" : "九").Replace('(', '（').Replace(')', '）') : "";
    }

    private static Repair JoinRepair(ParagraphText above, ParagraphText next)
    {
        const int Around = 24;
        var before = above.Text.Length <= Around ? above.Text : above.Text[^Around..];
        var after = next.Text.Length <= Around ? next.Text : next.Text[..Around];
        var at = above.Segments[^1].At;
        return new("other", new(at with { Start = Math.Max(at.Start, at.End - before.Length) }), $"{before}\n\n{after}", before + after, "paragraph-over-page-break",
            [$"The sentence of line {above.Line} goes on in line {next.Line}."], 0.98, true);
    }

    [GeneratedRegex(@"^(第[一二三四五六七八九十\d]+[部章节条篇]|[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[①-⑳]|附件|附表|表\s*[\d一二三四五六七八九十]|备注|注\s*[:：\d]|单位\s*[:：]|说明\s*[:：]|[●■◆▪·])", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^([（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．])", RegexOptions.CultureInvariant)]
    private static partial Regex ItemNumber();

    [GeneratedRegex(@"[一二三四五六七八九十]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"([表录]|目标|说明|说明书)[)）]?$", RegexOptions.CultureInvariant)]
    private static partial Regex TitleEnd();

    /// <summary>"部门名称：…": a short label and its value fill a line of their own.</summary>
    [GeneratedRegex(@"^[\u4E00-\u9FFF（）()/]{2,12}\s*[:：][^，。；]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelledValue();
}
