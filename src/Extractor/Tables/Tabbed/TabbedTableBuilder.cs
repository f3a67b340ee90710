using Extractor.Cleanup;

namespace Extractor.Tables.Tabbed;

/// <summary>Rows of one table in, the table with cleaned cells and header spans out.</summary>
public static class TabbedTableBuilder
{
    /// <param name="rows">All rows of the table in order, repeated headers already taken out.</param>
    /// <param name="repairs">Gets what clean-up changed, in reading order.</param>
    public static ExtractedTable Build(IReadOnlyList<TabbedRow> rows, ImmutableArray<Repair>.Builder repairs)
    {
        var headerRows = TabbedHeaderCounter.Count(rows);
        rows = SplitRowJoiner.Join(rows, headerRows, repairs);
        var printedWidth = TabbedHeaderCounter.Width(rows);
        var (header, moved) = HeaderShiftRepair.Repair([.. rows.Take(headerRows)], printedWidth, FirstNumberColumn(rows, headerRows, printedWidth));
        foreach (var (before, after, reason) in moved)
            repairs.Add(new("header", new(Evidence.OnLine(before.Line, 0, LineEnd(before))), before.Print(), after.Print(), "header-shift", [reason], 0.97, true));

        var body = rows.Skip(headerRows);
        if (GluedLevelSplitter.Split(header) is var (deeper, row, glued, parts))
        {
            (header, headerRows) = (deeper, deeper.Length);
            repairs.Add(new("header", new(Evidence.OnLine(row.Line, glued.Start, glued.End)), glued.Printed, parts, "glued-levels",
                ["A group's name and the heading of its first column are printed in one cell, beside a part of the group."], 0.95, true));
        }

        TabbedRow[] placed = [.. header, .. body];
        MoveHeadings(placed, headerRows, repairs);
        var width = LastFilledColumn(placed) + 1;
        SplitGluedCodes(placed.AsSpan(headerRows), repairs);
        var profiles = new ColumnProfile[width];
        for (var column = 0; column < width; column++) profiles[column] = ColumnProfile.Of(TextsBelow(placed, headerRows, column));
        var spans = HeaderSpanReader.Read(header, width).ToDictionary(span => (span.Row, span.Column));
        var cells = ImmutableArray.CreateBuilder<GridCell>();
        for (var r = 0; r < placed.Length; r++)
            for (var c = 0; c < Math.Min(placed[r].Width, width); c++)
            {
                var cell = placed[r].Cells[c];
                if (cell.Printed.Length == 0) continue;
                var at = Evidence.OnLine(placed[r].Line + cell.LineOffset, cell.Start, cell.End);
                var cleaned = CellCleaner.Clean(cell.Printed, profiles[c]);
                foreach (var change in cleaned.Changes) repairs.Add(change.ToRepair(at));
                var (rowSpan, columnSpan) = spans.TryGetValue((r, c), out var span) ? (span.RowSpan, span.ColumnSpan) : (1, 1);
                cells.Add(new(r, c, rowSpan, columnSpan, cell.Printed, cleaned.Text, at, cell.Indent));
            }
        return new(placed.Length, width, headerRows, cells.ToImmutable(),
            [Evidence.OnLine(rows[0].Line, 0, LineEnd(rows[0])), Evidence.OnLine(rows[^1].Line, 0, LineEnd(rows[^1]))]);
    }

    /// <summary>The last header row, and in forms the header of the indicators.</summary>
    private static void MoveHeadings(TabbedRow[] rows, int headerRows, ImmutableArray<Repair>.Builder repairs)
    {
        var heading = headerRows > 0 ? headerRows - 1 : Array.FindIndex(rows, TabbedHeaderCounter.IsIndicatorHeader);
        if (heading < 0 || HeadingOverValues.Move(rows, heading) is not { } moved) return;
        repairs.Add(new("header", new(Evidence.OnLine(moved.Line, 0, LineEnd(moved))), rows[heading].Print(), moved.Print(), "heading-over-values",
            ["The heading stands over an empty column; the values stand in the nameless column before it."], 0.97, true));
        rows[heading] = moved;
    }

    private static void SplitGluedCodes(Span<TabbedRow> body, ImmutableArray<Repair>.Builder repairs)
    {
        var width = 0;
        foreach (var row in body) width = Math.Max(width, row.Width);
        var filled = new bool[width];
        foreach (var row in body)
            for (var column = 0; column < row.Width; column++) filled[column] |= row.IsFilled(column);
        for (var r = 0; r < body.Length; r++)
        {
            if (GluedCodeSplitter.Split(body[r], filled) is not { } split) continue;
            for (var column = 0; column < split.Width; column++)
            {
                var (before, after) = (body[r].Cells[column], split.Cells[column]);
                if (before.IsBlank || before == after) continue;
                var parts = string.Join('\t', split.Cells.Where(cell => cell.Start >= before.Start && cell.End <= before.End && !cell.IsBlank)
                    .Select(cell => cell.Printed.Replace(" ", "", StringComparison.Ordinal)));
                repairs.Add(new("merged_cells", new(Evidence.OnLine(body[r].Line, before.Start, before.End)), before.Printed, parts, "glued-codes",
                    ["A count and codes of three and two digits stand in one cell; as many columns to its right are empty in the whole table."], 0.97, true));
            }
            body[r] = split;
        }
    }

    private static IEnumerable<string> TextsBelow(TabbedRow[] rows, int headerRows, int column)
    {
        for (var r = headerRows; r < rows.Length; r++)
            if (rows[r].IsFilled(column)) yield return rows[r][column];
    }

    /// <summary>The first column with more amounts (numbers with separators) than texts below the header; 0 if none has.</summary>
    private static int FirstNumberColumn(IReadOnlyList<TabbedRow> rows, int headerRows, int width)
    {
        for (var column = 1; column < width; column++)
        {
            int amounts = 0, others = 0;
            for (var r = headerRows; r < rows.Count; r++)
            {
                if (!rows[r].IsFilled(column)) continue;
                if (rows[r].Cells[column].Shape == CellShape.Number && rows[r][column].AsSpan().IndexOfAny('.', ',') >= 0) amounts++;
                else others++;
            }
            if (amounts > others) return column;
        }
        return 0;
    }

    private static int LastFilledColumn(IReadOnlyList<TabbedRow> rows)
    {
        var last = 0;
        foreach (var row in rows)
            for (var column = row.Width - 1; column > last; column--)
                if (row.IsFilled(column)) last = column;
        return last;
    }

    private static int LineEnd(TabbedRow row) => row.Width == 0 ? 0 : row.Cells.Max(cell => cell.End);
}
