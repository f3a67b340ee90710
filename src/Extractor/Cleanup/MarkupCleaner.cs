using System.Text;

namespace Extractor.Cleanup;

/// <summary>Text without its markup, and where each piece of it stood.</summary>
/// <param name="Pieces">Cover <paramref name="Text"/> in order; Start and End count in the original.</param>
/// <param name="HasDamage">More was taken away than Markdown's own headings and emphasis, which are formatting.</param>
public sealed record CleanedText(string Text, ImmutableArray<TextPiece> Pieces, bool HasDamage);

/// <param name="Offset">Where the piece starts in the cleaned text.</param>
public readonly record struct TextPiece(int Offset, int Start, int End);

/// <summary>Takes markup and doubled stops out of a line or a cell and remembers where every character stood.</summary>
public static class MarkupCleaner
{
    public static CleanedText Clean(string original)
    {
        if (!MarkupScanner.MayHoldMarkup(original) && FindDoubledStop(original) < 0)
            return new(original, [new(0, 0, original.Length)], false);
        var text = new StringBuilder(original.Length);
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        var hasDamage = false;
        var start = 0;
        for (var i = 0; i < original.Length;)
        {
            var length = MarkupScanner.TokenAt(original, i, out var replacement);
            if (length == 0 && !IsDoubledStop(original, i))
            {
                i++;
                continue;
            }
            length = Math.Max(length, 1);
            AddPiece(i);
            if (replacement is { } character)
            {
                pieces.Add(new(text.Length, i, i + length));
                text.Append(character);
            }
            hasDamage |= original[i] is not ('*' or '#');
            i += length;
            start = i;
        }
        AddPiece(original.Length);
        if (pieces.Count == 0) pieces.Add(new(0, 0, original.Length));
        return new(text.ToString(), pieces.ToImmutable(), hasDamage);

        void AddPiece(int end)
        {
            if (end <= start) return;
            pieces.Add(new(text.Length, start, end));
            text.Append(original, start, end - start);
        }
    }

    private static int FindDoubledStop(string text)
    {
        for (var i = text.AsSpan().IndexOfAny('。', '；', '，'); i >= 0 && i < text.Length; i++)
            if (IsDoubledStop(text, i)) return i;
        return -1;
    }

    /// <summary>The second of two equal full stops, semicolons or commas.</summary>
    private static bool IsDoubledStop(string text, int index) =>
        index > 0 && text[index] == text[index - 1] && text[index] is ('。' or '；' or '，');
}
