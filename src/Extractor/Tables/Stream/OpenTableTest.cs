namespace Extractor.Tables.Stream;

/// <summary>Tells a table without any rules from prose, lists, contents and charts.</summary>
internal static class OpenTableTest
{
    /// <summary>Fewest lines with text in two columns or more.</summary>
    private const int FewestRows = 3;

    /// <summary>Longer texts than this on average, in characters, are prose set in columns.</summary>
    private const double ProseLength = 34;

    /// <param name="isNamed">A table's name or unit stands above: two rows are enough, and the figures may be blank.</param>
    public static bool Accepts(IReadOnlyList<SegmentedLine> lines, List<ColumnExtent> columns, bool isNamed)
    {
        if (columns.Count < 2) return false;
        var rows = lines.Where(line => line.Segments.Length > 1).ToList();
        if (rows.Count < (isNamed ? 2 : FewestRows) || rows.Count < (isNamed ? 0.3 : 0.5) * lines.Count) return false;
        if (lines.Count(HasLeader) > 0.3 * lines.Count) return false;
        var segments = rows.SelectMany(line => line.Segments).ToList();
        if (segments.Average(segment => segment.Text.Length) > ProseLength) return false;

        if (isNamed && columns.Count > 2) return true;
        // Numbers in every column but the first are what tells a table best.
        var numericColumns = 0;
        foreach (var column in columns)
        {
            var own = segments.Where(segment => column.Overlaps(segment.Box)).ToList();
            if (own.Count >= 2 && own.Count(segment => segment.IsNumeric) >= 0.6 * own.Count) numericColumns++;
        }
        if (numericColumns == 1 && IsContents(rows, columns)) return false;
        if (columns.Count == 2) return numericColumns >= 1 && !IsNumberedList(rows);
        return numericColumns >= Math.Max(1, (columns.Count - 1) * 0.4);
    }

    private static bool HasLeader(SegmentedLine line) =>
        line.Segments.Any(segment => segment.Text.Contains("....", StringComparison.Ordinal) || segment.Text.Contains(". . .", StringComparison.Ordinal) || segment.Text.Contains("……", StringComparison.Ordinal));

    /// <summary>Titles with page numbers, or equations with their own, that only grow.</summary>
    private static bool IsContents(List<SegmentedLine> rows, List<ColumnExtent> columns)
    {
        var numbers = new List<int>();
        foreach (var line in rows)
            if (columns[^1].Overlaps(line.Segments[^1].Box) && int.TryParse(line.Segments[^1].Text.Trim('(', ')'), out var number)) numbers.Add(number);
        return numbers.Count >= 0.8 * rows.Count && numbers.Zip(numbers.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    /// <summary>1. …, (a) …: a mark, then text.</summary>
    private static bool IsNumberedList(List<SegmentedLine> rows) =>
        rows.Count(line => line.Segments.Length == 2 && line.Segments[0].Text.Length <= 5 && !line.Segments[1].IsNumeric) > 0.5 * rows.Count;
}
