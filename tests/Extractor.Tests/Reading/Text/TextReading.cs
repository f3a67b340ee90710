using System.Text;
using Extractor.Reading;

namespace Extractor.Tests.Reading.Text;

/// <summary>Short ways to read a literal and to look at what came out.</summary>
internal static class TextReading
{
    public static ExtractedDocument Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static ExtractedDocument Read(byte[] bytes) => new DocumentReader().Read(new("a.txt", bytes)).Value;

    public static ExtractedTable OneTable(string text) => Assert.Single(Read(text).Blocks.OfType<TableBlock>()).Table;

    public static ExtractedTable[] Tables(this ExtractedDocument document) => [.. document.Blocks.OfType<TableBlock>().Select(block => block.Table)];

    public static string[] Texts(this ExtractedDocument document) => [.. document.Blocks.OfType<TextBlock>().Select(block => block.Text)];

    public static string[] Row(this ExtractedTable table, int row) => table.ToGrid()[row];

    public static int?[] Lines(this ExtractedTable table) => [.. table.At.Select(at => at.Line)];

    /// <summary>The header path of each column, its levels joined by "/".</summary>
    public static string[] Paths(this ExtractedTable table) =>
        [.. Enumerable.Range(0, table.ColumnCount).Select(column => string.Join('/', table.Cells
            .Where(cell => cell.Row < table.HeaderRows && cell.Column <= column && column < cell.Column + cell.ColumnSpan)
            .OrderBy(cell => cell.Row).Select(cell => cell.Text)))];

    public static Repair[] OfClass(this ExtractedDocument document, string repairClass) => [.. document.Repairs.Where(repair => repair.Class == repairClass)];
}
