using System.Text;
using static Extractor.Reading.Pdf.PdfiumNative;

namespace Extractor.Reading.Pdf;

/// <summary>One drawn character in the page's own coordinates, before the page is set upright.</summary>
/// <param name="Direction">Quarter turns counter-clockwise from the page's x axis in which the text runs.</param>
/// <param name="IsMapped">False: the font does not say which character this is; the code point is a guess.</param>
internal readonly record struct RawGlyph(
    int CodePoint, double Left, double Bottom, double Right, double Top, int Direction, bool IsMapped);

/// <summary>Reads the visible characters of a page.</summary>
internal static class GlyphCollector
{
    /// <summary>Top and bottom of a line from its base line, in em: the usual ascent and descent of CJK fonts.</summary>
    /// <remarks>Used instead of the font's own figures, which are wrong (0, or several em) in about one PDF in fifty.</remarks>
    private const double Ascent = 0.86, Descent = 0.14;

    /// <summary>Ascent to descent of most fonts, in em.</summary>
    private const double UsualLine = 1.15;

    /// <summary>Characters above this size in points are looked at for being a watermark; body text of disclosures is 5 to 22.</summary>
    private const double WatermarkSize = 24;

    /// <summary>A watermark is paler than this (0 black, 255 white) or more transparent than half.</summary>
    private const uint WatermarkGrey = 150;

    /// <summary>More characters than this on a page are refused: the densest page in our corpora has 9,000.</summary>
    private const int Limit = 200_000;

    /// <returns>Glyphs in the order drawn; without white space, invisible text, watermarks and text at odd angles.</returns>
    public static unsafe List<RawGlyph> Collect(PdfTextHandle handle)
    {
        var text = handle.Pointer;
        var count = FPDFText_CountChars(text);
        if (count > Limit) throw new DocumentRejectedException("limit.glyphs", $"A page holds {count} characters; the limit is {Limit}.");
        var glyphs = new List<RawGlyph>(Math.Max(count, 0));
        for (var i = 0; i < count; i++)
        {
            var codePoint = (int)FPDFText_GetUnicode(text, i);
            if (codePoint < 0x10000 && char.IsWhiteSpace((char)codePoint) || codePoint is 0x200B or 0xFEFF) continue;
            if (PdfiumLibrary.IsGenerated != null && PdfiumLibrary.IsGenerated(text, i) == 1) continue;
            if (FPDFText_GetTextRenderMode(text, i) is RenderModeInvisible or RenderModeClip) continue;
            if (Measure(text, i, codePoint) is not { } glyph) continue;
            var isMapped = Rune.IsValid(codePoint) && codePoint is not (0 or 0xFFFD or 0xFFFE or 0xFFFF)
                && codePoint is not (>= 0xE000 and <= 0xF8FF) and not < 0x20
                && (PdfiumLibrary.HasUnicodeMapError == null || PdfiumLibrary.HasUnicodeMapError(text, i) != 1);
            glyphs.Add(glyph with { CodePoint = isMapped ? Radicals.ToIdeograph(codePoint) : 0xFFFD, IsMapped = isMapped });
        }
        return glyphs;
    }

    /// <returns>Null for what is no part of the text: nothing drawn, an odd angle, a watermark.</returns>
    private static RawGlyph? Measure(nint text, int index, int codePoint)
    {
        if (FPDFText_GetMatrix(text, index, out var matrix) == 0 ||
            FPDFText_GetCharOrigin(text, index, out var x, out var y) == 0 ||
            FPDFText_GetLooseCharBox(text, index, out var loose) == 0) return null;
        if (Direction(matrix) is not { } direction) return null;
        var size = FPDFText_GetFontSize(text, index);
        // Across the line: how far one em reaches. Along the line the advance counts, which the loose box knows.
        var em = Math.Abs(size * (direction % 2 == 0 ? matrix.D : matrix.C));
        // Some producers scale the text once more outside the text matrix; the loose box, ascent to descent, shows the real size.
        var line = direction % 2 == 0 ? Math.Abs(loose.Top - loose.Bottom) : Math.Abs(loose.Right - loose.Left);
        if (line > 2.5 * em) em = line / UsualLine;
        double left = loose.Left, right = loose.Right, bottom = Math.Min(loose.Top, loose.Bottom), top = Math.Max(loose.Top, loose.Bottom);
        if (!(em > 0.1) || !double.IsFinite(left + right + bottom + top) || right - left > 40 * em + 40)
        {
            if (FPDFText_GetCharBox(text, index, out left, out right, out bottom, out top) == 0) return null;
            if (!double.IsFinite(left + right + bottom + top)) return null;
            return new(0, left, bottom, right, top, direction, true);
        }
        var advance = direction % 2 == 0 ? right - left : top - bottom;
        if (codePoint >= 0x2E80 && advance > 2.5 * em) em = advance;   // an ideograph is as wide as it is high
        if (em >= WatermarkSize && IsPale(text, index)) return null;
        // Builds of 2022 give turned text a loose box without extent along the line.
        if (direction != 0 && (direction % 2 == 0 ? right - left : top - bottom) < 0.05 * em)
            (left, bottom, right, top) = AlongLine(text, index, codePoint, direction, x, y, em);
        var isStacked = direction == 0 && x - left > 0.3 * em;   // vertical writing: the origin is the middle of the top edge
        return isStacked ? new(0, left, bottom, right, top, direction, true) : direction switch
        {
            0 => new(0, left, y - Descent * em, right, y + Ascent * em, 0, true),
            1 => new(0, x - Ascent * em, bottom, x + Descent * em, top, 1, true),
            2 => new(0, left, y - Ascent * em, right, y + Descent * em, 2, true),
            _ => new(0, x - Descent * em, bottom, x + Ascent * em, top, 3, true),
        };
    }

    /// <summary>From the origin to where the next glyph begins or, at the end of a run, to a little behind the ink.</summary>
    private static (double Left, double Bottom, double Right, double Top) AlongLine(nint text, int index, int codePoint, int direction, double x, double y, double em)
    {
        if (FPDFText_GetCharBox(text, index, out var left, out var right, out var bottom, out var top) == 0)
            (left, right, bottom, top) = (x, x, y, y);
        var ink = direction switch { 1 => top - y, 2 => x - left, _ => y - bottom };
        var advance = codePoint >= 0x2E80 ? em : ink + 0.06 * em;
        if (FPDFText_GetCharOrigin(text, index + 1, out var nextX, out var nextY) != 0)
        {
            var step = direction switch { 1 => nextY - y, 2 => x - nextX, _ => y - nextY };
            if (Math.Abs(step - ink) < 0.3 * em) advance = step;
        }
        return direction switch { 1 => (x, y, x, y + advance), 2 => (x - advance, y, x, y), _ => (x, y - advance, x, y) };
    }

    private static int? Direction(Matrix matrix)
    {
        double along = Math.Abs(matrix.A), across = Math.Abs(matrix.B);
        const double slope = 0.03;   // 1.7 degrees
        if (across <= slope * along) return matrix.A >= 0 ? 0 : 2;
        if (along <= slope * across) return matrix.B >= 0 ? 1 : 3;
        return null;
    }

    private static bool IsPale(nint text, int index) =>
        FPDFText_GetFillColor(text, index, out var red, out var green, out var blue, out var alpha) != 0
        && (alpha < 128 || Math.Min(red, Math.Min(green, blue)) > WatermarkGrey);
}
