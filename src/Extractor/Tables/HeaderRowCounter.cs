using Extractor.Tables.Text;

namespace Extractor.Tables;

/// <summary>Tells how many leading rows of a table are its header: the rows above the first that holds data.</summary>
/// <remarks>Judged by the shape of the cells alone. A layout that knows the words may know better.</remarks>
public static class HeaderRowCounter
{
    /// <summary>Deeper headers do not occur: three levels, column numbers, and a title row make five.</summary>
    private const int Deepest = 6;

    /// <summary>A header leaves at most this share of the columns under a text that spans several (类, 款, 项 under one word do so).</summary>
    private const double SpannedShare = 0.5;

    /// <summary>Rows of a form merge cells as they need; in a table fewer than this share of the body rows do.</summary>
    private const double MergedShare = 0.4;

    /// <summary>A text of this many characters beside a label, over all other columns, is an answer in a form.</summary>
    private const int SentenceLength = 25;

    /// <param name="cells">Ordered by row, then column.</param>
    /// <returns>0 when the first row already holds data, or the table is a form.</returns>
    public static int Count(ImmutableArray<GridCell> cells, int rowCount, int columnCount)
    {
        var rows = Enumerable.Range(0, rowCount).Select(_ => new List<GridCell>()).ToArray();
        foreach (var cell in cells) rows[cell.Row].Add(cell);
        var count = RowsAboveData(rows) ?? LeafDepth(rows, columnCount);
        return count > 0 && (Spanned(rows, count, columnCount) > SpannedShare || IsForm(rows, count, columnCount) || HasTwoLabels(rows, count)) ? 0 : count;
    }

    /// <returns>Null when no row shows that it holds data.</returns>
    private static int? RowsAboveData(List<GridCell>[] rows)
    {
        var reach = 0;   // rows that spanning header cells reach into
        for (var row = 0; row < Math.Min(rows.Length, Deepest); row++)
        {
            var filled = rows[row].FindAll(cell => cell.Text.Length > 0);
            if (IsColumnNumbering(filled)) return row + 1;
            if (filled.Exists(IsAmount) || row >= reach && (filled.Count == 0 || filled.Exists(cell => IsCode(cell.Text)) || IsTotal(filled))) return row;
            reach = Math.Max(reach, filled.Select(cell => cell.Row + cell.RowSpan).DefaultIfEmpty(0).Max());
        }
        return null;
    }

    /// <summary>The first row down to which every column has a text of its own.</summary>
    private static int LeafDepth(List<GridCell>[] rows, int columnCount)
    {
        for (var count = 1; count <= Math.Min(rows.Length, Deepest); count++)
        {
            var reach = rows.Take(count).SelectMany(row => row).Where(cell => cell.Text.Length > 0).Select(cell => cell.Row + cell.RowSpan).DefaultIfEmpty(0).Max();
            if (reach <= count && Spanned(rows, count, columnCount) == 0) return count;
        }
        return Math.Min(1, rows.Length);
    }

    /// <summary>Share of the columns whose lowest text in the first rows spans several columns.</summary>
    private static double Spanned(List<GridCell>[] rows, int count, int columnCount)
    {
        var spanned = new bool[columnCount];
        foreach (var cell in rows.Take(count).SelectMany(row => row).Where(cell => cell.Text.Length > 0))
            for (var column = cell.Column; column < Math.Min(columnCount, cell.Column + cell.ColumnSpan); column++) spanned[column] = cell.ColumnSpan > 1;
        return spanned.Count(isSpanned => isSpanned) / (double)columnCount;
    }

    private static bool IsForm(List<GridCell>[] rows, int count, int columnCount)
    {
        var body = rows.Skip(count).Where(row => row.Exists(cell => cell.Text.Length > 0)).ToList();
        return body.Count > 1 && body.Count(row => row.Exists(cell => cell.ColumnSpan > 1)) > MergedShare * body.Count
            || body.Exists(row => row.Exists(cell => cell.Column > 0 && cell.ColumnSpan >= Math.Max(2, columnCount - 2) && cell.Text.Length >= SentenceLength));
    }

    /// <summary>A form begins with labels below each other; the first column of a table has one title, or one under a spanning one.</summary>
    private static bool HasTwoLabels(List<GridCell>[] rows, int count)
    {
        var labels = rows.Take(count).Where(row => !IsColumnNumbering(row.FindAll(cell => cell.Text.Length > 0)))
            .SelectMany(row => row).Where(cell => cell is { Column: 0, RowSpan: 1 } && cell.Text.Length > 0).ToList();
        return labels.Zip(labels.Skip(1)).Any(pair => pair.First.ColumnSpan == pair.Second.ColumnSpan)
            && rows.Take(count).Any(row => row.Exists(cell => cell.Column > 0 && cell.ColumnSpan > 1));
    }

    /// <summary>栏次, 行次, **, 1, 2, 3: the row that numbers the columns.</summary>
    public static bool IsColumnNumbering(IReadOnlyCollection<GridCell> row)
    {
        if (row.Count < 2) return false;
        var numbers = 0;
        foreach (var cell in row)
        {
            var text = cell.Text;
            if (text.Length <= 2 && text.All(Characters.IsDigit)) numbers++;
            else if (text is not ("栏次" or "行次" or "**" or "—" or "-" or "类" or "款" or "项" or "合计" or "甲" or "乙")
                && !IsFormula(text)) return false;
        }
        return numbers >= 2 || numbers >= 1 && row.Count <= 3 && row.Any(cell => cell.Text is "栏次" or "**");
    }

    /// <summary>1=2+3, 4=(5+6): what a numbered column adds up.</summary>
    private static bool IsFormula(string text) =>
        text.Any(Characters.IsDigit) && text.All(c => Characters.IsDigit(c) || c is '=' or '+' or '-' or '*' or '/' or '(' or ')' or '（' or '）' or '＝' or '＋' or '－' or ' ');

    /// <summary>The total's name before its figures; before other words it heads a column.</summary>
    private static bool IsTotal(List<GridCell> row) =>
        row is [{ Column: 0, RowSpan: 1, Text: "合计" or "总计" }, .. var figures] && figures.TrueForAll(cell => Characters.IsNumberText(cell.Text));

    private static bool IsAmount(GridCell cell)
    {
        var text = cell.Text;
        if (text.Length > 1 && text[^1] is '%' or '％') return Characters.IsNumberText(text[..^1]);
        return Characters.IsNumberText(text) && Characters.IsWellFormedNumber(text) && !IsYear(text)
            && (text.Contains('.', StringComparison.Ordinal) || text.Contains(',', StringComparison.Ordinal) || text.Length > 4);
    }

    private static bool IsCode(string text) => text.Length is >= 3 and <= 7 && text.All(Characters.IsDigit) && !IsYear(text);

    private static bool IsYear(string text) => text.Length == 4 && (text.StartsWith("19", StringComparison.Ordinal) || text.StartsWith("20", StringComparison.Ordinal));
}
