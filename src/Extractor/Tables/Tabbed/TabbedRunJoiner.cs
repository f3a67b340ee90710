namespace Extractor.Tables.Tabbed;

/// <summary>How a run of rows goes on with the table above it.</summary>
/// <param name="Shift">Columns its rows stand too far left (or, below zero, too far right).</param>
/// <param name="RepeatedHeaderRows">How many of its first rows repeat the table's header.</param>
public readonly record struct Continuation(int Shift, int RepeatedHeaderRows);

/// <summary>Decides whether rows after a gap belong to the table before it, and which columns they lost or gained there.</summary>
public static class TabbedRunJoiner
{
    private const int LongestStrayLabel = 8;

    /// <param name="table">All rows of the table so far.</param>
    /// <param name="gap">The lines of prose in the gap, without markup; blank lines and page numbers are not among them.</param>
    /// <param name="run">The rows after the gap.</param>
    /// <returns>Null if the run is a table of its own.</returns>
    public static Continuation? Join(IReadOnlyList<TabbedRow> table, IReadOnlyList<string> gap, IReadOnlyList<TabbedRow> run)
    {
        if (gap.Count > 1 || gap.Count == 1 && !IsStrayLabel(gap[0])) return null;
        var headerRows = TabbedHeaderCounter.Count(table);
        if (headerRows > 0 && RepeatedHeader(table, headerRows, run) is { } repeated) return repeated;
        if (StartsOwnTable(table, headerRows, run)) return null;
        var shift = BestShift(table, run);
        return gap.Count == 1 && !ContinuesShapes(table, run, shift) ? null : new(shift, 0);
    }

    /// <summary>The table goes on under its caption and header printed again: the same lines, or lines that say so (续表).</summary>
    /// <param name="captions">The lines above the table's first row.</param>
    public static Continuation? JoinRepeatedCaption(
        IReadOnlyList<TabbedRow> table, ImmutableArray<string> captions, IReadOnlyList<string> gap, IReadOnlyList<TabbedRow> run)
    {
        if (gap.Count == 0 || !gap.All(line => captions.Contains(line) || line.Contains('续', StringComparison.Ordinal))) return null;
        var headerRows = TabbedHeaderCounter.Count(table);
        return headerRows > 0 ? RepeatedHeader(table, headerRows, run) : null;
    }

    /// <summary>A fragment of a merged label that the page break left between the rows: "况", "三、绩效指标".</summary>
    private static bool IsStrayLabel(string text) =>
        text.Length is > 0 and <= LongestStrayLabel && !CaptionRows.IsTitle(text) && text[^1] is not ('表' or '：' or ':' or '。' or '录')
        && !text.StartsWith("附件", StringComparison.Ordinal) && !text.StartsWith("附表", StringComparison.Ordinal) && text[0] != '表';

    /// <summary>The header (or its last rows) printed again, perhaps with an empty column more at either side.</summary>
    private static Continuation? RepeatedHeader(IReadOnlyList<TabbedRow> table, int headerRows, IReadOnlyList<TabbedRow> run)
    {
        for (var first = 0; first < headerRows; first++)
        {
            var length = headerRows - first;
            if (run.Count < length) continue;
            for (var shift = -1; shift <= 2; shift++)
            {
                var all = true;
                for (var k = 0; k < length && all; k++) all = SameTexts(table[first + k], run[k], shift);
                if (all && table[first].FilledCount > 1) return new(shift, length);
            }
        }
        return null;
    }

    /// <summary>Whether <paramref name="row"/>, moved by <paramref name="shift"/> columns, has the texts of <paramref name="header"/>.</summary>
    internal static bool SameTexts(TabbedRow header, TabbedRow row, int shift = 0)
    {
        var width = Math.Max(header.Width, row.Width + shift);
        for (var column = Math.Min(0, shift); column < width; column++)
            if (!SameText(column < 0 ? "" : header[column], column - shift < 0 ? "" : row[column - shift])) return false;
        return true;
    }

    private static bool SameText(string a, string b) =>
        a == b || a.Length > 0 && b.Length > 0 && a.Where(c => !char.IsWhiteSpace(c)).SequenceEqual(b.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The run has a header of its own, over columns of numbers, and the table above had a whole one.</summary>
    private static bool StartsOwnTable(IReadOnlyList<TabbedRow> table, int headerRows, IReadOnlyList<TabbedRow> run)
    {
        if (!TabbedHeaderCounter.IsComplete(table, headerRows)) return false;
        if (TabbedHeaderCounter.IsForm(run)) return true;
        var own = TabbedHeaderCounter.Count(run);
        if (own == 0 || own == run.Count || !TabbedHeaderCounter.IsComplete(run, own)) return false;
        return NamesNumbers(run, own);
    }

    /// <summary>At least two columns have a text in the header and a number right below it.</summary>
    internal static bool NamesNumbers(IReadOnlyList<TabbedRow> rows, int headerRows)
    {
        var columns = 0;
        for (var column = 1; column < TabbedHeaderCounter.Width(rows); column++)
        {
            var isNamed = false;
            for (var r = 0; r < headerRows; r++) isNamed |= rows[r][column].Length > 1;
            if (!isNamed) continue;
            for (var r = headerRows; r < Math.Min(rows.Count, headerRows + 3); r++)
            {
                if (CellShapes.Of(rows[r][column]) != CellShape.Number) continue;
                columns++;
                break;
            }
        }
        return columns >= 2;
    }

    /// <summary>How many columns the run's rows stand too far left: as many as make its cells look most like those above them.</summary>
    private static int BestShift(IReadOnlyList<TabbedRow> table, IReadOnlyList<TabbedRow> run)
    {
        var spare = TabbedHeaderCounter.Width(table) - TabbedHeaderCounter.Width(run);
        var best = 0;
        var bestLikeness = -1.0;
        for (var shift = 0; shift <= Math.Min(spare, 3); shift++)
        {
            var likeness = Likeness(table, run, shift);
            if (likeness <= bestLikeness + 0.01) continue;
            (best, bestLikeness) = (shift, likeness);
        }
        return best;
    }

    private static bool ContinuesShapes(IReadOnlyList<TabbedRow> table, IReadOnlyList<TabbedRow> run, int shift) => Likeness(table, run, shift) >= 0.7;

    /// <summary>Share of the run's filled cells that look like a cell of their column in the last rows of the table.</summary>
    private static double Likeness(IReadOnlyList<TabbedRow> table, IReadOnlyList<TabbedRow> run, int shift)
    {
        var seen = new HashSet<(int Column, string Look)>();
        for (var r = Math.Max(0, table.Count - 12); r < table.Count; r++)
            for (var c = 0; c < table[r].Width; c++) seen.Add((c, Look(table[r][c])));
        int filled = 0, alike = 0;
        for (var r = 0; r < Math.Min(run.Count, 8); r++)
            for (var c = 0; c < run[r].Width; c++)
            {
                if (!run[r].IsFilled(c)) continue;
                filled++;
                if (seen.Contains((c + shift, Look(run[r][c])))) alike++;
            }
        return filled == 0 ? 0 : (double)alike / filled;
    }

    /// <summary>A number, a sign, a short repeated label by its first characters, or any other text.</summary>
    private static string Look(string text) => CellShapes.Of(text) switch
    {
        CellShape.Number => "9",
        CellShape.Blank => "",
        CellShape.Sign => text.Length > 3 ? text[..3] : text,
        _ when text.StartsWith("指标", StringComparison.Ordinal) => "指标",
        _ when text.EndsWith("指标", StringComparison.Ordinal) => "…指标",
        _ when text.Length <= 3 => "short",
        _ => "text",
    };
}
