using System.Globalization;
using System.Text;

namespace Extractor.Reading.Office;

/// <summary>Shows a number of a cell as its number format does: what a person sees is what is printed.</summary>
/// <remarks>Sections by sign, digits, grouping, percent, literals, padding and dates are followed; colours, fractions and
/// exponents are not, and show the plain number.</remarks>
public static class NumberFormat
{
    /// <summary>Digits that Excel keeps of a number; beyond them stands only the noise of binary fractions.</summary>
    private const int Significant = 15;

    /// <param name="format">As stored: "General", "#,##0.00", "0.00%", …; null for General.</param>
    public static string Show(double value, string? format)
    {
        if (double.IsNaN(value) || Math.Abs(value) > 1e27) return value.ToString(CultureInfo.InvariantCulture);
        var number = decimal.Parse(value.ToString($"G{Significant}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (format is null || format.Length == 0 || format.Equals("General", StringComparison.OrdinalIgnoreCase) || format == "@") return Plain(number);
        var sections = Split(format);
        var section = sections switch
        {
            [_, var negative, ..] when number < 0 => negative,
            [_, _, var zero, ..] when number == 0 => zero,
            _ => sections[0],
        };
        // A negative section says by itself how the sign is shown.
        var shown = sections.Count > 1 && number < 0 ? -number : number;
        return Apply(shown, section) ?? Plain(number);
    }

    private static string Plain(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sections are split at semicolons outside quotes.</summary>
    private static List<string> Split(string format)
    {
        var sections = new List<string>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '"') isQuoted = !isQuoted;
            else if (format[i] == '\\') i++;
            else if (format[i] == ';' && !isQuoted)
            {
                sections.Add(format[start..i]);
                start = i + 1;
            }
        }
        sections.Add(format[start..]);
        return sections;
    }

    /// <returns>Null where the section has parts that are not followed here.</returns>
    private static string? Apply(decimal number, string section)
    {
        var pattern = Pattern.Read(section);
        if (pattern is null) return null;
        if (!pattern.HasDigits) return pattern.Before.Length > 0 ? pattern.Before : "";
        if (pattern.IsPercent) number *= 100;
        for (var i = 0; i < pattern.Thousands; i++) number /= 1000;
        var rounded = Math.Round(number, Math.Min(pattern.Decimals, 28), MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString(pattern.NetFormat, CultureInfo.InvariantCulture);
        return $"{pattern.Before}{(rounded < 0 ? "-" : "")}{digits}{pattern.After}".Trim();
    }

    /// <summary>What a section says: literals around the digits, and how the digits are set.</summary>
    private sealed record Pattern(string Before, string After, string NetFormat, int Decimals, int Thousands, bool IsPercent, bool HasDigits)
    {
        public static Pattern? Read(string section)
        {
            StringBuilder before = new(), after = new(), digits = new();
            var isPercent = false;
            for (var i = 0; i < section.Length; i++)
            {
                var literal = digits.Length == 0 ? before : after;
                switch (section[i])
                {
                    case '"':
                        var end = section.IndexOf('"', i + 1);
                        if (end < 0) return null;
                        literal.Append(section, i + 1, end - i - 1);
                        i = end;
                        break;
                    case '\\' when i + 1 < section.Length:
                        literal.Append(section[++i]);
                        break;
                    case '_' or '*' when i + 1 < section.Length:
                        i++;   // space as wide as the next character, or filled with it
                        break;
                    case '[':
                        var close = section.IndexOf(']', i);
                        if (close < 0) return null;
                        // [$¥-804] is a currency sign with its language; [Red] and [>=1] are not shown.
                        if (section[i + 1] == '$') literal.Append(section[(i + 2)..close].Split('-')[0]);
                        i = close;
                        break;
                    case '0' or '#' or '?' or '.' or ',':
                        if (after.Length > 0) return null;
                        digits.Append(section[i]);
                        break;
                    case '%' or '％':
                        isPercent = true;
                        literal.Append('%');
                        break;
                    case 'E' or 'e' or '/' or 'y' or 'm' or 'd' or 'h' or 's' or '@':
                        return null;
                    default:
                        literal.Append(section[i]);
                        break;
                }
            }
            return Of(before.ToString(), after.ToString(), digits.ToString(), isPercent);
        }

        private static Pattern Of(string before, string after, string digits, bool isPercent)
        {
            var scaled = digits.TrimEnd(',');
            var point = scaled.IndexOf('.', StringComparison.Ordinal);
            var whole = (point < 0 ? scaled : scaled[..point]).Replace('?', '#');
            var fraction = point < 0 ? "" : scaled[(point + 1)..].Replace('?', '#').Replace(",", "", StringComparison.Ordinal);
            var isGrouped = whole.Contains(',', StringComparison.Ordinal);
            var places = whole.Replace(",", "", StringComparison.Ordinal);
            var hasDigits = scaled.Any(c => c is '0' or '#') || digits.Contains('?', StringComparison.Ordinal) && before.Length == 0;
            var net = (isGrouped ? "#," : "") + (places.Length == 0 ? "#" : places) + (fraction.Length > 0 ? $".{fraction}" : "");
            return new(before, after, net, fraction.Length, digits.Length - scaled.Length, isPercent, hasDigits);
        }
    }
}
