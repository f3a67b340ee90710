using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Headers;

namespace Normalizer.Consistency;

/// <summary>Performance targets without a value or weight, and counts put among the targets of time.</summary>
internal static partial class IndicatorRemarks
{
    private const int FewestMisplaced = 3;

    /// <summary>Blank lines of the form: 指标2：, …….</summary>
    [GeneratedRegex(@"^(?:指标\d*[:：]?|[.…·]*)$")]
    private static partial Regex Template();

    public static IEnumerable<Finding> Of(ImmutableArray<CanonicalTable> tables) => tables.SelectMany(Of);

    private static IEnumerable<Finding> Of(CanonicalTable table)
    {
        var indicators = table.Indicators.Where(indicator => indicator.Level3 is { } name && !Template().IsMatch(name.Trim())).ToArray();
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

    private static bool HasHeader(CanonicalTable table, string label) => table.Grid.Any(row => row.Any(text => FoldedText.Of(text) == label));

    private static bool IsCount(string? unit) => unit is "人" or "人次" or "人数" or "家" or "个" or "件" or "次" or "批" or "元" or "万元";

    private static ImmutableArray<Place> Places(CanonicalTable table, IEnumerable<Indicator> indicators) =>
        [.. indicators.Select(indicator => new Place(indicator.At, table.Id))];
}
