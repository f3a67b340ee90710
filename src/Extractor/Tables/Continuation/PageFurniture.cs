using System.Text.RegularExpressions;
using Extractor.Tables.Text;

namespace Extractor.Tables.Continuation;

/// <summary>Running heads, running feet and page numbers: text that belongs to the page, not to the document.</summary>
public sealed partial class PageFurniture
{
    /// <summary>Furniture stands in the outer strips of the page, this share of its height each.</summary>
    private const double Strip = 0.1;

    /// <summary>The same for page numbers, which say themselves what they are; landscape pages carry them further in.</summary>
    private const double NumberStrip = 0.16;

    /// <summary>A line must come back on this many pages, and on half of them, to be a running one.</summary>
    private const int FewestRepeats = 4;

    private readonly HashSet<(string, bool)> running;

    private PageFurniture(HashSet<(string, bool)> running) => this.running = running;

    public static PageFurniture Of(IReadOnlyCollection<PageLayout> pages)
    {
        var counts = new Dictionary<(string, bool), int>();
        foreach (var page in pages)
            foreach (var key in page.Lines.Where(line => IsInStrip(line.Box, page.Height)).Select(line => Key(page, line)).Distinct())
                counts[key] = counts.GetValueOrDefault(key) + 1;
        var fewest = Math.Max(FewestRepeats, pages.Count / 2.0);
        return new([.. counts.Where(entry => entry.Value >= fewest && !IsTitle(entry.Key.Item1)).Select(entry => entry.Key)]);
    }

    public bool Holds(PageLayout page, TextLine line) =>
        IsPageNumber(line, page.Height) || (IsInStrip(line.Box, page.Height) && running.Contains(Key(page, line)));

    /// <summary>A page number at the head or foot of a page.</summary>
    public static bool IsPageNumber(TextLine line, double pageHeight) =>
        IsInStrip(line.Box, pageHeight, NumberStrip) && PageNumber().IsMatch(line.Text);

    /// <summary>At the head or foot of a page, where page numbers and running heads stand.</summary>
    public static bool IsInStrip(Box box, double pageHeight) => IsInStrip(box, pageHeight, Strip);

    private static bool IsInStrip(Box box, double pageHeight, double strip) =>
        box.CenterY < strip * pageHeight || box.CenterY > (1 - strip) * pageHeight;

    private static (string, bool) Key(PageLayout page, TextLine line) =>
        (Digits().Replace(line.Text, "#"), line.Box.CenterY < page.Height / 2);

    /// <summary>The same title may stand over many tables of a book (one performance form a project).</summary>
    private static bool IsTitle(string text) => text.EndsWith('表') || text.Contains("单位", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:[-—–_~·•]*\s*(?:第\s*)?\d{1,4}\s*页?\s*[-—–_~·•]*(?:\s*[,，]?\s*[/／共]\s*\d{1,4}\s*页?)?|[Pp]age\s+\d+(?:\s+of\s+\d+)?|[ivxlcIVXLC]{1,6})\s*$")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
