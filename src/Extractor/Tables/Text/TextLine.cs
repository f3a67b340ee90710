using System.Text;

namespace Extractor.Tables.Text;

/// <summary>Runs that stand on one line, left to right.</summary>
/// <param name="Runs">At least one; in the frame of the text (see <see cref="TextRunBuilder.Unturned"/>) from left to right.</param>
public sealed record TextLine(ImmutableArray<TextRun> Runs, Box Box)
{
    /// <summary>A gap this wide, in em, is a space between words (a space character is 0.2 to 0.3 wide).</summary>
    private const double SpaceWidth = 0.15;

    /// <summary>Ideographs are set apart (合　计) without meaning a space; from this gap on, in em, two things stand beside each other.</summary>
    private const double IdeographSpace = 4;

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            TextRun? before = null;
            foreach (var run in Runs)
            {
                if (before is not null && IsSpace(before, run) && !Characters.ContinuesNumber(before.Text, run.Text)) text.Append(' ');
                foreach (var glyph in run.Glyphs) text.Append(glyph.Text);
                before = run;
            }
            return text.ToString();
        }
    }

    private static bool IsSpace(TextRun before, TextRun after)
    {
        var gap = TextRunBuilder.Unturned(after.Box, after.Turn).X0 - TextRunBuilder.Unturned(before.Box, before.Turn).X1;
        var em = Math.Max(before.Size, after.Size);
        var isLoose = Characters.IsCjk(before.Glyphs[^1].Text) || Characters.IsCjk(after.Glyphs[0].Text);
        return gap > (isLoose ? IdeographSpace : SpaceWidth) * em;
    }
}
