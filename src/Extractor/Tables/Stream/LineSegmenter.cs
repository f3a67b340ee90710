using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Cuts lines where two things stand beside each other.</summary>
public sealed class LineSegmenter
{
    /// <summary>A gap this wide, in em, separates words of different cells; justified prose has word spaces up to 0.8.</summary>
    public double WordGap { get; init; } = 1.0;

    /// <summary>A narrower gap from this width on, in em, does so when it is so many times as wide as the line's usual word space.</summary>
    public double ColumnGap { get; init; } = 0.65;
    private const double WiderGap = 2.2;

    /// <summary>Fewest gaps that show a line's usual word space.</summary>
    private const int FewestWords = 3;

    /// <summary>A gap this wide, in em, separates a number from a number, or from ideographs.</summary>
    public double NumberGap { get; init; } = 0.4;

    /// <summary>A number that has its decimals is finished: from this gap on, in em, the next one is another.</summary>
    public double AmountGap { get; init; } = 0.1;

    /// <summary>Within a number typed with spaces, or set in a font of wide points, gaps stay below this, in em.</summary>
    public double SpacedNumber { get; init; } = 0.9;

    /// <summary>Ideographs of one text touch: a gap this wide, in em, parts two.</summary>
    public double IdeographGap { get; init; } = 0.15;

    /// <summary>Single ideographs up to this far apart, in em, are one word spaced out (合　计).</summary>
    public double SpacedOut { get; init; } = 3;

    public SegmentedLine Cut(TextLine line)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var open = new List<TextRun> { line.Runs[0] };
        var wordSpace = WordSpace(line);
        for (var i = 1; i < line.Runs.Length; i++)
        {
            if (IsCut(open[^1], line.Runs[i]) || Gap(open[^1], line.Runs[i]) >= Math.Max(ColumnGap, WiderGap * wordSpace))
            {
                segments.Add(Segment.Of(open));
                open.Clear();
            }
            open.Add(line.Runs[i]);
        }
        segments.Add(Segment.Of(open));
        return new(segments.ToImmutable(), line.Box);
    }

    private static double Gap(TextRun before, TextRun after) => (after.Box.X0 - before.Box.X1) / Math.Max(before.Size, after.Size);

    /// <returns>The usual gap between the words of a line, in em; without end where too few words show it.</returns>
    private double WordSpace(TextLine line)
    {
        var gaps = line.Runs.Zip(line.Runs.Skip(1), Gap).Where(gap => gap > AmountGap && gap < WordGap).Order().ToList();
        return gaps.Count < FewestWords ? double.PositiveInfinity : gaps[(gaps.Count - 1) / 2];
    }

    private bool IsCut(TextRun before, TextRun after)
    {
        var gap = Gap(before, after);
        if (gap >= WordGap) return !(gap < SpacedOut && before.Glyphs.Length == 1 && after.Glyphs.Length == 1 && Characters.IsCjk(before.Text) && Characters.IsCjk(after.Text));
        if (gap >= IdeographGap && Characters.IsCjk(before.Glyphs[^1].Text) && Characters.IsCjk(after.Glyphs[0].Text))
            return before.Glyphs.Length > 1 || after.Glyphs.Length > 1;
        string left = before.Text, right = after.Text;
        if (gap < SpacedNumber && Characters.ContinuesNumber(left, right)) return false;
        if (gap >= AmountGap && left.Contains('.', StringComparison.Ordinal) && Characters.IsWellFormedNumber(left) && Characters.IsWellFormedNumber(right)) return true;
        if (gap < NumberGap) return false;
        bool leftIsNumber = IsFigure(left), rightIsNumber = IsFigure(right);
        if (leftIsNumber && rightIsNumber) return true;
        // Ideographs stand without word spaces, also beside letters and digits.
        return (Characters.IsCjk(before.Glyphs[^1].Text) || Characters.IsCjk(after.Glyphs[0].Text))
            && !(before.Glyphs.Length == 1 && after.Glyphs.Length == 1 && Characters.IsCjk(left) && Characters.IsCjk(right));
    }

    /// <summary>A number, a percentage, or the dash that stands for none.</summary>
    private static bool IsFigure(string text) => text is "-" or "—" or "–" || Characters.IsNumberText(text.TrimEnd('%'));
}
