using System.Text.RegularExpressions;

namespace Normalizer;

/// <summary>A regular expression of a layout or of the reference data, safe to try on hostile text.</summary>
/// <remarks>Headers, titles and names are short, and short text is matched by the ordinary engine, whose patterns take microseconds to
/// make. Text longer than any name, and patterns whose groups repeat, go to the engine that takes time in proportion to the text whatever
/// the pattern; its patterns need milliseconds and half a megabyte each and are made when the first long text comes. So no clock has to
/// stop a match. Both engines find the same.</remarks>
public sealed class TextPattern
{
    /// <summary>At this length a pattern with three <c>.*</c> takes a millisecond at worst.</summary>
    private const int LongestName = 64;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Regex? forNames;
    private readonly Lazy<Regex> forAny;

    /// <exception cref="ArgumentException">The text is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It looks around or back, which takes more than one pass.</exception>
    public TextPattern(string pattern)
    {
        forAny = new(() => new(pattern, Options | RegexOptions.NonBacktracking));
        // What only the other engine could refuse is shown to it at once.
        if (RepeatsGroups(pattern) || IsUnusual(pattern)) _ = forAny.Value;
        else forNames = new(pattern, Options);
    }

    public bool IsMatch(string text) => For(text).IsMatch(text);

    /// <returns>The first place where the pattern fits; null if there is none.</returns>
    public string? FirstIn(string text) => For(text).Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => (forNames ?? forAny.Value).ToString();

    private Regex For(string text) => text.Length <= LongestName && forNames is not null ? forNames : forAny.Value;

    /// <summary>Repeats inside repeats can take the ordinary engine for ever even on short text.</summary>
    private static bool RepeatsGroups(string pattern) =>
        pattern.Contains(")*", StringComparison.Ordinal) || pattern.Contains(")+", StringComparison.Ordinal) || pattern.Contains('{');

    /// <summary>Escapes, and groups of a special kind.</summary>
    private static bool IsUnusual(string pattern) =>
        pattern.Contains('\\') || pattern.Replace("(?:", "(", StringComparison.Ordinal).Contains("(?", StringComparison.Ordinal);
}
