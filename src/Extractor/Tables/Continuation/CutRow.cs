using Extractor.Tables.Text;

namespace Extractor.Tables.Continuation;

/// <summary>Tells whether a page's first row is the rest of the row that the page break cut, and puts the two together.</summary>
internal static class CutRow
{
    /// <summary>Share of the rows whose first column is filled before a row without it can be the rest of another.</summary>
    private const double KeyedShare = 0.8;

    /// <param name="above">All cells so far.</param>
    /// <param name="last">The last row so far.</param>
    /// <param name="rest">The cells of the next page's first row.</param>
    /// <returns>True when every text of <paramref name="rest"/> goes on below one of the last row, none in the first column, and no whole figure is among them.</returns>
    public static bool IsRest(IReadOnlyList<GridCell> above, int last, IReadOnlyList<GridCell> rest)
    {
        var filled = rest.Where(cell => cell.Text.Length > 0).ToList();
        if (filled.Count == 0 || last < 2 || filled.Exists(cell => cell.Column == 0 || cell.IsSpanning)) return false;
        var keyed = above.Where(cell => cell.Column == 0 && cell.Text.Length > 0).Sum(cell => cell.RowSpan);
        var row = above.Where(cell => cell.Row == last && cell.Text.Length > 0).ToDictionary(cell => cell.Column);
        return keyed >= KeyedShare * (last + 1) && row.ContainsKey(0) && filled.TrueForAll(cell => row.TryGetValue(cell.Column, out var upper) && GoesOn(upper.Text, cell.Text));
    }

    /// <summary>A word after a word; the rest of a number only where the two make one and the first is unfinished.</summary>
    private static bool GoesOn(string upper, string rest)
    {
        bool isNumber = Characters.IsNumberText(upper), restIsNumber = Characters.IsNumberText(rest);
        if (!isNumber && !restIsNumber) return true;
        return isNumber && restIsNumber && Characters.IsWellFormedNumber(upper + rest)
            && (upper[^1] is ',' or '.' || rest[0] is ',' or '.' || !Characters.IsWellFormedNumber(upper));
    }

    /// <summary>The cell with the text of its rest.</summary>
    public static GridCell Join(GridCell upper, GridCell rest)
    {
        var space = Characters.IsNumberText(upper.Text) || Characters.IsCjk(upper.Text[^1..]) || Characters.IsCjk(rest.Text) ? "" : " ";
        return upper with { Text = upper.Text + space + rest.Text, Printed = upper.Printed + space + rest.Printed };
    }
}
