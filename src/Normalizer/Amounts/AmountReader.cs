using System.Globalization;
using Normalizer.Canonical;
using Normalizer.Headers;

namespace Normalizer.Amounts;

/// <summary>What the characters of one cell say.</summary>
/// <param name="State">Amount, Percent, Blank, Dash, Text; Unreadable for digits that form no number.</param>
/// <param name="Value">In the printed unit; null unless State is Amount or Percent.</param>
/// <param name="Decimals">Printed decimal places; 0 where Value is null.</param>
public readonly record struct Reading(CellState State, decimal? Value, int Decimals);

/// <summary>Reads amounts as they are printed: separators, signs, brackets, blanks, dashes, per cent.</summary>
public static class AmountReader
{
    /// <summary>More digits than any budget has; longer runs are identifiers.</summary>
    private const int MostDigits = 18;

    public static Reading Read(string text)
    {
        var compact = Compact(text);
        if (compact.Length == 0) return new(CellState.Blank, null, 0);
        if (!compact.AsSpan().ContainsAnyExcept('-', '/', '*')) return new(CellState.Dash, null, 0);
        var percent = compact[^1] is '%' or '‰';
        var body = percent ? compact[..^1] : compact;
        if (Value(body) is { } read) return new(percent ? CellState.Percent : CellState.Amount, read.Value, read.Decimals);
        return new(LooksNumeric(body) ? CellState.Unreadable : CellState.Text, null, 0);
    }

    /// <summary>The amount without what is no part of it, in plain characters: "￥7，700。00" is 7,700.00.</summary>
    /// <returns>The text itself where it is plain already.</returns>
    public static string Plain(string text)
    {
        var compact = Compact(text);
        return compact.Length > 1 && compact[0] == '¥' ? compact[1..] : compact;
    }

    private static (decimal Value, int Decimals)? Value(string body)
    {
        var negative = false;
        if (body.Length > 2 && body[0] == '(' && body[^1] == ')') (negative, body) = (true, body[1..^1]);
        if (body.Length > 1 && body[0] == '¥') body = body[1..];
        if (body.Length > 1 && body[0] is '-' or '+') (negative, body) = (negative ^ body[0] == '-', body[1..]);
        var digits = 0;
        var point = -1;
        Span<char> plain = body.Length <= 256 ? stackalloc char[body.Length] : new char[body.Length];
        var length = 0;
        for (var at = 0; at < body.Length; at++)
        {
            switch (body[at])
            {
                case >= '0' and <= '9':
                    digits++;
                    plain[length++] = body[at];
                    break;
                case ',' when point < 0 && at > 0 && at < body.Length - 1:
                    break;
                case '.' when point < 0:
                    point = length;
                    plain[length++] = '.';
                    break;
                default:
                    return null;
            }
        }
        if (digits is 0 or > MostDigits) return null;
        if (!decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        return (negative ? -value : value, point < 0 ? 0 : length - point - 1);
    }

    /// <summary>Mostly digits and separators, yet no number: "1,00O.00", "12.34.56".</summary>
    private static bool LooksNumeric(string body)
    {
        var digits = body.Count(char.IsAsciiDigit);
        return digits >= 2 && digits * 2 >= body.Length && !body.Any(character => character >= '\u3400');
    }

    /// <summary>Half-width, without white space, with one sort of dash, comma and point.</summary>
    private static string Compact(string text)
    {
        Span<char> compact = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var character in text)
        {
            var half = FoldedText.HalfWidth(character);
            if (char.IsWhiteSpace(half)) continue;
            compact[length++] = half switch
            {
                '—' or '–' or '−' or '―' or '─' => '-',
                '￥' => '¥',
                '、' => ',',
                '·' or '。' => '.',
                '〇' or '○' => '0',
                _ => half,
            };
        }
        return compact[..length].SequenceEqual(text) ? text : compact[..length].ToString();
    }
}
