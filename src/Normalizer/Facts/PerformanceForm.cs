using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Facts;

/// <summary>What a form of performance targets says of money: its total, and its indicators of cost and quantity.</summary>
/// <param name="Total">The amount behind "资金总额（万元）"; null where the form has no such field.</param>
internal sealed partial record PerformanceForm(CanonicalTable Table, FormAmount? Total)
{
    public static PerformanceForm Of(CanonicalTable table) => new(table, TotalOf(table));

    public bool IsOverall => Table.Kind == "budget.performance_overall";

    /// <summary>Every "550 元/人" among the cost indicators, with the count it is multiplied by.</summary>
    /// <returns>Null where a rate has no count of its own: then the form's costs say nothing of its total.</returns>
    public ImmutableArray<(Indicator Rate, Indicator Count, decimal Yuan)>? Products()
    {
        var counts = Table.Indicators.Where(indicator => Is(indicator, "数量") && Number(indicator) is not null).ToArray();
        var rates = Table.Indicators.Where(IsRate).ToArray();
        var products = ImmutableArray.CreateBuilder<(Indicator, Indicator, decimal)>();
        foreach (var rate in rates)
        {
            var count = counts.FirstOrDefault(other => Stem(other) == Stem(rate))
                ?? (rates.Length == 1 && counts.Length == 1 && Per(rate) == counts[0].Unit ? counts[0] : null);
            if (count is null) return null;
            products.Add((rate, count, Number(rate)!.Value * YuanOf(rate) * Number(count)!.Value));
        }
        return products.Count == 0 ? null : products.ToImmutable();
    }

    /// <summary>Cost indicators that are amounts themselves: "配套 13 万元".</summary>
    public IEnumerable<decimal> PlainCosts() => Table.Indicators
        .Where(indicator => Is(indicator, "成本") && !IsRate(indicator) && indicator.Unit is { } unit && ProseUnits.Yuan(unit) is not null && Number(indicator) is not null)
        .Select(indicator => Number(indicator)!.Value * ProseUnits.Yuan(indicator.Unit!)!.Value);

    public bool Contains(Evidence at) =>
        at.Line is { } line && Table.At is [{ Line: { } first }, ..] && Table.At[^1].Line is { } last && line >= first && line <= last;

    private static bool IsRate(Indicator indicator) => Is(indicator, "成本") && indicator.Unit?.Contains('/', StringComparison.Ordinal) == true && Number(indicator) is not null;

    private static bool Is(Indicator indicator, string level) => indicator.Level2?.Contains(level, StringComparison.Ordinal) == true;

    private static decimal YuanOf(Indicator rate) => rate.Unit![0] == '/' ? 1 : ProseUnits.Yuan(rate.Unit) ?? 1;

    private static string Per(Indicator rate) => rate.Unit![(rate.Unit!.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static decimal? Number(Indicator indicator) =>
        indicator.Operator is null or "=" && decimal.TryParse(indicator.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>"健康体检" for 健康体检费 and 健康体检人数.</summary>
    private static string Stem(Indicator indicator) => StemEnd().Replace(indicator.Level3 ?? "", "");

    private static FormAmount? TotalOf(CanonicalTable table)
    {
        foreach (var row in table.Rows)
        {
            var cells = row.Cells.Values;
            for (var i = 0; i < cells.Length; i++)
            {
                if (TotalLabel().Match(Blank().Replace(cells[i].Text, "")) is not { Success: true } label) continue;
                if (cells.Skip(i + 1).FirstOrDefault(cell => cell.Text.Length > 0) is not { } value) continue;
                var unit = label.Groups["unit"].Success ? ProseUnits.Yuan(label.Groups["unit"].Value) : table.Unit?.Yuan;
                if (unit is null || ProseNumber.Parse(Blank().Replace(value.Text, "")) is not { IsWellFormed: true } number) continue;
                return new(number.Value * unit.Value, number.Resolution() * unit.Value, label.Groups["name"].Value, value.At);
            }
        }
        return null;
    }

    [GeneratedRegex("^(?<name>(?:项目|年度|预算)?(?:资金|预算|支出|预算支出|预算资金|部门预算|支出预算)(?:总额|总量|总计))(?:（(?<unit>[^）]*元)）|\\((?<unit>[^)]*元)\\))?[:：]?$", RegexOptions.CultureInvariant)]
    private static partial Regex TotalLabel();

    [GeneratedRegex("(?:人数|次数|费用?|补贴|标准|数量|经费)$", RegexOptions.CultureInvariant)]
    private static partial Regex StemEnd();

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}

internal sealed record FormAmount(decimal Yuan, decimal Resolution, string Label, Evidence At);
