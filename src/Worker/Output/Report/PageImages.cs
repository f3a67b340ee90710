using System.Buffers.Binary;
using Normalizer.Canonical;
using Worker.Output.Html;
using static Worker.Output.CanonicalJson;

namespace Worker.Output.Report;

/// <summary>Draws one page of the source as PNG, <paramref name="scale"/> pixels a point; null where the page cannot be drawn.</summary>
public delegate byte[]? PageRenderer(int page, double scale);

/// <summary>The pages with doubtful amounts, each cell's box drawn upon them.</summary>
internal sealed class PageImages(PageRenderer? render)
{
    /// <summary>Pixels a point: 110 dpi, at which the smallest print of our corpora (5.5 pt) can still be read.</summary>
    private const double Scale = 1.5;

    /// <summary>All images of one report, in bytes; beyond it pages are named instead of shown.</summary>
    private const int Budget = 8 << 20;

    private readonly Dictionary<int, byte[]?> drawn = [];
    private int spent;

    /// <summary>The pages of a table on which an amount is doubtful; empty when there is none, or nothing to draw with.</summary>
    public ImmutableArray<int> DoubtfulPages(CanonicalTable table) => render is null ? [] :
        [.. table.Rows.SelectMany(row => row.Cells.Values).Where(IsDoubtful).Select(cell => cell.At.Page).OfType<int>().Distinct().Order()];

    public static bool IsDoubtful(Cell cell) =>
        cell.State == CellState.Unreadable || cell.Status is CellStatus.Disputed or CellStatus.Repaired;

    public void Write(HtmlBuilder html, CanonicalTable table, ImmutableArray<int> pages)
    {
        html.Add($"<div class=\"pages\">\n");
        foreach (var page in pages)
        {
            if (Draw(page) is not { } png)
            {
                html.Add($"<p class=\"small soft\">Page {page} is not shown here: it could not be drawn, or the report would grow too large.</p>\n");
                continue;
            }
            var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)) / Scale;
            var height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)) / Scale;
            html.Add($"<figure><img loading=\"lazy\" decoding=\"async\" alt=\"page {page} of the source\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><svg viewBox=\"0 0 {width:0.##} {height:0.##}\">");
            foreach (var row in table.Rows)
                foreach (var (key, cell) in row.Cells)
                    if (cell.At.Page == page && cell.At.Box is { } box && TableSection.StatusOf(cell) is { } status)
                        html.Add($"<rect class=\"{status}\" data-cell=\"{TableSection.CellAnchor(table, row, key)}\" x=\"{box.X0 - 1:0.##}\" y=\"{box.Y0 - 1:0.##}\" width=\"{box.Width + 2:0.##}\" height=\"{box.Height + 2:0.##}\"/>");
            html.Add($"</svg><figcaption>page {page}: repaired amounts in blue, disputed and unreadable ones in red</figcaption></figure>\n");
        }
        html.Add($"</div>\n");
    }

    private byte[]? Draw(int page)
    {
        if (drawn.TryGetValue(page, out var known)) return known;
        var png = spent < Budget ? render!(page, Scale) : null;
        spent += png?.Length ?? 0;
        return drawn[page] = png;
    }
}
