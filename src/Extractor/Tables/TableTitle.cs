using Extractor.Tables.Text;

namespace Extractor.Tables;

/// <summary>Guesses the title of a table from the lines above it, for readers who want only a grid.</summary>
public static class TableTitle
{
    /// <summary>A title stands at most this far above its table, in points; in between are the unit and the agency.</summary>
    private const double Reach = 120;

    /// <returns>The nearest line above that names a table, else the nearest of all; "" when there is none.</returns>
    public static string Above(PageLayout page, PageTable table)
    {
        var top = page.Tables.Where(other => other.Box.Y1 <= table.Box.Y0 + 1).Select(other => other.Box.Y1).DefaultIfEmpty(0).Max();
        var above = page.Lines.Where(line => line.Box.Y1 <= table.Box.Y0 + 2 && line.Box.Y0 >= Math.Max(top - 2, table.Box.Y0 - Reach)
            && line.Box.X0 < table.Box.X1 && line.Box.X1 > table.Box.X0).Reverse().ToList();
        var title = above.Find(line => IsName(line.Text)) ?? above.FirstOrDefault();
        return title?.Text ?? "";
    }

    private static bool IsName(string text) =>
        text.EndsWith('表') || text.StartsWith('表') || text.StartsWith('附')
        || text.StartsWith("Table", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Tab.", StringComparison.OrdinalIgnoreCase);
}
