using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>Which lines around a table's rows belong to it: title, number, unit and agency above, a note below.</summary>
public static class TableSurroundings
{
    private const int FarthestCaption = 12;

    /// <param name="above">The lines between what came before and the table's first row.</param>
    /// <param name="firstRow">Line of the first row (or of the first caption inside the frame).</param>
    /// <returns>The first line of the captions; <paramref name="firstRow"/> if there are none.</returns>
    public static int FirstCaptionLine(IReadOnlyList<SourceLine> above, int firstRow)
    {
        var first = firstRow;
        var hasTitle = false;
        for (var i = above.Count - 1; i >= 0 && firstRow - above[i].Number <= FarthestCaption; i--)
        {
            if (above[i].Kind != LineKind.Prose) continue;
            var line = ParagraphText.Of(above[i]);
            if (hasTitle ? !CaptionRows.IsAttachmentLabel(line.Text) : line.HeadingLevel == 0 && !CaptionRows.IsCaptionLine(line.Text)) break;
            hasTitle |= line.HeadingLevel > 0 || CaptionRows.IsTitle(line.Text);
            first = line.Line;
        }
        return first;
    }

    /// <returns>The last line of the note that stands right below the table, or null.</returns>
    public static SourceLine? LastNoteLine(IReadOnlyList<SourceLine> below)
    {
        foreach (var line in below)
            if (line.Kind == LineKind.Prose) return CaptionRows.IsNoteLine(ParagraphText.Of(line).Text) ? line : null;
        return null;
    }
}
