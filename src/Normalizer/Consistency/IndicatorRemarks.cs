using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Headers;

namespace Normalizer.Consistency;

/// <summary>Performance targets without a value or weight, counts put among the targets of time, and goals that the form's own text
/// states with another operator.</summary>
internal static partial class IndicatorRemarks
{
    private const int FewestMisplaced = 3;

    /// <summary>Shorter names occur in running text without being the target's.</summary>
    private const int ShortestName = 4;

    private const string Operators = "≥≤><=";

    /// <summary>Blank lines of the form: 指标2：, …….</summary>
    [GeneratedRegex(@"^(?:指标\d*[:：]?|[.…·]*)$")]
    private static partial Regex Template();

    public static IEnumerable<Finding> Of(ImmutableArray<CanonicalTable> tables) => tables.SelectMany(Of);

    private static IEnumerable<Finding> Of(CanonicalTable table)
    {
        var indicators = table.Indicators.Where(indicator => indicator.Level3 is { } name && !Template().IsMatch(name.Trim())).ToArray();
        foreach (var remark in indicators.SelectMany(indicator => Operator(table, indicator))) yield return remark;
        if (indicators.Length < 2) yield break;
        var open = indicators.Where(indicator => indicator.Value is null).ToArray();
        if (open.Length > 0 && open.Length * 2 < indicators.Length)
            yield return ConsistencyReader.Remark("indicator.no_value",
                $"No target value is printed for {string.Join(", ", open.Select(indicator => indicator.Level3))}.", Places(table, open));
        if (HasHeader(table, "指标权重") && indicators.All(indicator => indicator.Weight is null))
            yield return ConsistencyReader.Remark("indicator.no_weight", "The column 指标权重 is blank in every row.", Places(table, indicators));
        foreach (var group in indicators.Where(indicator => indicator.Level2?.Contains("时效", StringComparison.Ordinal) == true && IsCount(indicator.Unit)).GroupBy(indicator => indicator.Level2))
            if (group.Count() >= FewestMisplaced)
                yield return ConsistencyReader.Remark("indicator.class",
                    $"{group.Count()} counts and amounts stand among the targets of time ({group.Key}): {group.First().Level3}, ….", Places(table, group));
    }

    private static IEnumerable<Finding> Operator(CanonicalTable table, Indicator indicator)
    {
        if (indicator is not { Level3: { Length: >= ShortestName } name, Operator: { } stated, Value: { Length: > 0 } value }) yield break;
        foreach (var text in table.Grid.SelectMany(row => row).Distinct())
        {
            var at = text.IndexOf(name, StringComparison.Ordinal);
            if (at < 0 || text.Length < at + name.Length + 1 + value.Length) continue;
            var rest = text[(at + name.Length)..].TrimStart();
            var sign = rest.Length == 0 ? "" : HalfWidth(rest[..1]);
            if (sign.Length == 0 || !Operators.Contains(sign, StringComparison.Ordinal) || sign == HalfWidth(stated)) continue;
            if (rest[1..].TrimStart() is var number && number.StartsWith(value, StringComparison.Ordinal) && !IsDigit(number, value.Length))
                yield return ConsistencyReader.Remark("indicator.operator",
                    $"The text of the form says {name} {sign} {value}, the list of targets {stated} {value}.", Places(table, [indicator]), sign, stated);
        }
    }

    private static string HalfWidth(string sign) => sign switch { "＞" => ">", "＜" => "<", "＝" => "=", _ => sign };

    private static bool IsDigit(string text, int at) => at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.');

    private static bool HasHeader(CanonicalTable table, string label) => table.Grid.Any(row => row.Any(text => FoldedText.Of(text) == label));

    private static bool IsCount(string? unit) => unit is "人" or "人次" or "人数" or "家" or "个" or "件" or "次" or "批" or "元" or "万元";

    private static ImmutableArray<Place> Places(CanonicalTable table, IEnumerable<Indicator> indicators) =>
        [.. indicators.Select(indicator => new Place(indicator.At, table.Id))];
}
