using System.Buffers;
using System.Globalization;

namespace Extractor.Cleanup;

/// <summary>Recognises what a conversion left in the text: HTML tags and entities, Markdown emphasis and escapes, bookmarks.</summary>
/// <remarks>A comparison sign is no tag: "&lt;5%" and "55*735000" stay.</remarks>
public static class MarkupScanner
{
    private const int LongestTag = 300, LongestEntity = 10, LongestBookmark = 80;

    private static readonly SearchValues<char> Starters = SearchValues.Create("<&*\\[#`");

    private static readonly FrozenSet<string> Tags = FrozenSet.ToFrozenSet(
        ["b", "i", "u", "s", "p", "br", "hr", "em", "strong", "span", "div", "font", "sub", "sup", "small", "big", "center", "del", "ins", "a", "img",
         "table", "thead", "tbody", "tfoot", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "o:p"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TagNames = Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A cell of nothing but asterisks is a column mark of the header, not emphasis.</summary>
    public static bool MayHoldMarkup(ReadOnlySpan<char> text) => text.ContainsAny(Starters) && !text.Trim().Trim('*').IsEmpty;

    /// <summary>The markup that starts at <paramref name="index"/>.</summary>
    /// <param name="replacement">The character it stands for; null when it stands for nothing.</param>
    /// <returns>Its length; 0 if none starts here.</returns>
    public static int TokenAt(ReadOnlySpan<char> text, int index, out char? replacement)
    {
        replacement = null;
        var rest = text[index..];
        switch (rest[0])
        {
            case '<': return TagLength(rest);
            case '&': return EntityLength(rest, out replacement);
            case '[': return BookmarkLength(rest);
            case '\\': return 1;
            case '`': return rest.Length > 2 && rest.StartsWith("```") ? 3 : 0;
            case '*' when rest.Length > 1 && rest[1] == '*': return StarCount(rest);
            case '#' when index == 0: return HashCount(rest);
            default: return 0;
        }
    }

    private static int TagLength(ReadOnlySpan<char> rest)
    {
        var end = rest[..Math.Min(rest.Length, LongestTag)].IndexOf('>');
        if (end < 2) return 0;
        var name = rest[1..end].TrimStart('/').TrimEnd('/').Trim();
        var space = name.IndexOf(' ');
        if (space > 0) name = name[..space];
        return TagNames.Contains(name) ? end + 1 : 0;
    }

    private static int EntityLength(ReadOnlySpan<char> rest, out char? replacement)
    {
        replacement = null;
        var end = rest[..Math.Min(rest.Length, LongestEntity)].IndexOf(';');
        if (end < 2) return 0;
        var name = rest[1..end];
        replacement = name switch
        {
            "nbsp" or "ensp" or "emsp" or "thinsp" => ' ',
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "ldquo" => '“',
            "rdquo" => '”',
            "middot" => '·',
            "ge" => '≥',
            "le" => '≤',
            _ => NumericEntity(name),
        };
        return replacement is null ? 0 : end + 1;
    }

    private static char? NumericEntity(ReadOnlySpan<char> name)
    {
        if (name[0] != '#') return null;
        var isHexadecimal = name.Length > 2 && name[1] is 'x' or 'X';
        var digits = isHexadecimal ? name[2..] : name[1..];
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && code is > 31 and < 0xD800 ? (char)code : null;
    }

    private static int BookmarkLength(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("[bookmark:")) return 0;
        return rest[..Math.Min(rest.Length, LongestBookmark)].IndexOf(']') + 1;
    }

    private static int StarCount(ReadOnlySpan<char> rest)
    {
        var count = rest.IndexOfAnyExcept('*');
        return count < 0 ? rest.Length : count;
    }

    private static int HashCount(ReadOnlySpan<char> rest)
    {
        var count = rest.IndexOfAnyExcept('#');
        return count is > 0 and < 7 && (rest[count] == ' ' || count > 1) ? count : 0;
    }
}
