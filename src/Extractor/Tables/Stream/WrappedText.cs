using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Tells whether a line goes on with the text above it: a line was broken by its column only where the next word no longer fitted.</summary>
internal static class WrappedText
{
    /// <summary>A white space between words, in em.</summary>
    private const double WordSpace = 0.25;

    /// <summary>Shorter lines, in em, are labels and codes, which may by chance be as long as their column is wide.</summary>
    private const double ShortestLine = 6;

    /// <summary>Words that a text does not end with.</summary>
    private static readonly HashSet<string> openWords = ["and", "or", "of", "the", "to", "for", "in", "on", "with", "by", "from", "at", "a", "an", "&", "as", "than", "per"];

    /// <returns>True when the column, not the author, ended the line <paramref name="above"/>: the first word of the next would have run over the column's end.</returns>
    public static bool IsBroken(Segment above, Segment below, ColumnExtent column)
    {
        if (above.IsNumeric) return false;
        double left = above.Box.X0 - column.X0, right = column.X1 - above.Box.X1;
        // Set in the middle, a text has the room on both sides.
        var room = left > above.Size && Math.Abs(left - right) < above.Size ? left + right : right;
        var first = below.Runs[0];
        var isIdeograph = Characters.IsCjk(first.Glyphs[0].Text);
        var word = isIdeograph ? first.Glyphs[0].Box.Width : first.Box.Width + WordSpace * above.Size;
        return word > room;
    }

    /// <summary>Long enough to fill its column by running on, not by chance.</summary>
    public static bool IsLine(Segment text) => text.Box.Width >= ShortestLine * text.Size;

    /// <summary>The words themselves show that the text goes on: with a small letter, after a word or mark that ends nothing.</summary>
    public static bool GoesOn(string above, string below) => StartsInside(below) || EndsOpen(above);

    /// <summary>A small letter, a bracket or a mark that no text begins with.</summary>
    public static bool StartsInside(string text) => char.IsLower(text[0]) || text[0] is '(' or '&' or '（' or '）' or '、' or '，';

    private static bool EndsOpen(string text) =>
        text[^1] is ',' or '-' or '–' or '/' or '（' or '、' or '，' || openWords.Contains(text[(text.LastIndexOf(' ') + 1)..]);
}
