using Extractor.Tables.Text;

namespace Extractor.Tables.Continuation;

/// <summary>Puts pages in sequence: tables that go on over a page break become one, the rest stays in reading order.</summary>
public sealed class ContinuationJoiner
{
    /// <summary>A table without rulings that goes on fills its page at least down to this share of the height, unless its header is repeated.</summary>
    private const double LowestEnd = 0.7;

    /// <param name="pages">In order.</param>
    public ImmutableArray<Block> Join(IReadOnlyList<PageLayout> pages)
    {
        var furniture = PageFurniture.Of(pages);
        var blocks = new BlockWriter();
        JoinedTable? open = null;
        var lead = new List<string>();                       // the lines just above the open table
        var between = new List<(PageLayout, TextLine)>();    // the lines since then
        foreach (var page in pages)
        {
            foreach (var item in InOrder(page, furniture))
            {
                if (item is TextLine line) between.Add((page, line));
                if (item is not PageTable table) continue;
                if (open is not null && GoesOn(open, lead, between, page, table) is { } repeated)
                {
                    open.Append(table, repeated);
                    between.Clear();
                    continue;
                }
                if (open is not null) blocks.Add(open.ToTable());
                lead = [.. between.Select(item => item.Item2.Text)];
                foreach (var (at, above) in between) blocks.Add(at, above);
                between.Clear();
                open = new(table);
            }
        }
        if (open is not null) blocks.Add(open.ToTable());
        foreach (var (at, below) in between) blocks.Add(at, below);
        return blocks.ToBlocks();
    }

    private static IEnumerable<object> InOrder(PageLayout page, PageFurniture furniture) =>
        page.Tables.Select(table => (Item: (object)table, table.Box.Y0, table.Box.X0))
            .Concat(page.Lines.Where(line => !furniture.Holds(page, line)).Select(line => (Item: (object)line, Y0: line.Box.CenterY, line.Box.X0)))
            .OrderBy(item => item.Y0).ThenBy(item => item.X0).Select(item => item.Item);

    /// <returns>How many rows of <paramref name="table"/> repeat the header; null when it is a table of its own.</returns>
    private static int? GoesOn(
        JoinedTable open, List<string> lead, List<(PageLayout Page, TextLine Line)> between, PageLayout page, PageTable table)
    {
        if (open.Last.Page != page.Page - 1 || between.Exists(item => item.Page != page)) return null;
        var repeated = open.CountRepeatedRows(table);
        if (!open.HasColumnsOf(table) && !open.HasLooseColumnsOf(table, repeated)) return between.Count == 0 && (open.IsFormLike(table) || open.HasBordersOf(table)) ? 0 : null;
        if (between.Count > 0)
        {
            // The title may be repeated with the header; a title over other rows begins another table.
            var isRepeatedTitle = between.TrueForAll(item => lead.Contains(item.Line.Text) || IsContinuationMark(item.Line.Text));
            return isRepeatedTitle && repeated > 0 ? repeated : null;
        }
        // A ruled table at the top of a page without a word above it goes on from the page before.
        return repeated > 0 || table.IsRuled && open.Last.IsRuled || open.Last.Box.Y1 > LowestEnd * page.Height ? repeated : null;
    }

    private static bool IsContinuationMark(string text) => text.Contains('续', StringComparison.Ordinal) && text.Length < 60;
}
