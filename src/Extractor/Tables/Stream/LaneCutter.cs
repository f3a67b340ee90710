using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Cuts segments that hold texts of two columns.</summary>
internal static class LaneCutter
{
    /// <summary>Edges this near, in points, are aligned.</summary>
    private const double Alignment = 1.2;

    /// <summary>Longer stretches, in characters, are sentences with amounts in them.</summary>
    private const int ProseLength = 40;

    /// <summary>So many lines must start a text or end a figure at one place before texts that touch there are cut.</summary>
    private const int Witnesses = 3;

    /// <summary>A gap below this, in em, between words in letters is a word space.</summary>
    private const double WordSpace = 0.4;

    /// <summary>Likewise between ideographs.</summary>
    private const double TouchGap = 0.1;

    /// <summary>A segment over a lane between two columns is two texts when a gap between its words lies there.</summary>
    public static IEnumerable<Segment> Cut(Segment segment, List<ColumnExtent> columns) =>
        IsSentence(segment.Text) ? [segment] : CutWhere(segment, (before, after) => !IsWordSpace(before, after) && columns.Zip(columns.Skip(1)).Any(pair =>
            before.Box.X1 <= pair.Second.X0 + 0.1 && after.Box.X0 >= pair.First.X1 - 0.1 && before.Box.CenterX < pair.First.X1 && after.Box.CenterX > pair.Second.X0));

    private static bool IsSentence(string text) => text.Length >= ProseLength && text.Count(c => Characters.IsCjk(c.ToString())) > text.Length / 2;

    /// <summary>Words of one text: letters a word space apart, or ideographs and their marks that touch.</summary>
    private static bool IsWordSpace(TextRun before, TextRun after)
    {
        if (Characters.IsNumberText(before.Text) || Characters.IsNumberText(after.Text)) return false;
        bool isIdeograph = Characters.IsCjk(before.Glyphs[^1].Text), nextIsIdeograph = Characters.IsCjk(after.Glyphs[0].Text);
        return isIdeograph == nextIsIdeograph && after.Box.X0 - before.Box.X1 < (isIdeograph ? TouchGap : WordSpace) * before.Size;
    }

    /// <summary>A figure and a text that touch are cut where other lines, too, begin a text or end a figure at the same x.</summary>
    public static List<SegmentedLine> CutAtAlignedEdges(IReadOnlyList<SegmentedLine> lines)
    {
        var pieces = lines.SelectMany(line => line.Segments).SelectMany(segment => CutWhere(segment, IsChange)).ToList();
        List<double> starts = [.. pieces.Where(piece => !piece.IsNumeric).Select(piece => piece.Box.X0).Order()];
        List<double> ends = [.. pieces.Where(piece => piece.IsNumeric).Select(piece => piece.Box.X1).Order()];
        return [.. lines.Select(line => line with { Segments = [.. line.Segments.SelectMany(segment => CutWhere(segment, (before, after) => IsChange(before, after)
            && (segment.Text.Length < ProseLength && IsAmountBesideName(before, after) || Characters.IsNumberText(before.Text)
                ? IsAmount(before) && (CountNear(ends, before.Box.X1) >= Witnesses || CountNear(starts, after.Box.X0) >= Witnesses)
                : IsAmount(after) && CountNear(ends, after.Box.X1) >= Witnesses))) ] })];
    }

    /// <summary>An amount with decimals, and a text that is not its unit or the rest of a sentence.</summary>
    private static bool IsAmountBesideName(TextRun before, TextRun after) =>
        IsAmount(before) && before.Text.Contains('.', StringComparison.Ordinal) && !"元万亿千百个人名户项次台件年月日，。；、）)%％".Contains(after.Text[0], StringComparison.Ordinal);

    private static bool IsChange(TextRun before, TextRun after) => Characters.IsNumberText(before.Text) != Characters.IsNumberText(after.Text);

    private static bool IsAmount(TextRun run) => Characters.IsWellFormedNumber(run.Text) && run.Text.AsSpan().IndexOfAny('.', ',') > 0;

    private static int CountNear(List<double> sorted, double at)
    {
        var from = sorted.BinarySearch(at - Alignment);
        if (from < 0) from = ~from;
        var count = 0;
        while (from + count < sorted.Count && sorted[from + count] <= at + Alignment) count++;
        return count;
    }

    private static IEnumerable<Segment> CutWhere(Segment segment, Func<TextRun, TextRun, bool> isCut)
    {
        if (segment.Runs.Length == 1)
        {
            yield return segment;
            yield break;
        }
        var open = new List<TextRun>();
        foreach (var run in segment.Runs)
        {
            if (open.Count > 0 && isCut(open[^1], run))
            {
                yield return Segment.Of(open);
                open.Clear();
            }
            open.Add(run);
        }
        yield return Segment.Of(open);
    }
}
