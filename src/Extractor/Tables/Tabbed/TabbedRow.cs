namespace Extractor.Tables.Tabbed;

/// <summary>One cell of a line of cells.</summary>
/// <param name="Printed">The characters between two separators, without white space around them.</param>
/// <param name="Text">The same without markup: what the rules about structure read.</param>
/// <param name="Start">First character in the line, from 0.</param>
/// <param name="Indent">Leading white space in em.</param>
public readonly record struct TabbedCell(string Printed, string Text, int Start, double Indent)
{
    public static readonly TabbedCell Empty = new("", "", 0, 0);

    public CellShape Shape { get; } = CellShapes.Of(Text);

    /// <summary>How many lines below its row's line the cell stands: 0 but in HTML tables that take several lines a row.</summary>
    public int LineOffset { get; init; }

    public int End => Start + Printed.Length;

    public bool IsBlank => Text.Length == 0;
}

/// <summary>One line of a text whose cells are separated by tabs (or by the bars of a Markdown table).</summary>
/// <param name="Line">1-based.</param>
public sealed record TabbedRow(int Line, ImmutableArray<TabbedCell> Cells)
{
    public int Width => Cells.Length;

    /// <summary>The text at a column; "" where the row is shorter.</summary>
    public string this[int column] => column < Cells.Length ? Cells[column].Text : "";

    public bool IsFilled(int column) => column < Cells.Length && !Cells[column].IsBlank;

    public int FilledCount
    {
        get
        {
            var count = 0;
            foreach (var cell in Cells)
                if (!cell.IsBlank) count++;
            return count;
        }
    }

    /// <summary>Column of the first filled cell, or -1.</summary>
    public int FirstFilled
    {
        get
        {
            for (var column = 0; column < Cells.Length; column++)
                if (!Cells[column].IsBlank) return column;
            return -1;
        }
    }

    public bool HasNumber
    {
        get
        {
            foreach (var cell in Cells)
                if (cell.Shape == CellShape.Number) return true;
            return false;
        }
    }

    /// <summary>The same row some columns further to the right (or, below zero, without its first columns).</summary>
    public TabbedRow Shift(int columns) =>
        columns == 0 ? this
        : columns < 0 ? this with { Cells = Cells[-columns..] }
        : this with { Cells = [.. Enumerable.Repeat(TabbedCell.Empty, columns), .. Cells] };

    /// <summary>The printed cells with tabs between them, as a reader sees the line.</summary>
    public string Print() => string.Join('\t', Cells.Select(cell => cell.Printed));
}
