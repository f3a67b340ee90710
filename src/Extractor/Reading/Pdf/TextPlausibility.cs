using System.Text;

namespace Extractor.Reading.Pdf;

/// <summary>Tells whether a page's text can be what the page shows: fonts that do not say which characters they hold give others, digits too.</summary>
/// <remarks>A font without ToUnicode whose glyphs are numbered from one shows 208 and reads 319. Its ideographs then come out as
/// rare ones: of the ideographs of a true page at least 97 % are of GB 2312's first level (the 3,755 in common use), of a shifted one a fifth.</remarks>
internal static class TextPlausibility
{
    /// <summary>Fewer ideographs than this say nothing.</summary>
    private const int FewestIdeographs = 20;

    /// <summary>Least share of common ideographs; names of places and people, and traditional characters, need some room.</summary>
    private const double CommonShare = 0.7;

    /// <summary>Largest share of glyphs without a known character: bullets and private symbols stay below.</summary>
    private const double UnmappedShare = 0.1;

    private static readonly Encoding gb2312 = CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    public static bool IsPlausible(List<RawGlyph> glyphs)
    {
        int ideographs = 0, common = 0, unmapped = 0;
        foreach (var glyph in glyphs)
        {
            if (!glyph.IsMapped) unmapped++;
            if (glyph.CodePoint is not (>= 0x3400 and <= 0x9FFF)) continue;
            ideographs++;
            if (IsCommon((char)glyph.CodePoint)) common++;
        }
        if (glyphs.Count >= FewestIdeographs && unmapped > UnmappedShare * glyphs.Count) return false;
        return ideographs < FewestIdeographs || common >= CommonShare * ideographs;
    }

    /// <summary>First level of GB 2312: lead bytes B0 to D7.</summary>
    private static bool IsCommon(char ideograph)
    {
        Span<byte> bytes = stackalloc byte[4];
        return gb2312.GetBytes([ideograph], bytes) == 2 && bytes[0] is >= 0xB0 and <= 0xD7 && bytes[1] >= 0xA1;
    }
}
