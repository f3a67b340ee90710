using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>A stretch of one line that reads as one thing: what could be the text, or one line of the text, of a cell.</summary>
public sealed record Segment(ImmutableArray<TextRun> Runs, Box Box)
{
    public string Text { get; } = new TextLine(Runs, Box).Text;

    /// <summary>A number, amount, percentage, or a dash or mark that stands for one.</summary>
    public bool IsNumeric => CellShapes.IsNumeric(Text);

    public double Size => Box.Height;

    public static Segment Of(IEnumerable<TextRun> runs)
    {
        var all = runs.ToImmutableArray();
        var box = all[0].Box;
        foreach (var run in all) box = box.Union(run.Box);
        return new(all, box);
    }
}

/// <summary>One line of text cut into segments, left to right.</summary>
public sealed record SegmentedLine(ImmutableArray<Segment> Segments, Box Box)
{
    /// <param name="segments">At least one.</param>
    public static SegmentedLine Of(ImmutableArray<Segment> segments) => new(segments, segments.Skip(1).Aggregate(segments[0].Box, (box, segment) => box.Union(segment.Box)));
}

/// <summary>What a piece of text looks like, whatever it says.</summary>
internal static class CellShapes
{
    public static bool IsNumeric(string text)
    {
        var digits = 0;
        var letters = 0;
        foreach (var c in text)
        {
            if (Characters.IsDigit(c)) digits++;
            else if (char.IsLetter(c)) letters++;
        }
        if (digits == 0) return text is "-" or "–" or "—" or "--" or "−" or "…" or "..." or ":" or "/" or "n.a." or "n/a" or "N/A" or "na" or "NA" or "*";
        // 12.5%, (3.4), 1 234, 12.3a, <0.1, 45 €: digits and at most a mark or unit beside them.
        return letters <= 1 && digits * 2 >= text.Length - text.Count(c => c is ' ' or ',' or '.' or '(' or ')' or '%');
    }
}
