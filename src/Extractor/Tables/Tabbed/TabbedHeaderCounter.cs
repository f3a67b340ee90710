namespace Extractor.Tables.Tabbed;

/// <summary>Tells how many leading rows of a table are its header.</summary>
/// <remarks>A header row holds no number. The header is complete when every column has a text in it; a row that comes
/// before that must stand under cells that span several columns. A row of column numbers (栏次, 1 2 3) belongs to it.</remarks>
public static class TabbedHeaderCounter
{
    private const int DeepestHeader = 5;

    /// <summary>The structure of a table is judged by this many of its rows; some tables have a hundred pages.</summary>
    internal const int FirstRows = 64;

    private const int LongestHeaderText = 60;

    /// <returns>0 for forms, and where the first row is data.</returns>
    public static int Count(IReadOnlyList<TabbedRow> rows)
    {
        if (rows.Count == 0 || IsForm(rows)) return 0;
        var width = Width(rows);
        var labelled = new bool[width];
        var count = 0;
        for (; count < Math.Min(rows.Count, DeepestHeader); count++)
        {
            var row = rows[count];
            if (count > 0 && IsColumnNumbers(row)) continue;
            if (row.HasNumber || IsBareTotal(row) || HasLongText(row)) break;
            if (count > 0 && !Continues(rows, count, labelled)) break;
            for (var column = 0; column < row.Width; column++) labelled[column] |= row.IsFilled(column);
        }
        return count == 1 && rows[0].FilledCount < 2 ? 0 : count;
    }

    /// <summary>Whether every column of the table has a text in its header.</summary>
    public static bool IsComplete(IReadOnlyList<TabbedRow> rows, int headerRows)
    {
        var width = Width(rows);
        for (var column = 0; column < width; column++)
            if (!rows.Take(headerRows).Any(row => row.IsFilled(column))) return false;
        return headerRows > 0;
    }

    /// <summary>A performance form: labels beside their values, and a header of indicators somewhere below.</summary>
    public static bool IsForm(IReadOnlyList<TabbedRow> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, FirstRows); i++)
            if (IsIndicatorHeader(rows[i])) return i > 0 || rows[0].FirstFilled > 0;
        return false;
    }

    public static bool IsIndicatorHeader(TabbedRow row)
    {
        var words = 0;
        foreach (var cell in row.Cells)
            if (cell.Text.Length is > 0 and <= 10
                && cell.Text.Replace(" ", "", StringComparison.Ordinal) is "一级指标" or "二级指标" or "三级指标" or "指标名称" or "指标内容" or "指标值" or "指标权重" or "指标性质" or "绩效指标值")
                words++;
        return words >= 2;
    }

    /// <summary>"栏次⇥1⇥2⇥3" or "⇥**⇥**": numbers that name columns.</summary>
    public static bool IsColumnNumbers(TabbedRow row)
    {
        int expected = 0, others = 0, stars = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.IsBlank) continue;
            if (cell.Text.AsSpan().Trim('*').IsEmpty) stars++;
            else if (LeadingNumber(cell.Text) is { } number && (expected == 0 || number == expected + 1)) expected = number;
            else if (cell.Text is "栏次" or "行次" or "类" or "款" or "项" or "合计" or "栏 次") others++;
            else return false;
        }
        return expected >= 2 && others <= 4 || stars >= 2;
    }

    /// <summary>The column number of "3", "3=4+5", "(3)"; null for anything else.</summary>
    private static int? LeadingNumber(string text)
    {
        var body = text.AsSpan().Trim("（）()".AsSpan());
        var equals = body.IndexOf('=');
        if (equals > 0) body = body[..equals];
        return body.Length is 1 or 2 && int.TryParse(body, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool Continues(IReadOnlyList<TabbedRow> rows, int index, bool[] labelled)
    {
        var (above, row) = (rows[index - 1], rows[index]);
        var open = labelled.Count(label => !label);
        if (open == 0) return IsExtraLevel(above, row);
        return FitsUnder(above, row, labelled.Length) || HeaderShiftRepair.FillsOpenColumns(labelled, row) || HeaderShiftRepair.MatchesRuns(above, row, labelled.Length)
            || NamesNumbersBelow(rows, index);
    }

    /// <summary>Words in most columns, two of them at least over numbers in the rows that follow.</summary>
    private static bool NamesNumbersBelow(IReadOnlyList<TabbedRow> rows, int index)
    {
        var row = rows[index];
        if (row.FilledCount * 2 <= row.Width) return false;
        var named = 0;
        for (var column = 1; column < row.Width; column++)
        {
            if (CellShapes.Of(row[column]) != CellShape.Text) continue;
            for (var below = index + 1; below < Math.Min(rows.Count, index + 4); below++)
            {
                if (CellShapes.Of(rows[below][column]) != CellShape.Number) continue;
                named++;
                break;
            }
        }
        return named >= 2;
    }

    /// <summary>Every filled cell stands under a cell that spans more than one column, or under none.</summary>
    private static bool FitsUnder(TabbedRow above, TabbedRow row, int width)
    {
        for (var column = 0; column < row.Width; column++)
            if (row.IsFilled(column) && above.IsFilled(column) && (column + 1 >= width || above.IsFilled(column + 1))) return false;
        return row.FilledCount > 0;
    }

    /// <summary>A level below a header that was complete: the same short word under several of its cells (类 款).</summary>
    private static bool IsExtraLevel(TabbedRow above, TabbedRow row)
    {
        string? word = null;
        var count = 0;
        for (var column = 0; column < row.Width; column++)
        {
            if (!row.IsFilled(column)) continue;
            if (column == 0 || !above.IsFilled(column) || row[column].Length > 6 || (word ??= row[column]) != row[column]) return false;
            count++;
        }
        return count > 1;
    }

    /// <summary>A row with nothing but the word for a total: the only row of an empty table.</summary>
    private static bool IsBareTotal(TabbedRow row) =>
        row.FilledCount == 1 && row[row.FirstFilled].Replace(" ", "", StringComparison.Ordinal).TrimEnd(':', '：') is "合计" or "总计" or "小计" or "合　计";

    private static bool HasLongText(TabbedRow row)
    {
        foreach (var cell in row.Cells)
            if (cell.Text.Length > LongestHeaderText) return true;
        return false;
    }

    /// <summary>Cells of the widest of the first rows: a stray cell far below changes no header.</summary>
    internal static int Width(IReadOnlyList<TabbedRow> rows)
    {
        var width = 0;
        for (var i = 0; i < Math.Min(rows.Count, FirstRows); i++) width = Math.Max(width, rows[i].Width);
        return width;
    }
}
