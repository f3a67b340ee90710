namespace Extractor.Tables.Tabbed;

/// <summary>Puts header cells back over their columns where recognition printed them too early, too short or glued.</summary>
/// <remarks>Each rule wants a header that contradicts itself as printed and exactly one place where it does not.</remarks>
public static class HeaderShiftRepair
{
    /// <param name="header">The header rows as printed.</param>
    /// <returns>The rows with their cells in place, and the rows that were changed, each before and after.</returns>
    public static (ImmutableArray<TabbedRow> Rows, ImmutableArray<(TabbedRow Before, TabbedRow After, string Reason)> Changes) Repair(
        IReadOnlyList<TabbedRow> header, int width)
    {
        var rows = header.ToArray();
        var changes = ImmutableArray.CreateBuilder<(TabbedRow, TabbedRow, string)>();
        for (var i = 0; i < rows.Length; i++)
        {
            var above = rows.AsSpan(0, i);
            var below = i + 1 < rows.Length ? rows[i + 1] : null;
            var (after, reason) = UnglueCells(rows[i], below)
                ?? RepeatGroups(rows[i], below)
                ?? MatchRuns(rows[i], below, width)
                ?? FillOpenColumns(above, rows[i], below, width)
                ?? (rows[i], "");
            if (ReferenceEquals(after, rows[i])) continue;
            changes.Add((rows[i], after, reason));
            rows[i] = after;
        }
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

    /// <summary>The row below repeats the same headings group by group, so the groups above start where the repetition does.</summary>
    private static (TabbedRow, string)? RepeatGroups(TabbedRow row, TabbedRow? below)
    {
        var groups = Filled(row);
        if (below is null || groups.Count < 2 || below.Width % groups.Count != 0) return null;
        var period = below.Width / groups.Count;
        if (period < 2 || !Enumerable.Range(0, below.Width - period).All(c => below[c] == below[c + period]) || below[0].Length == 0) return null;
        var starts = Enumerable.Range(0, groups.Count).Select(k => k * period).ToList();
        return starts.SequenceEqual(groups) ? null : (Place(row, groups, starts), "The headings below repeat in equal groups; each group's name stands over its first one.");
    }

    /// <summary>As many cells as the row below has groups and gaps, but not over them: a spanning cell was printed short.</summary>
    private static (TabbedRow, string)? MatchRuns(TabbedRow row, TabbedRow? below, int width) =>
        below is not null && MatchesRuns(row, below, width)
            ? (Place(row, Filled(row), Runs(below, width)), "A spanning cell is printed too short, so that the cells after it stand too far left.")
            : null;

    /// <summary>Whether the row's cells, moved to the groups and gaps of the row below, would leave no column without a name.</summary>
    internal static bool MatchesRuns(TabbedRow row, TabbedRow below, int width)
    {
        if (row.FirstFilled != 0 || below.FirstFilled != 0) return false;
        var runs = Runs(below, width);
        var filled = Filled(row);
        if (filled.Count != runs.Count || filled.SequenceEqual(runs)) return false;
        return Enumerable.Range(0, width).Any(c => !row.IsFilled(c) && !below.IsFilled(c));
    }

    /// <summary>A level whose cells were printed from the left edge on: they belong to the columns that have no name yet.</summary>
    private static (TabbedRow, string)? FillOpenColumns(ReadOnlySpan<TabbedRow> above, TabbedRow row, TabbedRow? below, int width)
    {
        if (above.IsEmpty || below is not null) return null;
        var labelled = new bool[width];
        foreach (var other in above)
            for (var column = 0; column < width; column++) labelled[column] |= other.IsFilled(column);
        if (!FillsOpenColumns(labelled, row)) return null;
        var filled = Filled(row);
        var targets = OpenGroup(labelled, filled.Count);
        return filled.SequenceEqual(targets) ? null
            : (Place(row, filled, targets), "The level's cells are printed too far left; they name the columns of the group that has none yet.");
    }

    /// <summary>Whether the row, though it stands elsewhere, has just as many cells as the columns still without a name need.</summary>
    internal static bool FillsOpenColumns(bool[] labelled, TabbedRow row)
    {
        var filled = Filled(row);
        if (filled.Count < 2 || labelled.All(label => label)) return false;
        return OpenGroup(labelled, filled.Count) is { Count: > 0 } targets && filled.Count == targets.Count;
    }

    /// <summary>The columns of the one group with unnamed columns (its first column bears the group's name), if there are so many.</summary>
    private static List<int> OpenGroup(bool[] labelled, int count)
    {
        var columns = new List<int>();
        for (var column = 1; column < labelled.Length; column++)
        {
            if (labelled[column]) continue;
            if (labelled[column - 1])
            {
                if (columns.Count > 0) return [];
                columns.Add(column - 1);
            }
            columns.Add(column);
        }
        return columns.Count == count ? columns : [];
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
