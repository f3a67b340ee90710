namespace Normalizer.Names;

/// <summary>The three windows of three characters that a character stands in; the ends of the text count as characters.</summary>
/// <remarks>A character that fits its neighbours makes at least one window that is known from elsewhere.
/// A misread one makes none: 服夯支, 务攴出.</remarks>
internal static class ContextWindows
{
    private const char Start = '\u0002', End = '\u0003';

    /// <summary>The window whose middle is at <paramref name="index"/> of the text, with another character put at <paramref name="replaced"/>.</summary>
    public static ulong Around(ReadOnlySpan<char> text, int index, int replaced = -1, char by = '\0') =>
        ((ulong)At(text, index - 1, replaced, by) << 32) | ((ulong)At(text, index, replaced, by) << 16) | At(text, index + 1, replaced, by);

    /// <summary>The windows that hold the character at <paramref name="index"/>: the first middle and one past the last.</summary>
    public static (int First, int End) Holding(ReadOnlySpan<char> text, int index) =>
        (Math.Max(index - 1, 0), Math.Min(index + 2, text.Length));

    /// <summary>The character at a place, or the sign for an end of the text.</summary>
    public static char At(ReadOnlySpan<char> text, int index, int replaced = -1, char by = '\0') =>
        index < 0 ? Start : index >= text.Length ? End : index == replaced ? by : text[index];
}
