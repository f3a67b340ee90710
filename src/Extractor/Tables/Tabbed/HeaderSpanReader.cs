namespace Extractor.Tables.Tabbed;

/// <summary>A header cell's place and extent in the grid.</summary>
public readonly record struct HeaderSpan(int Row, int Column, int RowSpan, int ColumnSpan);

/// <summary>Infers from the blanks of a header which of its cells span rows and columns.</summary>
/// <remarks>A cell reaches right up to the next filled cell of its row inside its parent, and down to the next text in its
/// columns. A cell with nothing below it, followed by columns that have texts below, spans downwards only.</remarks>
public static class HeaderSpanReader
{
    /// <param name="header">Header rows, cells in place.</param>
    /// <returns>One entry a filled cell, ordered by row, then column.</returns>
    public static ImmutableArray<HeaderSpan> Read(IReadOnlyList<TabbedRow> header, int width)
    {
        var spans = new List<HeaderSpan>();
        Read(header, 0, 0, width, spans);
        return [.. spans.OrderBy(span => span.Row).ThenBy(span => span.Column)];
    }

    private static void Read(IReadOnlyList<TabbedRow> header, int row, int first, int end, List<HeaderSpan> spans)
    {
        if (row >= header.Count || first >= end) return;
        var column = first;
        while (column < end && !header[row].IsFilled(column)) column++;
        Read(header, row + 1, first, column, spans);
        while (column < end)
        {
            var next = column + 1;
            while (next < end && !header[row].IsFilled(next)) next++;
            ReadCell(header, row, column, next, spans);
            column = next;
        }
    }

    private static void ReadCell(IReadOnlyList<TabbedRow> header, int row, int column, int end, List<HeaderSpan> spans)
    {
        var hasOwnText = NextText(header, row + 1, column, column + 1) < header.Count;
        var isLeaf = !hasOwnText && end - column > 1 && NextText(header, row + 1, column, end) < header.Count;
        var right = isLeaf ? column + 1 : end;
        var below = NextText(header, row + 1, column, right);
        spans.Add(new(row, column, below - row, right - column));
        Read(header, below, column, right, spans);
        Read(header, row + 1, right, end, spans);
    }

    /// <summary>The first row from <paramref name="row"/> on that has a text in the columns; the header's end if none has.</summary>
    private static int NextText(IReadOnlyList<TabbedRow> header, int row, int first, int end)
    {
        for (; row < header.Count; row++)
            for (var column = first; column < end; column++)
                if (header[row].IsFilled(column)) return row;
        return header.Count;
    }
}
