namespace Normalizer.Facts;

internal enum TokenKind
{
    Word, Number, Date, Today, Code, Compare, Increase, Decrease, Flat, Incomparable, Parts, Reason, Mainly, Besides,
    Each, Share, Times, None, Comma, Pause, Semicolon, Colon, Stop, Open, Close, Skip,
}

/// <param name="Start">In <see cref="ProseText.Text"/>.</param>
/// <param name="Number">For numbers; null otherwise.</param>
/// <param name="Unit">For numbers: as printed, "%" for percentages; null where none follows.</param>
/// <param name="Year">For dates: the year named; 0 where it is told only by "上年底".</param>
internal readonly record struct ProseToken(
    TokenKind Kind, string Text, int Start, int End, ProseNumber? Number = null, string? Unit = null, int? Year = null)
{
    public bool IsPercent => Unit == "%";
}
