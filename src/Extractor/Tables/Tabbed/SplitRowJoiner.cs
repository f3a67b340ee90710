namespace Extractor.Tables.Tabbed;

/// <summary>Puts together a row that stands on two lines, cut at a separator or inside a cell.</summary>
/// <remarks>In a table whose lines have one number of cells, two short neighbours that together have just that number, and whose cells
/// then stand in columns of their kind, are one row. Where many lines are short (trailing blanks not printed), the second line must
/// besides be none by itself: its cells stand in columns of another kind.</remarks>
internal static class SplitRowJoiner
{
    /// <summary>Fewest whole rows that tell how a row of the table looks.</summary>
    private const int FewestWhole = 3;

    /// <summary>Share of lines of one width from which a short line is an exception by itself.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Share of a column's cells that have one shape, from which it is the column's kind.</summary>
    private const double Kind = 0.8;

    /// <param name="headerRows">Leading rows that are left alone.</param>
    public static IReadOnlyList<TabbedRow> Join(IReadOnlyList<TabbedRow> rows, int headerRows, ImmutableArray<Repair>.Builder repairs)
    {
        var body = rows.Skip(headerRows).ToArray();
        var widths = body.GroupBy(row => row.Width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).ToArray();
        if (widths.Length < 2 || widths[0].Key < 3 || widths[0].Count() < FewestWhole) return rows;
        var (width, whole) = (widths[0].Key, widths[0].ToArray());
        // The two lines of a cut row count as one exception.
        var isExact = whole.Length >= NearlyAll * (whole.Length + (body.Length - whole.Length) / 2.0);
        var kinds = Enumerable.Range(0, width).Select(column => KindOf(whole, column)).ToArray();
        var joined = new List<TabbedRow>(rows.Take(headerRows));
        for (var r = 0; r < body.Length; r++)
        {
            if (r + 1 < body.Length && JoinTwo(body[r], body[r + 1], width) is { } row && Fits(row, kinds) && (isExact || !Fits(body[r + 1], kinds)))
            {
                repairs.Add(new("row", new(Evidence.OnLine(body[r].Line, 0, LineEnd(body[r]))), $"{body[r].Print()}\n{body[r + 1].Print()}", row.Print(), "split-row",
                    [$"Lines {body[r].Line} and {body[r + 1].Line} together have the {width} cells of a row, each of its column's kind."], 0.97, true));
                joined.Add(row);
                r++;
            }
            else joined.Add(body[r]);
        }
        return joined.Count == rows.Count ? rows : joined;
    }

    private static TabbedRow? JoinTwo(TabbedRow first, TabbedRow second, int width)
    {
        if (first.Width >= width || second.Width >= width || second.Line - first.Line is not (1 or 2)) return null;
        var offset = second.Line - first.Line;
        var rest = second.Cells.Select(cell => cell with { LineOffset = cell.LineOffset + offset });
        if (first.Width + second.Width == width) return first with { Cells = [.. first.Cells, .. rest] };
        if (first.Width + second.Width != width + 1 || first.Cells[^1].IsBlank || second.Cells[0].IsBlank) return null;
        var (left, right) = (first.Cells[^1], second.Cells[0]);
        return first with { Cells = [.. first.Cells[..^1], new(left.Printed + right.Printed, left.Text + right.Text, left.Start, left.Indent), .. rest.Skip(1)] };
    }

    /// <summary>Null where the column has no one kind.</summary>
    private static CellShape? KindOf(TabbedRow[] whole, int column)
    {
        var shapes = whole.Where(row => row.IsFilled(column)).GroupBy(row => row.Cells[column].Shape).OrderByDescending(group => group.Count()).ToArray();
        return shapes.Length > 0 && shapes[0].Count() >= Kind * shapes.Sum(group => group.Count()) ? shapes[0].Key : null;
    }

    private static bool Fits(TabbedRow row, CellShape?[] kinds)
    {
        for (var column = 0; column < row.Width; column++)
            if (row.IsFilled(column) && kinds[column] is { } kind && row.Cells[column].Shape != kind) return false;
        return true;
    }

    private static int LineEnd(TabbedRow row) => row.Cells.Max(cell => cell.End);
}
