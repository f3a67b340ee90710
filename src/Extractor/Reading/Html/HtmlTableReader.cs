using AngleSharp.Dom;
using Extractor.Cleanup;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Html;

/// <summary>One HTML table as a grid: rowspan and colspan resolved, cells cleaned, header rows told.</summary>
/// <param name="places">Finds cells in the source.</param>
public sealed class HtmlTableReader(HtmlPlaces places)
{
    /// <summary>No page has tables larger than this; a span that says so is an attack or a slip.</summary>
    private const int MostColumns = 400;
    private const int MostCells = 2_000_000;

    /// <param name="repairs">Gets what clean-up changed.</param>
    /// <returns>Null if the table holds no grid: a single column, or nothing at all.</returns>
    public ExtractedTable? Read(IElement table, ImmutableArray<Repair>.Builder repairs)
    {
        var rows = Rows(table);
        var cells = Place(rows);
        if (cells.Count == 0) return null;
        var columns = cells.Max(cell => cell.Column + cell.ColumnSpan);
        if (columns < 2) return null;
        var cleaned = GridCleaner.Clean(cells, columns, repairs);
        var headerRows = DeclaredHeaderRows(rows);
        if (headerRows == 0) headerRows = TabbedHeaderCounter.Count(ToRows(cleaned, rows.Count, columns));
        return new(rows.Count, columns, headerRows, cleaned, [places.Of(table, ""), places.Of(rows[^1], "")]);
    }

    /// <summary>The cells at their places, as printed; blank ones included.</summary>
    public List<GridCell> ReadCells(IElement table) => Place(Rows(table));

    private static List<IElement> Rows(IElement table) =>
        [.. table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table && !HtmlText.IsUnseen(row))];

    /// <summary>Cells at their places; each takes the first columns that no span from above covers.</summary>
    private List<GridCell> Place(List<IElement> rows)
    {
        var cells = new List<GridCell>();
        var coveredUntil = new List<int>();   // by column: the first row that is free again
        long covered = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var column = 0;
            foreach (var element in rows[row].Children)
            {
                if (element.LocalName is not ("td" or "th") || HtmlText.IsUnseen(element)) continue;
                while (column < coveredUntil.Count && coveredUntil[column] > row) column++;
                var columnSpan = Math.Clamp(SpanOf(element, "colspan"), 1, MostColumns - column);
                var rowSpan = Math.Clamp(SpanOf(element, "rowspan"), 1, rows.Count - row);
                while (coveredUntil.Count < column + columnSpan) coveredUntil.Add(0);
                for (var c = column; c < column + columnSpan; c++) coveredUntil[c] = row + rowSpan;
                covered += (long)columnSpan * rowSpan;
                if (column + columnSpan >= MostColumns || covered > MostCells)
                    throw new DocumentRejectedException("limit.table", $"A table of the page is larger than {MostColumns} columns or {MostCells} cells.");
                var text = HtmlText.OneLine(element);
                var indent = text.Length - text.TrimStart('\u3000').Length;
                cells.Add(new(row, column, rowSpan, columnSpan, text.Trim(), text.Trim(), places.Of(element, text.Trim()), indent));
                column += columnSpan;
            }
        }
        return cells;
    }

    /// <summary>The grid as a line of cells a row, blanks where a span covers: what a text file would show.</summary>
    private static TabbedRow[] ToRows(ImmutableArray<GridCell> cells, int rows, int columns)
    {
        var grid = new TabbedCell[rows][];
        for (var row = 0; row < rows; row++)
        {
            grid[row] = new TabbedCell[columns];
            Array.Fill(grid[row], TabbedCell.Empty);
        }
        foreach (var cell in cells) grid[cell.Row][cell.Column] = new(cell.Text, cell.Text, 0, 0);
        return [.. grid.Select(row => new TabbedRow(0, [.. row]))];
    }

    /// <summary>Leading rows in a thead, or of nothing but th cells; none when that would be the whole table.</summary>
    private static int DeclaredHeaderRows(List<IElement> rows)
    {
        var count = 0;
        while (count < rows.Count && (rows[count].ParentElement?.LocalName == "thead"
            || rows[count].Children.Length > 0 && rows[count].Children.All(cell => cell.LocalName == "th"))) count++;
        return count == rows.Count && rows.Count > 4 ? 0 : count;
    }

    private static int SpanOf(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var span) ? span : 1;
}
