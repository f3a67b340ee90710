using System.Globalization;

namespace Normalizer.Checks;

/// <summary>How amounts are written in formulas and readings.</summary>
public static class AmountText
{
    /// <summary>"1,234.50": separators, the digits the value has, no exponent.</summary>
    public static string Format(decimal value) =>
        value.ToString(Formats[Math.Max(2, (int)value.Scale)], CultureInfo.InvariantCulture);

    /// <summary>By decimal places, as many as a decimal can have.</summary>
    private static readonly string[] Formats = [.. Enumerable.Range(0, 29).Select(places => "#,##0." + new string('0', places))];

    /// <summary>The printed characters without white space.</summary>
    public static string Compact(string printed) => string.Concat(printed.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>One unit of the last digit a decimal was written with: 0.01 for 12.30, 1 for 12.</summary>
    public static decimal LastDigit(decimal value) => LastPlace(value.Scale);

    /// <summary>One unit of the last of so many decimal places: 0.01 for 2.</summary>
    public static decimal LastPlace(int places) => new(1, 0, 0, false, (byte)places);

    /// <summary>100 for 2 places.</summary>
    public static decimal PowerOfTen(int places)
    {
        var power = 1m;
        for (var i = 0; i < places; i++) power *= 10;
        return power;
    }
}
