using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Facts;

/// <summary>Where a form of performance targets contradicts its own text, its indicators, its document's totals or its year.</summary>
/// <remarks>Forms name causes and examples as well as totals, so most of this is a remark (info) for a reader to look at.</remarks>
public sealed partial class FormFindings(IdentityCatalogue catalogue)
{
    private static readonly LinkedAmount[] WholeExpenditure =
    [
        new("budget.summary", Side: "expenditure", Line: "all"), new("budget.expenditure", "expenditure.total"),
    ];

    public IEnumerable<Finding> Of(FactReading reading, ImmutableArray<CanonicalTable> tables, int? fiscalYear)
    {
        var totals = WholeExpenditure.SelectMany(new TableAmounts(tables, catalogue.Lines, fiscalYear).Of).ToArray();
        foreach (var table in tables.Where(table => table.Indicators.Length > 0))
        {
            var form = PerformanceForm.Of(table);
            if (form.IsOverall && Overall(form, totals) is { } overall) yield return overall;
            if (!form.IsOverall && Stated(form, reading) is { } stated) yield return stated;
            if (!form.IsOverall && Costs(form) is { } costs) yield return costs;
            foreach (var finding in table.Rows.SelectMany(row => row.Cells.Values).SelectMany(cell => Cell(table, cell, fiscalYear))) yield return finding;
        }
    }

    /// <summary>The form of the whole agency speaks of all its expenditure.</summary>
    private static Finding? Overall(PerformanceForm form, TableAmount[] totals)
    {
        if (form.Total is not { } total || totals.Length == 0 || totals.Any(other => Math.Abs(other.Yuan - total.Yuan) <= (other.Resolution + total.Resolution) / 2)) return null;
        return Difference("form.overall_total", $"{total.Label} of {form.Table.Title} is {AmountText.Format(total.Yuan)}; {totals[0].Label} is {AmountText.Format(totals[0].Yuan)}.",
            [new(total.At, form.Table.Id), totals[0].At], totals[0].Yuan, total.Yuan);
    }

    /// <summary>The text of the form states amounts, and neither one of them nor their sum is the form's total.</summary>
    private static Finding? Stated(PerformanceForm form, FactReading reading)
    {
        if (form.Total is not { } total) return null;
        var stated = reading.Stated.Where(fact => fact is { IsInTable: true, Fact.Yuan: not null } && form.Contains(fact.Fact.At.At)
            && (fact.Statement.IsMoney || fact.Fact.Unit is "元/年" or "万元/年")).ToArray();
        if (stated.Length == 0) return null;
        var sum = stated.Sum(fact => fact.Fact.Yuan!.Value);
        if (stated.Select(fact => (fact.Fact.Yuan!.Value, fact.Fact.Resolution)).Append((sum, 0))
            .Any(amount => Math.Abs(amount.Item1 - total.Yuan) <= (amount.Item2 + total.Resolution) / 2)) return null;
        return Difference("form.stated_total",
            $"{total.Label} is {AmountText.Format(total.Yuan)}; the form's text states {string.Join(", ", stated.Select(fact => AmountText.Format(fact.Fact.Yuan!.Value)).Distinct())}.",
            [new(total.At, form.Table.Id), .. stated.Select(fact => fact.Fact.At)], total.Yuan, stated[0].Fact.Yuan!.Value);
    }

    /// <summary>Cost per piece times number of pieces, over all cost indicators, against the total.</summary>
    private static Finding? Costs(PerformanceForm form)
    {
        if (form is not { Total: { } total } || form.Products() is not { } products) return null;
        var sum = products.Sum(product => product.Yuan) + form.PlainCosts().Sum();
        if (Math.Abs(sum - total.Yuan) <= total.Resolution / 2) return null;
        return Difference("form.costs",
            $"{string.Join("; ", products.Select(product => $"{product.Rate.Level3} {product.Rate.Value} × {product.Count.Value} = {AmountText.Format(product.Yuan)}"))}: "
            + $"all costs sum to {AmountText.Format(sum)}, {total.Label} is {AmountText.Format(total.Yuan)}.",
            [new(total.At, form.Table.Id), .. products.SelectMany(product => new[] { new Place(product.Rate.At, form.Table.Id), new Place(product.Count.At, form.Table.Id) })],
            total.Yuan, sum);
    }

    private static IEnumerable<Finding> Cell(CanonicalTable table, Cell cell, int? fiscalYear)
    {
        if (WholeYear().Match(cell.Text) is { Success: true } period && fiscalYear is { } year
            && int.Parse(period.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var named && named < year)
            yield return new("form.period", Severity.Warning, FindingCause.Source,
                $"The period \"{period.Value}\" is not in {year}, the year of the targets.", [new(cell.At, table.Id)], $"{year}", period.Value);
        var cited = DocumentNumber().Matches(cell.Text).ToArray();
        for (var i = 1; i < cited.Length; i++)
            if (cited.Take(i).FirstOrDefault(other => IsTransposed(other, cited[i])) is { } first)
                yield return new("form.reference", Severity.Info, FindingCause.Source,
                    $"\"{first.Value}\" and \"{cited[i].Value}\" differ only in the order of their digits.", [new(cell.At, table.Id)], first.Value, cited[i].Value);
    }

    private static bool IsTransposed(Match one, Match other) =>
        one.Groups["of"].Value == other.Groups["of"].Value && one.Groups["year"].Value == other.Groups["year"].Value
        && one.Groups["number"].Value != other.Groups["number"].Value
        && one.Groups["number"].Value.Order().SequenceEqual(other.Groups["number"].Value.Order());

    private static Finding Difference(string rule, string message, ImmutableArray<Place> at, decimal expected, decimal found) =>
        new(rule, Severity.Info, FindingCause.Unknown, message, at, AmountText.Format(expected), AmountText.Format(found), AmountText.Format(found - expected));

    [GeneratedRegex(@"(20\d\d)\s*年\s*0?1\s*月?\s*[-—－~～至]+\s*12\s*月", RegexOptions.CultureInvariant)]
    private static partial Regex WholeYear();

    [GeneratedRegex(@"(?<of>[\u4e00-\u9fff]{2,3}发)\s*[【〔\[（(]\s*(?<year>\d{4})\s*[】〕\]）)]\s*(?<number>\d+)\s*号", RegexOptions.CultureInvariant)]
    private static partial Regex DocumentNumber();
}
