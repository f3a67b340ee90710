using System.Text;
using Extractor.Tables.Text;

namespace Extractor.Tables.Continuation;

/// <summary>Collects lines and tables as blocks; lines that a margin broke become one paragraph, also over a page break.</summary>
internal sealed class BlockWriter
{
    /// <summary>A line that ends further than this from the right margin, in em, ended of itself.</summary>
    private const double RaggedEnd = 2.2;

    /// <summary>Lines further apart than this, in line heights, are paragraphs of their own.</summary>
    private const double WidestLeading = 2.4;

    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly StringBuilder text = new();
    private readonly ImmutableArray<TextSegment>.Builder segments = ImmutableArray.CreateBuilder<TextSegment>();
    private (PageLayout Page, TextLine Line)? last;

    public void Add(PageLayout page, TextLine line)
    {
        var content = line.Text;
        if (last is { } before && !IsSameParagraph(before.Page, before.Line, page, line)) EndParagraph();
        else if (last is not null && !Characters.IsCjk(content) && !Characters.IsCjk(text.ToString(text.Length - 1, 1))) text.Append(' ');
        segments.Add(new(text.Length, Evidence.OnPage(page.Page, line.Box)));
        text.Append(content);
        last = (page, line);
    }

    public void Add(ExtractedTable table)
    {
        EndParagraph();
        blocks.Add(new TableBlock(table));
    }

    public ImmutableArray<Block> ToBlocks()
    {
        EndParagraph();
        return blocks.ToImmutable();
    }

    private void EndParagraph()
    {
        if (last is null) return;
        blocks.Add(new TextBlock(text.ToString(), 0, segments.ToImmutable()));
        text.Clear();
        segments.Clear();
        last = null;
    }

    private static bool IsSameParagraph(PageLayout page, TextLine before, PageLayout nextPage, TextLine line)
    {
        var em = before.Box.Height;
        if (!IsAsHigh(line)) return false;
        // The margin is where the page's text ends; a page of one short line has none. Running heads and page numbers, in type
        // of their own, keep to other margins.
        var right = page.Lines.Where(IsAsHigh).Max(other => other.Box.X1);
        var left = nextPage.Lines.Where(IsAsHigh).Min(other => other.Box.X0);
        if (right - before.Box.X1 > RaggedEnd * em || line.Box.X0 - left > 0.6 * em) return false;
        if (before.Text.Length < 10) return false;
        return nextPage.Page != page.Page
            ? nextPage.Page == page.Page + 1 && !EndsSentence(before.Text)
            : line.Box.Y0 - before.Box.Y0 < WidestLeading * em && line.Box.Y0 > before.Box.Y0;

        bool IsAsHigh(TextLine other) => Math.Abs(other.Box.Height - em) <= 0.2 * em;
    }

    /// <summary>A note at the foot of a page is over; the title at the head of the next does not go on with it.</summary>
    private static bool EndsSentence(string text) => text[^1] is '。' or '；' or '！' or '？' or '：';
}
