using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>A number as prose prints it, with what its digits and separators allow it to mean.</summary>
/// <param name="Readings">One value where the separators leave one; two where a lone comma may be a damaged point
/// ("394,17": 39417 or 394.17); the reading that keeps the mark a separator comes first.</param>
/// <param name="Decimals">Printed digits after the point, for each reading.</param>
/// <param name="IsWellFormed">False where a separator stands in the wrong place.</param>
public sealed partial record ProseNumber(
    string Printed, ImmutableArray<decimal> Readings, ImmutableArray<int> Decimals, bool IsWellFormed)
{
    public decimal Value => Readings[0];

    /// <summary>One unit of the last printed digit: 0.01 for "12.34".</summary>
    public decimal Resolution(int reading = 0) => AmountText.LastPlace(Decimals[reading]);

    /// <param name="printed">Digits, commas and points with an optional leading minus; no white space.</param>
    /// <returns>Null when no reading is a number that fits a decimal.</returns>
    public static ProseNumber? Parse(string printed)
    {
        var text = printed.Replace('，', ',');
        if (WellFormed().IsMatch(text))
            return Parsed(text) is { } value ? new(printed, [value], [DecimalsOf(text)], true) : null;
        var point = text.LastIndexOf('.');
        if (point >= 0)
        {
            var joined = Joined(text[..point]) + text[point..];
            return Parsed(joined) is { } value ? new(printed, [value], [DecimalsOf(joined)], false) : null;
        }
        var comma = text.LastIndexOf(',');
        var whole = Joined(text);
        if (Parsed(whole) is not { } withoutSeparators) return null;
        if (text.Length - comma - 1 > 2) return new(printed, [withoutSeparators], [0], false);
        var pointed = Joined(text[..comma]) + "." + text[(comma + 1)..];
        return Parsed(pointed) is { } asPoint
            ? new(printed, [withoutSeparators, asPoint], [0, DecimalsOf(pointed)], false)
            : new(printed, [withoutSeparators], [0], false);
    }

    private static string Joined(string digits) => digits.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    private static int DecimalsOf(string text) => text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text.Length - point - 1 : 0;

    private static decimal? Parsed(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
