namespace Extractor.Tables.Text;

/// <summary>Puts glyphs together into runs and drops what was struck twice.</summary>
public sealed class TextRunBuilder
{
    /// <summary>Largest gap inside a run, in em: below a word space (0.2 to 0.3), above bad kerning.</summary>
    public double WidestGap { get; init; } = 0.18;

    /// <summary>Likewise between ideographs, which touch within a text.</summary>
    public double IdeographGap { get; init; } = 0.08;

    /// <summary>How far a glyph may step back over its predecessor, in em, and still follow it.</summary>
    public double WidestOverlap { get; init; } = 0.6;

    /// <summary>Same character this near, in points, is the same ink again (bold by double striking: 0.2 to 0.5).</summary>
    public double StrikeDistance { get; init; } = 1.2;

    /// <param name="glyphs">In the order drawn.</param>
    /// <returns>Runs in the order drawn.</returns>
    public List<TextRun> Build(ImmutableArray<PageGlyph> glyphs)
    {
        var runs = new List<TextRun>();
        var run = ImmutableArray.CreateBuilder<PageGlyph>();
        var struck = new Dictionary<(string, int, int), Box>();
        foreach (var glyph in glyphs)
        {
            if (IsStruckAgain(glyph, struck)) continue;
            if (run.Count > 0 && !Follows(run[^1], glyph))
            {
                runs.Add(TextRun.Of(run.ToImmutable()));
                run.Clear();
            }
            run.Add(glyph);
        }
        if (run.Count > 0) runs.Add(TextRun.Of(run.ToImmutable()));
        return runs;
    }

    private bool Follows(PageGlyph before, PageGlyph after)
    {
        if (before.Turn != after.Turn) return false;
        var (a, b) = (Unturned(before.Box, before.Turn), Unturned(after.Box, after.Turn));
        var em = Math.Max(a.Height, b.Height);
        var gap = b.X0 - a.X1;
        return Math.Abs(a.Y1 - b.Y1) < 0.3 * em && Math.Abs(a.Height - b.Height) < 0.35 * em
            && gap <= (AreIdeographs(before, after) ? IdeographGap : WidestGap) * em && !IsFigureBesideText(before, after) && gap >= -WidestOverlap * em && b.CenterX > a.CenterX;
    }

    private static bool AreIdeographs(PageGlyph before, PageGlyph after) => Characters.IsCjk(before.Text) && Characters.IsCjk(after.Text);

    /// <summary>A figure and ideographs are runs of their own: they may be the texts of two narrow columns that meet.</summary>
    private static bool IsFigureBesideText(PageGlyph before, PageGlyph after) =>
        Characters.IsNumberPart(before.Text[0]) && Characters.IsCjk(after.Text) || Characters.IsNumberPart(after.Text[0]) && Characters.IsCjk(before.Text);

    /// <summary>The box in a frame where the text reads left to right, lines downwards.</summary>
    public static Box Unturned(Box box, int turn) => turn switch
    {
        0 => box,
        1 => new(box.Y0, -box.X1, box.Y1, -box.X0),
        2 => new(-box.X1, -box.Y1, -box.X0, -box.Y0),
        _ => new(-box.Y1, box.X0, -box.Y0, box.X1),
    };

    private bool IsStruckAgain(PageGlyph glyph, Dictionary<(string, int, int), Box> struck)
    {
        var reach = Math.Min(StrikeDistance, 0.3 * Math.Min(glyph.Box.Height, glyph.Box.Width + 1));
        double x = glyph.Box.CenterX, y = glyph.Box.CenterY, cell = 2 * StrikeDistance;
        int x0 = (int)Math.Floor((x - reach) / cell), x1 = (int)Math.Floor((x + reach) / cell);
        int y0 = (int)Math.Floor((y - reach) / cell), y1 = (int)Math.Floor((y + reach) / cell);
        for (var i = x0; i <= x1; i++)
            for (var j = y0; j <= y1; j++)
                if (struck.TryGetValue((glyph.Text, i, j), out var other)
                    && Math.Abs(other.CenterX - x) <= reach && Math.Abs(other.CenterY - y) <= reach) return true;
        struck[(glyph.Text, (int)Math.Floor(x / cell), (int)Math.Floor(y / cell))] = glyph.Box;
        return false;
    }
}
