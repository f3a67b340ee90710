using Extractor.Tables;

namespace Extractor.Tests.Tables;

/// <summary>A page of 600 by 800 points that a test writes glyph by glyph.</summary>
public abstract class WrittenPage
{
    private readonly List<PageGlyph> glyphs = [];
    private readonly List<Ruling> rulings = [];

    /// <summary>Text from x with its top at y; an ideograph is 10 wide, other characters 5.</summary>
    protected void Write(double x, double y, string text)
    {
        foreach (var c in text)
        {
            var width = c >= 0x2E80 ? 10 : 5;
            if (c != ' ') glyphs.Add(new(c.ToString(), new(x, y, x + width, y + 10), 1));
            x += width;
        }
    }

    protected void WriteRight(double right, double y, string text) => Write(right - text.Sum(c => c >= 0x2E80 ? 10 : 5), y, text);

    protected void Across(double y, double x0, double x1) => rulings.Add(new(new(x0, y - 0.25, x1, y + 0.25), true));
    protected void Down(double x, double y0, double y1) => rulings.Add(new(new(x - 0.25, y0, x + 0.25, y1), false));

    protected void Grid(double[] xs, double[] ys)
    {
        foreach (var y in ys) Across(y, xs[0], xs[^1]);
        foreach (var x in xs) Down(x, ys[0], ys[^1]);
    }

    /// <param name="strokes">Slanted strokes of a drawing.</param>
    /// <param name="fills">Filled rectangles.</param>
    protected PageLayout Extract(IEnumerable<Box>? strokes = null, IEnumerable<Box>? fills = null, int page = 1) =>
        new PageTableExtractor().Extract(new(page, 600, 800, [.. glyphs], [.. rulings], false) { Strokes = [.. strokes ?? []], Fills = [.. fills ?? []] });

    /// <summary>Text turned upwards, its first character at (x, y).</summary>
    protected void WriteUpwards(double x, double y, string text) =>
        glyphs.AddRange(text.Select((c, i) => new PageGlyph(c.ToString(), new(x, y - 5 * i, x + 10, y + 5 - 5 * i), 1, 3)));

    /// <summary>Begins the next page.</summary>
    protected void Clear()
    {
        glyphs.Clear();
        rulings.Clear();
    }

    protected static string[] Rows(PageTable table) => [.. new ExtractedTable(table.RowCount, table.ColumnCount, 0, table.Cells, []).ToGrid().Select(row => string.Join('|', row))];
}
