using System.Text;
using static Extractor.Reading.Pdf.PdfiumNative;

namespace Extractor.Reading.Pdf;

/// <summary>Reads one page: its glyphs and rulings, upright, origin top left.</summary>
public sealed class PdfPageReader
{
    /// <summary>Share of the glyphs that must lie on their side before the whole page counts as lying on its side.</summary>
    private const double SidewaysShare = 0.7;

    /// <summary>Pictures cover at least this share of an image-only page.</summary>
    private const double ImageShare = 0.3;

    /// <returns>Null when the page is damaged and cannot be loaded.</returns>
    public Page? Read(PdfFile file, int number)
    {
        using var page = file.OpenPage(number);
        if (page is null) return null;
        lock (PdfiumLibrary.Gate)
        {
            var orientation = OrientationOf(page, out var glyphs);
            var drawn = new RulingCollector(orientation).Collect(page);
            var area = orientation.Width * orientation.Height;
            // A picture without text, or text that cannot be what the page shows: nothing of it may be read as figures.
            var isReadable = TextPlausibility.IsPlausible(glyphs);
            return new(number, orientation.Width, orientation.Height, isReadable ? ToPageGlyphs(glyphs, orientation) : [], drawn.Rulings,
                !isReadable || glyphs.Count == 0 && drawn.ImageArea > ImageShare * area)
            {
                Fills = drawn.Fills,
                Strokes = drawn.Strokes,
                UnreadableGlyphs = isReadable ? glyphs.Count(glyph => !glyph.IsMapped) : glyphs.Count,
            };
        }
    }

    /// <summary>How the page must be turned to stand upright, the direction of its text included.</summary>
    internal static PageOrientation OrientationOf(PdfPageHandle page, out List<RawGlyph> glyphs)
    {
        if (FPDF_GetPageBoundingBox(page.Pointer, out var box) == 0 || !(box.Right > box.Left) || !(box.Top > box.Bottom))
            box = new(0, 842, 595, 0);
        var turns = FPDFPage_GetRotation(page.Pointer) & 3;
        using var text = PdfTextHandle.Open(page);
        glyphs = text is null ? [] : GlyphCollector.Collect(text);
        var orientation = new PageOrientation(box.Left, box.Bottom, box.Right, box.Top, turns);
        foreach (var direction in (ReadOnlySpan<int>)[1, 2, 3])
        {
            // A direction counts counter-clockwise, the page is turned clockwise until the text runs to the right.
            var count = glyphs.Count(glyph => (glyph.Direction - turns + 4) % 4 == direction);
            if (count > SidewaysShare * glyphs.Count) return orientation.Turned(direction);
        }
        return orientation;
    }

    private static ImmutableArray<PageGlyph> ToPageGlyphs(List<RawGlyph> glyphs, PageOrientation orientation)
    {
        var page = new Box(0, 0, orientation.Width, orientation.Height);
        var upright = ImmutableArray.CreateBuilder<PageGlyph>(glyphs.Count);
        foreach (var glyph in glyphs)
        {
            var box = orientation.Map(glyph.Left, glyph.Bottom, glyph.Right, glyph.Top);
            if (!page.Contains(box.CenterX, box.CenterY)) continue;   // drawn outside the visible page
            var turn = (orientation.Turns - glyph.Direction + 4) % 4;
            upright.Add(new(TextOf(glyph.CodePoint), box, 1, turn));
        }
        return upright.ToImmutable();
    }

    // One string per character of the basic plane, shared by all documents: a book repeats a few hundred.
    private static readonly string?[] interned = new string?[0x10000];

    private static string TextOf(int codePoint) =>
        codePoint >= interned.Length ? new Rune(codePoint).ToString() : interned[codePoint] ??= ((char)codePoint).ToString();
}
