namespace Extractor.Tables;

/// <summary>One table as it stands on one page.</summary>
/// <param name="ColumnEdges">Left edges of the columns and the right edge of the last, in page points.</param>
/// <param name="RowEdges">Likewise downwards.</param>
/// <param name="Cells">Anchors with text, and empty spanning cells; ordered by row, then column.</param>
/// <param name="IsRuled">Cells were found by rulings around them, not by white space alone.</param>
public sealed record PageTable(
    int Page, Box Box, ImmutableArray<double> ColumnEdges, ImmutableArray<double> RowEdges,
    ImmutableArray<GridCell> Cells, bool IsRuled)
{
    public int RowCount => RowEdges.Length - 1;
    public int ColumnCount => ColumnEdges.Length - 1;
}

/// <summary>What one page holds: its tables, and the lines of text outside them.</summary>
/// <param name="Tables">In reading order.</param>
/// <param name="Lines">From top to bottom; text on its side is left out.</param>
public sealed record PageLayout(
    int Page, double Width, double Height, ImmutableArray<PageTable> Tables, ImmutableArray<Text.TextLine> Lines);
