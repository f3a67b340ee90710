namespace Extractor.Tables.Text;

/// <summary>Glyphs drawn one after the other without a gap: a word, an amount, a stretch of ideographs.</summary>
/// <param name="Glyphs">At least one, all with the same <see cref="PageGlyph.Turn"/>, in reading order.</param>
/// <param name="Box">Around all of them.</param>
public sealed record TextRun(ImmutableArray<PageGlyph> Glyphs, Box Box)
{
    public int Turn => Glyphs[0].Turn;

    /// <summary>Line height, about one em.</summary>
    public double Size => Turn % 2 == 0 ? Box.Height : Box.Width;

    public string Text => string.Concat(Glyphs.Select(glyph => glyph.Text));

    public static TextRun Of(ImmutableArray<PageGlyph> glyphs)
    {
        var box = glyphs[0].Box;
        foreach (var glyph in glyphs) box = box.Union(glyph.Box);
        return new(glyphs, box);
    }

    public TextRun Slice(int start, int count) => Of(Glyphs.Slice(start, count));
}
