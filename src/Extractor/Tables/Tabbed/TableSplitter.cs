namespace Extractor.Tables.Tabbed;

/// <summary>Cuts rows that follow each other without a gap where a second table begins, and finds headers repeated among them.</summary>
public static class TableSplitter
{
    /// <summary>The first row after <paramref name="from"/> that starts another table: a whole header over columns of numbers.</summary>
    /// <param name="rows">The table's rows and perhaps more; the first <paramref name="headerRows"/> are its header.</param>
    /// <param name="from">The first row that was not looked at before.</param>
    /// <returns>Its index, or the number of rows.</returns>
    public static int NextTable(IReadOnlyList<TabbedRow> rows, int headerRows, int from)
    {
        var numbers = NumberColumns(rows, headerRows, from);
        for (var i = Math.Max(from, headerRows + 1); i < rows.Count; i++)
            if (NamesColumns(rows[i], numbers) && StartsTable(rows, i)) return i;
        return rows.Count;
    }

    /// <summary>Index of every row, from <paramref name="from"/> on, at which the table's header is printed again in full.</summary>
    public static IEnumerable<int> RepeatedHeaders(IReadOnlyList<TabbedRow> rows, int headerRows, int from)
    {
        if (headerRows == 0 || rows[0].FilledCount < 2) yield break;
        for (var i = Math.Max(from, headerRows); i + headerRows <= rows.Count;)
        {
            var same = true;
            for (var k = 0; k < headerRows && same; k++) same = TabbedRunJoiner.SameTexts(rows[k], rows[i + k]);
            if (same) yield return i;
            i += same ? headerRows : 1;
        }
    }

    private static bool StartsTable(IReadOnlyList<TabbedRow> rows, int index)
    {
        var rest = rows.Skip(index).Take(8).ToArray();
        var header = TabbedHeaderCounter.Count(rest);
        return header > 0 && TabbedHeaderCounter.IsComplete(rest, header) && TabbedRunJoiner.NamesNumbers(rest, header);
    }

    /// <summary>No number in the row, and words where the table has numbers.</summary>
    private static bool NamesColumns(TabbedRow row, bool[] numbers)
    {
        if (row.HasNumber) return false;
        var named = 0;
        for (var column = 0; column < Math.Min(row.Width, numbers.Length); column++)
            if (numbers[column] && row[column].Length > 1 && CellShapes.Of(row[column]) == CellShape.Text) named++;
        return named >= 2 || named == 1 && numbers.Count(isNumber => isNumber) == 1 && row.FilledCount == row.Width;
    }

    /// <summary>The columns with more numbers than texts in the first rows of the table and in the new ones.</summary>
    private static bool[] NumberColumns(IReadOnlyList<TabbedRow> rows, int headerRows, int from)
    {
        var width = TabbedHeaderCounter.Width(rows);
        var numbers = new int[width];
        var texts = new int[width];
        for (var i = headerRows; i < rows.Count; i++)
        {
            if (i == TabbedHeaderCounter.FirstRows) i = Math.Max(i, from);
            if (i >= rows.Count) break;
            for (var column = 0; column < Math.Min(rows[i].Width, width); column++)
                if (rows[i].Cells[column].Shape == CellShape.Number) numbers[column]++;
                else if (rows[i].Cells[column].Shape == CellShape.Text) texts[column]++;
        }
        return [.. Enumerable.Range(0, width).Select(column => column > 0 && numbers[column] > texts[column])];
    }
}
