using AngleSharp.Html.Parser;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Html;

/// <summary>The rows of an HTML table that stands in a text, as lines of cells: blanks where a span covers.</summary>
/// <remarks>Tools that recognise pages write their tables so into Markdown. As lines of cells they are joined, split and
/// cleaned like any other table of a text.</remarks>
public static class HtmlRowReader
{
    /// <param name="table">From "&lt;table" to "&lt;/table&gt;".</param>
    /// <param name="line">The line of the text it begins on.</param>
    /// <param name="column">Where on that line.</param>
    /// <returns>The rows that hold something; none if the table has a single column.</returns>
    public static List<TabbedRow> Read(string table, int line, int column)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true });
        var rows = new List<TabbedRow>();
        if (parser.ParseDocument(table).QuerySelector("table") is not { } element) return rows;
        var cells = new HtmlTableReader(new HtmlPlaces(table, line, column)).ReadCells(element);
        var width = cells.Count == 0 ? 0 : cells.Max(cell => cell.Column + cell.ColumnSpan);
        if (width < 2) return rows;
        foreach (var row in cells.Where(cell => cell.Printed.Length > 0).GroupBy(cell => cell.Row).OrderBy(row => row.Key))
        {
            var first = row.Min(cell => cell.At.Line!.Value);
            var texts = Enumerable.Repeat(TabbedCell.Empty, width).ToArray();
            foreach (var cell in row)
                texts[cell.Column] = new(cell.Printed, cell.Text, cell.At.Start, cell.Indent) { LineOffset = cell.At.Line!.Value - first };
            rows.Add(new(first, [.. texts]));
        }
        return rows;
    }
}
