using Normalizer.Canonical;

namespace Normalizer.Names;

/// <summary>Suggests the unit of a target that lost its first half, from the document's other targets: 1782/人 -> 1782元/人.</summary>
/// <remarks>A suggestion only: nothing proves that the publisher did not mean another unit of that kind.</remarks>
public static class UnitSuffixAdvisor
{
    public static ImmutableArray<Repair> Suggest(ImmutableArray<CanonicalTable> tables)
    {
        var indicators = tables.SelectMany(table => table.Indicators.Select(indicator => (Table: table, Indicator: indicator))).ToArray();
        var units = indicators.Select(one => one.Indicator.Unit).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        foreach (var (table, indicator) in indicators)
        {
            if (indicator is not { Unit: ['/' or '／', _, ..] half, Value: { } value }) continue;
            var whole = Array.FindAll(units, unit => unit.Length > half.Length && unit.EndsWith(half, StringComparison.Ordinal)
                && !unit.AsSpan(0, unit.Length - half.Length).Contains(half[0]));
            if (whole is [var meant])
                repairs.Add(new("unit", new(indicator.At, table.Id), value + half, value + meant, "unit-of-other-targets",
                    [$"Every other target measured by {half} in this document is given in {meant}."], 0.9, false));
        }
        return repairs.ToImmutable();
    }
}
