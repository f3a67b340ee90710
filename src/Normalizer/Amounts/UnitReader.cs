using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Headers;

namespace Normalizer.Amounts;

/// <summary>Finds the unit in a unit line ("单位：万元") or in a header ("金额（万元）"), or behind an amount ("30万元").</summary>
public static partial class UnitReader
{
    /// <summary>The unit a line states after 单位; null for lines without one (单位：某某局 is an agency line).</summary>
    public static UnitLabel? OfLine(string text, Evidence at)
    {
        var match = UnitLine().Match(text);
        return match.Success ? Label(match.Groups["unit"].Value, at) : null;
    }

    /// <summary>The unit in brackets at a label's end: "资金总额（万元）"; null if there is none.</summary>
    public static UnitLabel? OfLabel(string text, Evidence at)
    {
        var match = UnitInBrackets().Match(text);
        return match.Success ? Label(match.Groups["unit"].Value, at) : null;
    }

    /// <summary>An amount that brings its unit along: "118,600.00元", "30万元"; null for all else.</summary>
    public static (string Amount, UnitLabel Unit)? OfAmount(string text, Evidence at)
    {
        if (!text.EndsWith('元') || UnitBehind().Match(text) is not { Success: true } match) return null;
        var amount = text[..match.Index].TrimEnd();
        return AmountReader.Read(amount).State == CellState.Amount ? (amount, Label(match.Value, at)) : null;
    }

    private static UnitLabel Label(string printed, Evidence at)
    {
        var unit = FoldedText.WithYear(printed);
        return new(unit, unit.Replace("人民币", "", StringComparison.Ordinal) switch
        {
            "千元" => 1_000m,
            "万元" => 10_000m,
            "百万元" => 1_000_000m,
            "亿元" => 100_000_000m,
            _ => 1m,
        }, at);
    }

    [GeneratedRegex(@"单\s*位\s*[：:﹕]?\s*[（(]?\s*(?:人民币)?\s*(?<unit>(?:百\s*万|万|千|亿)?\s*元)", RegexOptions.CultureInvariant)]
    private static partial Regex UnitLine();

    [GeneratedRegex(@"(?:百万|万|千|亿)?\s*元$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitBehind();

    [GeneratedRegex(@"[（(]\s*(?:单位[：:])?\s*(?<unit>(?:百万|万|千|亿)?\s*元)\s*[）)]", RegexOptions.CultureInvariant)]
    private static partial Regex UnitInBrackets();
}
