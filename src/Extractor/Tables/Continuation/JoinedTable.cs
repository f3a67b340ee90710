namespace Extractor.Tables.Continuation;

/// <summary>A table under construction: the first page's part and what later pages added to it.</summary>
internal sealed class JoinedTable
{
    /// <summary>Borders of the parts may differ by this much, in points.</summary>
    private const double EdgeTolerance = 4;

    /// <summary>Likewise between columns without rulings, whose edges depend on the texts of each page.</summary>
    private const double LooseTolerance = 40;

    private readonly List<GridCell> cells;
    private readonly List<Evidence> at;
    private int rowCount;

    public JoinedTable(PageTable first)
    {
        First = Last = first;
        cells = [.. first.Cells];
        rowCount = first.RowCount;
        at = [Evidence.OnPage(first.Page, first.Box)];
    }

    public PageTable First { get; }
    public PageTable Last { get; private set; }

    /// <summary>Header rows known because a later page repeats them; 0 when none does.</summary>
    public int RepeatedHeaderRows { get; private set; }

    /// <summary>How many leading rows of <paramref name="next"/> repeat leading rows of this table.</summary>
    public int CountRepeatedRows(PageTable next)
    {
        var count = 0;
        while (count < Math.Min(Math.Min(First.RowCount, next.RowCount), 8) && SameRow(First, next, count)) count++;
        // A row of blanks repeats anything.
        while (count > 0 && !next.Cells.Any(cell => cell.Row == count - 1 && cell.Text.Length > 0)) count--;
        return count;
    }

    private static bool SameRow(PageTable a, PageTable b, int row) =>
        a.Cells.Where(cell => cell.Row == row && cell.Text.Length > 0).Select(cell => (cell.Column, cell.Text))
            .SequenceEqual(b.Cells.Where(cell => cell.Row == row && cell.Text.Length > 0).Select(cell => (cell.Column, cell.Text)));

    /// <summary>The columns of both parts stand at the same places; for columns known by their texts, they overlap one to one.</summary>
    public bool HasColumnsOf(PageTable next)
    {
        if (Last.ColumnCount != next.ColumnCount) return false;
        for (var i = 0; i < Last.ColumnEdges.Length; i++)
            if (Math.Abs(Last.ColumnEdges[i] - next.ColumnEdges[i]) > (next.IsRuled ? EdgeTolerance : LooseTolerance)) return false;
        return true;
    }

    /// <param name="skip">Leading rows of <paramref name="next"/> that only repeat the header.</param>
    public void Append(PageTable next, int skip)
    {
        if (skip > 0) RepeatedHeaderRows = Math.Max(RepeatedHeaderRows, skip);
        foreach (var cell in next.Cells)
            if (cell.Row >= skip) cells.Add(cell with { Row = cell.Row - skip + rowCount });
        rowCount += next.RowCount - skip;
        at.Add(Evidence.OnPage(next.Page, next.Box));
        Last = next;
    }

    public ExtractedTable ToTable()
    {
        var all = cells.ToImmutableArray();
        var header = HeaderRowCounter.Count(all, rowCount, First.ColumnCount);
        return new(rowCount, First.ColumnCount, header, all, [.. at]);
    }
}
