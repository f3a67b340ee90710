namespace Extractor.Tables.Lattice;

/// <summary>Rows and columns spanned by crossing rulings, and the cells between them.</summary>
/// <param name="ColumnEdges">x of the vertical borders, left to right; at least two.</param>
/// <param name="RowEdges">y of the horizontal borders, top to bottom; at least two.</param>
/// <param name="Cells">Every place of the grid belongs to one cell; ordered by row, then column.</param>
public sealed record RulingGrid(
    ImmutableArray<double> ColumnEdges, ImmutableArray<double> RowEdges, ImmutableArray<RulingCell> Cells)
{
    public Box Box => new(ColumnEdges[0], RowEdges[0], ColumnEdges[^1], RowEdges[^1]);

    public Box BoxOf(RulingCell cell) => new(
        ColumnEdges[cell.Column], RowEdges[cell.Row],
        ColumnEdges[cell.Column + cell.ColumnSpan], RowEdges[cell.Row + cell.RowSpan]);
}

/// <summary>One cell between rulings; larger spans where the rulings between places are missing.</summary>
public readonly record struct RulingCell(int Row, int Column, int RowSpan, int ColumnSpan);
