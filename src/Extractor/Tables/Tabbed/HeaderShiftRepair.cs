namespace Extractor.Tables.Tabbed;

/// <summary>Puts header cells back over their columns where recognition printed them too early, too short or glued.</summary>
/// <remarks>Each rule wants a header that contradicts itself as printed and exactly one place where it does not.</remarks>
public static class HeaderShiftRepair
{
    /// <param name="header">The header rows as printed.</param>
    /// <param name="firstNumber">The first column of the body that holds numbers and no codes; 0 if there is none.</param>
    /// <returns>The rows with their cells in place, and the rows that were changed, each before and after.</returns>
    public static (ImmutableArray<TabbedRow> Rows, ImmutableArray<(TabbedRow Before, TabbedRow After, string Reason)> Changes) Repair(
        IReadOnlyList<TabbedRow> header, int width, int firstNumber)
    {
        var rows = header.ToArray();
        var changes = ImmutableArray.CreateBuilder<(TabbedRow, TabbedRow, string)>();
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            var above = rows.AsSpan(0, i);
            var below = i + 1 < rows.Length ? rows[i + 1] : null;
            var (after, reason) = UnglueCells(rows[i], below)
                ?? RepeatGroups(rows[i], below)
                ?? PartLabelsFromNumbers(rows[i], below, firstNumber)
                ?? MatchRuns(rows[i], below, width)
                ?? FillOpenColumns(above, rows[i], below, width)
                ?? (rows[i], "");
            if (ReferenceEquals(after, rows[i])) continue;
            changes.Add((rows[i], after, reason));
            rows[i] = after;
        }
        changes.Reverse();
        return ([.. rows], changes.ToImmutable());
    }

    /// <summary>"部门预算 政府预算" over two columns with the same heading: one word for each of them.</summary>
    private static (TabbedRow, string)? UnglueCells(TabbedRow row, TabbedRow? below)
    {
        if (below is null) return null;
        for (var column = 0; column < row.Width; column++)
        {
            var parts = row[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2 || column + parts.Length > below.Width || !IsGroup(row, column, parts.Length)) continue;
            var word = below[column];
            if (word.Length == 0 || !Enumerable.Range(column, parts.Length).All(c => below[c] == word)) continue;
            var cells = row.Cells.ToBuilder();
            var start = cells[column].Start;
            for (var k = 0; k < parts.Length; k++)
            {
                var at = row.Cells[column].Printed.IndexOf(parts[k], StringComparison.Ordinal);
                cells[column + k] = new(parts[k], parts[k], start + Math.Max(at, 0), 0);
            }
            return (row with { Cells = cells.ToImmutable() }, "Two cells are printed as one; the columns below repeat the same heading.");
        }
        return null;
    }

    /// <summary>The row below begins its headings anew as often as there are groups above: each group starts where it does.</summary>
    private static (TabbedRow, string)? RepeatGroups(TabbedRow row, TabbedRow? below)
    {
        if (below is null || below.FirstFilled < 0) return null;
        var heading = below[below.FirstFilled];
        var starts = Filled(below).Where(column => below[column] == heading).ToList();
        var filled = Filled(row);
        var groups = filled.Skip(filled.FindLastIndex(column => column <= starts[0])).ToList();
        if (starts.Count < 2 || filled.Count == 0 || filled[0] > starts[0] || groups.Count != starts.Count || starts.SequenceEqual(groups)) return null;
        if (starts[0] > 0 && !Repeats(below, starts[0], starts[1] - starts[0])) return null;
        var kept = filled.Take(filled.Count - groups.Count);
        return (Place(row, filled, [.. kept, .. starts]), "The headings below begin anew for each group; each group's name stands over its first heading.");
    }

    private static bool Repeats(TabbedRow row, int first, int period) =>
        (row.Width - first) % period == 0 && Enumerable.Range(first, row.Width - first - period).All(column => row[column] == row[column + period]);

    /// <summary>Two groups, the first over a single heading: the second begins where the numbers do.</summary>
    private static (TabbedRow, string)? PartLabelsFromNumbers(TabbedRow row, TabbedRow? below, int firstNumber)
    {
        var filled = Filled(row);
        if (below is null || filled.Count != 2 || filled[0] != 0 || filled[1] != 1 || firstNumber < 2 || !Enumerable.Range(0, firstNumber + 1).All(below.IsFilled)) return null;
        return (Place(row, filled, [0, firstNumber]), "A group's name stands over one heading only; the next group begins with the first column of numbers.");
    }

    /// <summary>As many cells as the row below has groups and gaps, but not over them: a spanning cell was printed short.</summary>
    private static (TabbedRow, string)? MatchRuns(TabbedRow row, TabbedRow? below, int width) =>
        below is not null && MatchesRuns(row, below, width)
            ? (Place(row, Filled(row), Runs(below, width)), "A spanning cell is printed too short, so that the cells after it stand too far left.")
            : null;

    /// <summary>Whether the row's cells, moved to the groups and gaps of the row below, would leave no column without a name.</summary>
    internal static bool MatchesRuns(TabbedRow row, TabbedRow below, int width)
    {
        if (row.FirstFilled != 0 || below.FilledCount < 2) return false;
        var runs = Runs(below, width);
        var filled = Filled(row);
        if (filled.Count != runs.Count || filled.SequenceEqual(runs)) return false;
        return Enumerable.Range(0, width).Any(c => !row.IsFilled(c) && !below.IsFilled(c)) && HasSingleChild(row, below, width);
    }

    /// <summary>A cell over one column only that has a heading below it: two names for one column, one of them misplaced.</summary>
    private static bool HasSingleChild(TabbedRow row, TabbedRow below, int width) =>
        Enumerable.Range(0, width).Any(c => row.IsFilled(c) && below.IsFilled(c) && (c + 1 == width || row.IsFilled(c + 1)));

    /// <summary>A third level whose cells were printed too far left: they belong to the columns that have no name yet.</summary>
    private static (TabbedRow, string)? FillOpenColumns(ReadOnlySpan<TabbedRow> above, TabbedRow row, TabbedRow? below, int width)
    {
        if (above.Length < 2 || below is not null) return null;
        var labelled = new bool[width];
        foreach (var other in above)
            for (var column = 0; column < width; column++) labelled[column] |= other.IsFilled(column);
        if (!FillsOpenColumns(labelled, row)) return null;
        var filled = Filled(row);
        var targets = OpenGroups(labelled);
        return filled[0] >= targets[0] ? null
            : (Place(row, filled, targets), "The level's cells are printed too far left; they name the columns of the group that has none yet.");
    }

    /// <summary>Whether the row, though it stands elsewhere, has just as many cells as the columns still without a name need.</summary>
    internal static bool FillsOpenColumns(bool[] labelled, TabbedRow row)
    {
        var filled = Filled(row);
        if (filled.Count < 2 || labelled.All(label => label)) return false;
        return filled.Count == OpenGroups(labelled).Count;
    }

    /// <summary>The columns of every group with unnamed columns; its first column bears the group's name.</summary>
    private static List<int> OpenGroups(bool[] labelled)
    {
        var columns = new List<int>();
        for (var column = 1; column < labelled.Length; column++)
        {
            if (labelled[column]) continue;
            if (labelled[column - 1]) columns.Add(column - 1);
            columns.Add(column);
        }
        return columns;
    }

    private static List<int> Filled(TabbedRow row)
    {
        var columns = new List<int>();
        for (var column = 0; column < row.Width; column++)
            if (row.IsFilled(column)) columns.Add(column);
        return columns;
    }

    /// <summary>Where groups of neighbouring filled cells start, and every blank column between and after them.</summary>
    private static List<int> Runs(TabbedRow row, int width)
    {
        var starts = new List<int>();
        for (var column = 0; column < width; column++)
            if (!row.IsFilled(column) || column == 0 || !row.IsFilled(column - 1)) starts.Add(column);
        return starts;
    }

    private static bool IsGroup(TabbedRow row, int column, int length) =>
        Enumerable.Range(column + 1, length - 1).All(c => c < row.Width && !row.IsFilled(c));

    private static TabbedRow Place(TabbedRow row, List<int> from, List<int> to)
    {
        var cells = Enumerable.Repeat(TabbedCell.Empty, Math.Max(row.Width, to[^1] + 1)).ToArray();
        for (var k = 0; k < from.Count; k++) cells[to[k]] = row.Cells[from[k]];
        return row with { Cells = [.. cells] };
    }
}
