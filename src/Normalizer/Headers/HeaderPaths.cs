namespace Normalizer.Headers;

/// <summary>Header rows to one header path a column, top down.</summary>
public static class HeaderPaths
{
    /// <returns>One path for each column of the grid; empty where nothing stands above the column.</returns>
    public static ImmutableArray<ImmutableArray<string>> Of(ExtractedTable table)
    {
        var owner = Owners(table);
        var numbering = Enumerable.Range(0, table.HeaderRows).Where(row => row > 0 && IsNumbering(table, row)).ToHashSet();
        var paths = ImmutableArray.CreateBuilder<ImmutableArray<string>>(table.ColumnCount);
        for (var column = 0; column < table.ColumnCount; column++)
        {
            var path = ImmutableArray.CreateBuilder<string>();
            GridCell? above = null;
            for (var row = 0; row < table.HeaderRows; row++)
            {
                var cell = owner[row, column];
                if (cell is null || cell == above || cell.Text.Length == 0 || numbering.Contains(row)) continue;
                if (path.Count == 0 || path[^1] != cell.Text) path.Add(cell.Text);
                above = cell;
            }
            paths.Add(path.ToImmutable());
        }
        return paths.MoveToImmutable();
    }

    /// <summary>A row of column numbers ("栏次 1 2 3", "** ** 1 2") belongs to the header and names no column.</summary>
    public static bool IsNumbering(ExtractedTable table, int row)
    {
        int numbers = 0, others = 0;
        foreach (var cell in table.Cells)
        {
            if (cell.Row != row || cell.Text.Length == 0) continue;
            var text = FoldedText.WithYear(cell.Text);
            if (text.Length <= 2 && text.All(char.IsAsciiDigit) || text.Length == 0 && cell.Text.All(c => c is '*' or '＊' or '-' or '—')
                || cell.Text is "甲" or "乙" or "丙" or "丁" || IsFormula(cell.Text)) numbers++;
            else if (text is not ("栏次" or "栏次编号" or "行次")) others++;
        }
        return numbers >= 2 && others == 0 || numbers >= 3 && others <= 1;
    }

    /// <summary>"1=2+3" and the like, which stand under sums in some forms.</summary>
    private static bool IsFormula(string text) =>
        text.Length <= 24 && text.Any(char.IsAsciiDigit) && text.Contains('=', StringComparison.Ordinal) &&
        text.All(c => char.IsAsciiDigit(c) || c is '=' or '+' or '-' or '(' or ')' or ' ' or '*' or '/' or '（' or '）');

    /// <summary>Which header cell stands over each place. Where the source gives no spans (plain text), a group's text
    /// is taken to reach over the empty places to its right that have a header of their own below.</summary>
    private static GridCell?[,] Owners(ExtractedTable table)
    {
        var owner = new GridCell?[table.HeaderRows, table.ColumnCount];
        var spanned = false;
        foreach (var cell in table.Cells)
        {
            if (cell.Row >= table.HeaderRows) continue;
            spanned |= cell.IsSpanning;
            for (var row = cell.Row; row < Math.Min(cell.Row + cell.RowSpan, table.HeaderRows); row++)
                for (var column = cell.Column; column < Math.Min(cell.Column + cell.ColumnSpan, table.ColumnCount); column++)
                    owner[row, column] = cell;
        }
        if (spanned) return owner;
        for (var row = 0; row < table.HeaderRows - 1; row++)
            for (var column = 1; column < table.ColumnCount; column++)
            {
                if (owner[row, column] is not null || owner[row, column - 1] is not { } left) continue;
                var sameGroup = row == 0 || owner[row - 1, column] == owner[row - 1, column - 1];
                var hasOwn = Enumerable.Range(row + 1, table.HeaderRows - row - 1).Any(below => owner[below, column] is not null);
                var leftIsGroup = Enumerable.Range(row + 1, table.HeaderRows - row - 1).Any(below => owner[below, left.Column] is not null);
                if (sameGroup && hasOwn && leftIsGroup) owner[row, column] = left;
            }
        return owner;
    }
}
