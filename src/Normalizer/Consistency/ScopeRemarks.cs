using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Consistency;

/// <summary>Remarks under a table ("本表反映…") that speak of other money than its title: copied from the table before.</summary>
internal static partial class ScopeRemarks
{
    [GeneratedRegex("本表反映(?<what>.{4,60}?)情况")]
    private static partial Regex Reflects();

    [GeneratedRegex("一般公共预算|政府性基金|国有资本经营")]
    private static partial Regex Fund();

    /// <summary>Kinds of all money: a title without a fund means all of them.</summary>
    private static readonly string[] AllMoney = ["summary", "revenue", "expenditure"];

    public static IEnumerable<Finding> Of(ExtractedDocument document, ImmutableArray<CanonicalTable> tables)
    {
        CanonicalTable? above = null;
        foreach (var block in document.Blocks)
            switch (block)
            {
                case TableBlock { Table.At: [var first, ..] }:
                    above = tables.FirstOrDefault(table => table.At.Contains(first));
                    if (above is null) break;
                    foreach (var cell in above.Rows.Where(row => row.Kind == RowKind.Note).SelectMany(row => row.Cells.Values))
                        if (Contradiction(above, cell.Text) is { } noted) yield return Report(above, noted, new(cell.At, above.Id));
                    break;
                case TextBlock text when above is not null && Contradiction(above, text.Text) is { } said:
                    yield return Report(above, said, new(text.Locate(0, text.Text.Length), above.Id));
                    break;
            }
    }

    /// <summary>The remark's own words, where they name a fund that the table is not of; null otherwise.</summary>
    private static string? Contradiction(CanonicalTable table, string text)
    {
        if (Reflects().Match(text) is not { Success: true } match) return null;
        var said = Fund().Matches(match.Groups["what"].Value).Select(fund => fund.Value).ToArray();
        var titled = Fund().Matches(table.Title).Select(fund => fund.Value).ToArray();
        var isOther = titled.Length == 0
            ? said.Length == 1 && AllMoney.Contains(table.Kind[(table.Kind.IndexOf('.', StringComparison.Ordinal) + 1)..]) && !table.Title.Contains("拨款", StringComparison.Ordinal)
            : said.Length > 0 && !said.Intersect(titled).Any();
        return isOther ? match.Groups["what"].Value : null;
    }

    private static Finding Report(CanonicalTable table, string said, Place at) =>
        ConsistencyReader.Remark("remark.scope", $"The remark says that the table shows {said}; its title is {table.Title}.", [at], table.Title, said);
}
