using Extractor.Cleanup;

namespace Extractor.Reading.Text;

/// <summary>One line of prose without its markup: its text, where each piece stood, and what Markdown says it is.</summary>
/// <param name="Line">The 1-based line.</param>
/// <param name="HeadingLevel">1 to 6 for "#" to "######", 0 otherwise.</param>
/// <param name="IsBullet">The line began with "- " or "* ".</param>
/// <param name="Repair">The damage taken out (tags, entities, doubled stops), or null.</param>
public sealed record ParagraphText(
    int Line, string Text, ImmutableArray<TextSegment> Segments, int HeadingLevel, bool IsBullet, Repair? Repair)
{
    public static ParagraphText Of(SourceLine line)
    {
        var source = line.Text;
        var start = 0;
        SkipBlank();
        var level = 0;
        while (start + level < source.Length && source[start + level] == '#' && level < 7) level++;
        if (level is 0 or 7 || start + level < source.Length && source[start + level] is not (' ' or '\t' or '*') && level == 1) level = 0;
        else start += level;
        var isBullet = level == 0 && start + 1 < source.Length && source[start] is ('-' or '*' or '•') && source[start + 1] == ' ';
        if (isBullet) start += 2;
        SkipBlank();
        var end = source.Length;
        while (end > start && CharacterClass.IsBlank(source[end - 1])) end--;

        var body = source[start..end];
        var cleaned = MarkupCleaner.Clean(body);
        var (text, lead) = Trim(cleaned.Text);
        var segments = ImmutableArray.CreateBuilder<TextSegment>(cleaned.Pieces.Length);
        foreach (var piece in cleaned.Pieces)
        {
            var skipped = Math.Clamp(lead - piece.Offset, 0, piece.End - piece.Start);
            if (skipped == piece.End - piece.Start && cleaned.Pieces.Length > 1) continue;
            segments.Add(new(piece.Offset + skipped - lead, Evidence.OnLine(line.Number, start + piece.Start + skipped, start + piece.End)));
        }
        var repair = cleaned.HasDamage ? DamageRepair(line.Number, start, body, text) : null;
        return new(line.Number, text, segments.ToImmutable(), level, isBullet, repair);

        void SkipBlank()
        {
            while (start < source.Length && CharacterClass.IsBlank(source[start])) start++;
        }
    }

    /// <summary>The repair shows the damaged place with its neighbourhood, not the whole paragraph.</summary>
    private static Repair DamageRepair(int line, int start, string body, string text)
    {
        const int Around = 12;
        var same = body.AsSpan().CommonPrefixLength(text);
        var tail = 0;
        while (tail < Math.Min(body.Length, text.Length) - same && body[^(tail + 1)] == text[^(tail + 1)]) tail++;
        var from = Math.Max(0, same - Around);
        var after = Math.Max(0, tail - Around);
        var isStop = !MarkupScanner.MayHoldMarkup(body);
        return new(isStop ? "punctuation" : "markup", new(Evidence.OnLine(line, start + same, start + body.Length - tail)),
            body[from..(body.Length - after)], text[from..(text.Length - after)], isStop ? "doubled-stop" : "markup-in-text",
            [isStop ? "A stop is printed twice." : "Marks of a text format are left in the text."], 0.99, true);
    }

    private static (string Text, int Lead) Trim(string text)
    {
        var lead = 0;
        while (lead < text.Length && CharacterClass.IsBlank(text[lead])) lead++;
        return (text.Trim(), lead);
    }
}
