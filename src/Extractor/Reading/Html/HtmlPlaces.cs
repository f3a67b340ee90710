using AngleSharp.Dom;

namespace Extractor.Reading.Html;

/// <summary>Where in the page's source something stands: lines of the HTML text, as for any other text file.</summary>
/// <remarks>The parser gives the place of each tag; a text without tags inside is found right behind it. Anything else is
/// placed at its tag.</remarks>
public sealed class HtmlPlaces
{
    private const int Nearby = 400;

    private readonly string source;
    private readonly int firstLine;
    private readonly int firstColumn;
    private readonly List<int> lineStarts = [0];

    /// <summary>Where the last text found ends: texts are asked for in the page's order.</summary>
    private int cursor;

    /// <param name="firstLine">Line of the file on which <paramref name="source"/> begins, and where on it.</param>
    public HtmlPlaces(string source, int firstLine = 1, int firstColumn = 0)
    {
        (this.source, this.firstLine, this.firstColumn) = (source, firstLine, firstColumn);
        for (var i = source.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = source.IndexOf('\n', i + 1)) lineStarts.Add(i + 1);
    }

    /// <param name="text">The element's text, or the part of it that is looked for.</param>
    public Evidence Of(IElement element, string text)
    {
        var tag = Math.Clamp((element.SourceReference?.Position.Position ?? 1) - 1, 0, Math.Max(source.Length - 1, 0));
        var from = Math.Max(tag, Math.Min(cursor, source.Length));
        var found = text.Length == 0 ? -1 : source.IndexOf(text, from, Math.Min(source.Length - from, text.Length + Nearby), StringComparison.Ordinal);
        if (found < 0) return At(tag, 0);
        cursor = found + text.Length;
        return At(found, text.Length);
    }

    private Evidence At(int index, int length)
    {
        var line = lineStarts.BinarySearch(index);
        if (line < 0) line = ~line - 1;
        var start = index - lineStarts[line] + (line == 0 ? firstColumn : 0);
        return Evidence.OnLine(firstLine + line, start, start + length);
    }
}
