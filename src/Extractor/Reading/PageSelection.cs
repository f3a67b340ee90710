using System.Globalization;

namespace Extractor.Reading;

/// <summary>Pages of a document by number, as a person writes them: "3-9" or "3,5,7-9".</summary>
/// <param name="Ranges">First and last page of each, from 1, both included; none: every page.</param>
public sealed record PageSelection(ImmutableArray<(int First, int Last)> Ranges)
{
    public static PageSelection All { get; } = new([]);

    /// <summary>Highest page asked for; 0 for <see cref="All"/>.</summary>
    public int Last => Ranges.IsEmpty ? 0 : Ranges.Max(range => range.Last);

    public bool Contains(int page) => Ranges.IsEmpty || Ranges.Any(range => page >= range.First && page <= range.Last);

    /// <param name="text">Null: all pages.</param>
    /// <returns>Null where the text is no such list, a page is below 1 or a range runs backwards.</returns>
    public static PageSelection? Parse(string? text)
    {
        if (text is null) return All;
        var ranges = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !IsPage(ends[0], out var from) || !IsPage(ends[^1], out var to) || to < from) return null;
            ranges.Add((from, to));
        }
        return new(ranges.ToImmutable());
    }

    private static bool IsPage(string text, out int page) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out page) && page > 0;
}
