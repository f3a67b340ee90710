using Extractor.Tables.Text;

namespace Extractor.Tables;

/// <summary>Tells how many leading rows of a table are its header: the rows above the first that holds data.</summary>
/// <remarks>Judged by the shape of the cells alone. A layout that knows the words may know better.</remarks>
public static class HeaderRowCounter
{
    /// <summary>Deeper headers do not occur: three levels, column numbers, and a title row make five.</summary>
    private const int Deepest = 6;

    /// <param name="cells">Ordered by row, then column.</param>
    /// <returns>0 when the first row already holds data, or the table is a form.</returns>
    public static int Count(ImmutableArray<GridCell> cells, int rowCount)
    {
        var rows = Enumerable.Range(0, rowCount).Select(_ => new List<GridCell>()).ToArray();
        foreach (var cell in cells)
            if (cell.Text.Length > 0) rows[cell.Row].Add(cell);

        var count = 0;
        var reach = 0;   // rows that spanning header cells reach into
        for (var row = 0; row < Math.Min(rowCount, Deepest); row++)
        {
            var isNumbering = IsColumnNumbering(rows[row]);
            if (row >= reach && (rows[row].Count == 0 || !isNumbering && rows[row].Exists(IsData))) break;
            if (!isNumbering && rows[row].Exists(IsAmount)) return row == 0 ? 0 : count;
            reach = Math.Max(reach, rows[row].Select(cell => cell.Row + cell.RowSpan).DefaultIfEmpty(0).Max());
            count = row + 1;
            if (isNumbering) return count;
        }
        // Nothing below is data: a list of words has one header row, spanning cells aside.
        if (count == Math.Min(rowCount, Deepest) && count < rowCount || count == rowCount)
            return Math.Min(count, Math.Max(1, rows[0].Select(cell => cell.RowSpan).DefaultIfEmpty(1).Max()));
        return count;
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

    private static bool IsData(GridCell cell) => IsAmount(cell) || IsCode(cell.Text) || cell.Text is "合计" or "总计" or "合 计" && cell is { RowSpan: 1 } && cell.Column == 0;

    private static bool IsAmount(GridCell cell)
    {
        var text = cell.Text;
        if (!Characters.IsNumberText(text) || !Characters.IsWellFormedNumber(text)) return text.Length > 1 && text[^1] is '%' or '％' && Characters.IsNumberText(text[..^1]);
        var isYear = text.Length == 4 && text.StartsWith("20", StringComparison.Ordinal);
        return !isYear && (text.Contains('.', StringComparison.Ordinal) || text.Contains(',', StringComparison.Ordinal) || text.Length > 4);
    }

    private static bool IsCode(string text) => text.Length is >= 3 and <= 7 && text.All(Characters.IsDigit)
        && !(text.Length == 4 && text.StartsWith("20", StringComparison.Ordinal));
}
