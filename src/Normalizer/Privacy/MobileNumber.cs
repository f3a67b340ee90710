using System.Text.RegularExpressions;

namespace Normalizer.Privacy;

/// <summary>Finds Chinese mobile numbers in a text: 1, a digit from 3 to 9 and nine more, half or full width.</summary>
/// <remarks>Digits that belong to something longer are none: codes, decimals, thousands, amounts before 元 or 万元. The digits may be
/// grouped as people write them anywhere; split in other ways, as OCR does, only behind a label (电话, 手机) or as the whole text,
/// since figures that stand side by side look the same.</remarks>
public static partial class MobileNumber
{
    /// <summary>Digits that a masked number keeps: those of the operator, which many people share.</summary>
    private const int Kept = 3;

    private const string Digit = "[0-9０-９]";
    private const string Start = "[1１][3-9３-９]";
    private const string Gap = @"[ \u00a0\u3000]{0,2}[-‐‑–—－]?[ \u00a0\u3000]{0,2}";
    private const string Before = @"(?<![0-9０-９A-Za-z_*][-.,，．]?)(?<![0-9０-９][ \u00a0\u3000]{1,2})(?<country>(?:\+|00)86" + Gap + ")?";
    /// <summary>A year may follow at once: where lines of a title are joined.</summary>
    private const string After =
        @"(?:(?=20[0-9]{2}\s*年)|(?![0-9０-９A-Za-z_*])(?![-.,．][0-9０-９])(?![ \u00a0\u3000]{1,2}[0-9０-９])(?!\s*[元万亿%％]))";

    /// <summary>As people group them: none, 3-4-4, 4-3-4, 3-3-5, 3-8, 7-4.</summary>
    private const string Grouped = "(?<number>" + Start + "(?:" + Digit + "{9}"
        + "|" + Digit + Gap + Digit + "{4}" + Gap + Digit + "{4}"
        + "|" + Digit + "{2}" + Gap + Digit + "{3}" + Gap + Digit + "{4}"
        + "|" + Digit + Gap + Digit + "{3}" + Gap + Digit + "{5}))";

    /// <summary>With a gap between any two digits, of spaces or of one hyphen.</summary>
    private const string Split = "(?<number>[1１]" + Gap + "[3-9３-９](?:" + Gap + Digit + "){9})";

    private const string Label = @"(?:电\s*话|手\s*机|移\s*动|联\s*系\s*方\s*式|号\s*码|[Tt][Ee][Ll]|[Mm]obile)[^0-9０-９+]{0,8}";

    /// <summary>Digits of a number without its country.</summary>
    private const int Digits = 11;

    /// <summary>What may stand between the digits of one number: the characters of <see cref="Gap"/>.</summary>
    private const string Gaps = " \u00a0\u3000-‐‑–—－";

    /// <summary>The text with its numbers treated as the rule says; the same text if there are none.</summary>
    public static string Apply(string text, MobileNumberRule rule) =>
        rule == MobileNumberRule.Keep || !HasEnoughDigits(text) ? text : Pattern().Replace(text, match => Rewritten(match, rule));

    /// <summary>Digits enough stand together; hardly any text has them, and the pattern need not be tried on the rest.</summary>
    private static bool HasEnoughDigits(string text)
    {
        if (text.Length < Digits) return false;
        var digits = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character) || character is >= '０' and <= '９') digits++;
            else if (digits > 0 && !Gaps.Contains(character)) digits = 0;
            if (digits == Digits) return true;
        }
        return false;
    }

    private static string Rewritten(Match match, MobileNumberRule rule)
    {
        var number = match.Groups["number"];
        var from = rule == MobileNumberRule.Drop && match.Groups["country"] is { Success: true } country ? country.Index : number.Index;
        var before = match.Value[..(from - match.Index)];
        var after = match.Value[(number.Index + number.Length - match.Index)..];
        return rule == MobileNumberRule.Drop ? before + after : before + Masked(number.Value) + after;
    }

    private static string Masked(string number)
    {
        var seen = 0;
        return string.Concat(number.Select(character => char.IsDigit(character) && ++seen > Kept ? '*' : character));
    }

    [GeneratedRegex(
        "(?:" + Label + Before + Split + After + @"|(?<=^\s*)" + Before + Split + After + @"(?=\s*$)|" + Before + Grouped + After + ")",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
