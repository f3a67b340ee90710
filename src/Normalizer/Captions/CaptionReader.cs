using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Normalizer.Captions;

/// <summary>Reads title, label, agency line, unit line and notes of a table from the text around it.</summary>
public static class CaptionReader
{
    /// <summary>How many lines above a table are looked at; titles stand up to five lines above in what was seen.</summary>
    private const int LinesAbove = 12;
    private const int NotesBelow = 4;

    /// <summary>Shorter ones are the second line of a title ("预算表").</summary>
    private const int ShortestTitle = 5;

    /// <param name="index">The table's place among the blocks.</param>
    /// <param name="frame">Lines that stand inside the table's own frame, above its header.</param>
    public static Caption Read(ImmutableArray<Block> blocks, int index, ImmutableArray<CaptionLine> frame)
    {
        var above = frame.Reverse().Concat(Above(blocks, index))
            .Select(line => (Line: line, Role: CaptionLines.RoleOf(line)))
            .TakeWhile(entry => entry.Role != LineRole.Note).ToArray();
        var near = above.TakeWhile(entry => entry.Role != LineRole.Prose).ToArray();
        var title = Title(near, above);
        var reach = near.Length;
        for (var at = 0; at < near.Length; at++)
            if (title.Count > 0 && near[at].Line == title[0]) reach = Math.Min(near.Length, at + 2);
        var close = near[..reach];
        var label = close.FirstOrDefault(entry => entry.Role == LineRole.Label).Line.Text?.Trim() ?? "";
        var unit = close.Select(entry => entry.Role == LineRole.Unit ? UnitReader.OfLine(entry.Line.Text, entry.Line.At) : null).FirstOrDefault(found => found is not null);
        var agency = close.Select(entry => CaptionLines.AgencyOf(entry.Line.Text)).FirstOrDefault(found => !string.IsNullOrEmpty(found));
        return new(
            string.Concat(title.Select(line => CaptionLines.Bare(line.Text))), string.Join(' ', title.Select(line => line.Text.Trim())),
            title.Count > 0 ? title[0].At : null, label, agency, unit,
            [.. Below(blocks, index).Select(line => CaptionLines.NoteText(line.Text))]);
    }

    /// <summary>The nearest line that reads as a title, with the line before it where it is only the second half; else the
    /// heading of the section the table stands in.</summary>
    private static List<CaptionLine> Title((CaptionLine Line, LineRole Role)[] near, (CaptionLine Line, LineRole Role)[] above)
    {
        var lines = new List<CaptionLine>();
        var at = Array.FindIndex(near, entry => entry.Role is LineRole.Title or LineRole.Subtitle);
        if (at < 0)
        {
            var heading = Array.FindIndex(above, entry => entry.Role is LineRole.Heading or LineRole.Title);
            return heading < 0 ? lines : [above[heading].Line];
        }
        lines.Add(near[at].Line);
        for (; at + 1 < near.Length; at++)
        {
            var half = near[at].Role == LineRole.Subtitle || near[at].Line.Text.Trim().Length < ShortestTitle;
            if (!half || near[at + 1].Role is LineRole.Unit or LineRole.Agency or LineRole.Label) break;
            lines.Insert(0, near[at + 1].Line);
        }
        return lines;
    }

    private static IEnumerable<CaptionLine> Above(ImmutableArray<Block> blocks, int index)
    {
        for (var at = index - 1; at >= Math.Max(0, index - LinesAbove) && blocks[at] is TextBlock block; at--)
            if (block.Text.Trim().Length > 0) yield return new(block.Text, block.Segments[0].At, block.HeadingLevel > 0);
    }

    private static IEnumerable<CaptionLine> Below(ImmutableArray<Block> blocks, int index)
    {
        for (var at = index + 1; at < Math.Min(blocks.Length, index + 1 + NotesBelow) && blocks[at] is TextBlock block; at++)
        {
            var line = new CaptionLine(block.Text, block.Segments[0].At, block.HeadingLevel > 0);
            if (block.Text.Trim().Length == 0 || CaptionLines.RoleOf(line) != LineRole.Note) yield break;
            yield return line;
        }
    }
}
