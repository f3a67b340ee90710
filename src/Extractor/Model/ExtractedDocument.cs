namespace Extractor.Model;

/// <summary>One file's bytes with what is known about them from outside.</summary>
/// <param name="FileName">Data, and only a hint: never a path, often wrong.</param>
public sealed record SourceDocument(string FileName, ReadOnlyMemory<byte> Bytes);

/// <summary>What was read from one file, whatever its format: text and tables in reading order.</summary>
/// <param name="MediaType">By content, not by name: text/plain, application/pdf, text/html, ….</param>
/// <param name="PageCount">Null for formats without pages.</param>
/// <param name="Repairs">What clean-up changed outside figures and codes (markup, joined paragraphs, table structure).</param>
public sealed record ExtractedDocument(
    string MediaType, int? PageCount, ImmutableArray<Block> Blocks, ImmutableArray<Repair> Repairs);

/// <summary>A paragraph or a table, in reading order.</summary>
public abstract record Block;

/// <summary>One paragraph or heading; lines cut by a page break are joined.</summary>
/// <param name="Text">Cleaned text: no markup, no line breaks.</param>
/// <param name="HeadingLevel">1 to 6 for headings marked as such, 0 otherwise.</param>
/// <param name="Segments">The pieces of <paramref name="Text"/> in order, each with its place in the source.</param>
public sealed record TextBlock(string Text, int HeadingLevel, ImmutableArray<TextSegment> Segments) : Block
{
    /// <summary>The place in the source of the character at <paramref name="offset"/> of <see cref="Text"/>.</summary>
    public Evidence Locate(int offset, int length)
    {
        var segment = Segments[0];
        foreach (var candidate in Segments)
            if (candidate.Offset <= offset) segment = candidate;
        if (segment.At.Line is null) return segment.At;
        var start = segment.At.Start + (offset - segment.Offset);
        return segment.At with { Start = start, End = Math.Min(start + length, segment.At.End) };
    }
}

/// <param name="Offset">Where this piece starts in the block's text.</param>
public readonly record struct TextSegment(int Offset, Evidence At);

public sealed record TableBlock(ExtractedTable Table) : Block;

/// <summary>One whole table as a grid: continued parts joined, repeated headers dropped, cut cells put together.</summary>
/// <param name="HeaderRows">How many leading rows are header; 0 if none was seen (forms, lists without header).</param>
/// <param name="Cells">Anchors only, ordered by row, then column; positions that a span covers, and empty ones, may be absent.</param>
/// <param name="At">Where the table stands: a line range (two entries, first and last line) or one box a page.</param>
public sealed record ExtractedTable(
    int RowCount, int ColumnCount, int HeaderRows, ImmutableArray<GridCell> Cells, ImmutableArray<Evidence> At)
{
    /// <summary>The cleaned texts as a dense grid; a spanning cell's text once, in its top left place; "" where empty.</summary>
    public string[][] ToGrid()
    {
        var grid = new string[RowCount][];
        for (var row = 0; row < RowCount; row++)
        {
            grid[row] = new string[ColumnCount];
            Array.Fill(grid[row], "");
        }
        foreach (var cell in Cells) grid[cell.Row][cell.Column] = cell.Text;
        return grid;
    }
}

/// <summary>One cell of a table's grid, anchored at its top left place.</summary>
/// <param name="Printed">The characters of the source, untouched (markup and stray spaces included).</param>
/// <param name="Text">The same after clean-up: what a person reads. Equal to <paramref name="Printed"/> when nothing was cleaned.</param>
/// <param name="Indent">Leading indentation in em (ideographic widths); shows the level in tables without codes.</param>
/// <param name="Confidence">Lowest glyph confidence, 0 to 1; 1 for text layers and text files.</param>
public sealed record GridCell(
    int Row, int Column, int RowSpan, int ColumnSpan, string Printed, string Text, Evidence At,
    double Indent = 0, double Confidence = 1)
{
    public bool IsSpanning => RowSpan > 1 || ColumnSpan > 1;
}
