namespace Extractor.Model;

/// <summary>Where in the source something stands: a span of a line of text, or a box on a page, or neither (null members).</summary>
/// <param name="Line">Text: 1-based line. Word: paragraph or table row, counted from 1. Workbooks: row of the sheet. Null otherwise.</param>
/// <param name="Start">Text: first character in the line, from 0.</param>
/// <param name="End">Text: one past the last character.</param>
/// <param name="Page">PDF, scans: 1-based page. Workbooks: sheet. Null for text and Word.</param>
/// <param name="Box">In points, origin top left; null where the format has no geometry.</param>
public sealed record Evidence(int? Line, int Start, int End, int? Page, Box? Box)
{
    public static Evidence OnLine(int line, int start, int end) => new(line, start, end, null, null);
    public static Evidence OnPage(int page, Box? box) => new(null, 0, 0, page, box);
}

/// <summary>The evidence of a thing inside a table as well: which table, row and column of the output it is.</summary>
/// <param name="Table">Table id such as "t03", or null outside tables.</param>
/// <param name="Row">Row index of the table, as in the output.</param>
/// <param name="Column">Column key such as "c4".</param>
public sealed record Place(Evidence At, string? Table = null, int? Row = null, string? Column = null);
