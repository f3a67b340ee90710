using Normalizer.Reference;

namespace Normalizer.Checks;

/// <summary>The codes that names in order stand for, where a table prints the classification without its codes:
/// "社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休" are 208, 20805, 2080501.</summary>
/// <param name="lists">Classifications to look in, each by itself; empty: no name is known.</param>
internal sealed class CodesByName(params ImmutableArray<CodeList> lists)
{
    /// <summary>A table is one of a classification when so many of its lines are.</summary>
    private const double LeastShare = 0.8;
    private const int LeastLines = 3;

    public static CodesByName Of(ReferenceData reference) => new(reference.Functional, reference.DepartmentEconomic, reference.GovernmentEconomic);

    /// <param name="names">Numbering allowed; null for lines that are none of the classification (totals).</param>
    /// <returns>A code for each name, null for names that are none; null where the names are those of no classification, or of one level only.</returns>
    public ImmutableArray<string?>? Of(ImmutableArray<string?> names)
    {
        var asked = names.Count(name => name is { Length: > 0 });
        foreach (var list in lists)
        {
            var codes = Of(names, list);
            var found = codes.Count(code => code is not null);
            if (found >= LeastLines && found >= LeastShare * asked && codes.OfType<string>().DistinctBy(code => code.Length).Skip(1).Any()) return codes;
        }
        return null;
    }

    /// <remarks>A name is looked for below what stands above it first: 其他支出 is a 款 in one 类 and a 类 of its own.</remarks>
    private static ImmutableArray<string?> Of(ImmutableArray<string?> names, CodeList list)
    {
        var codes = new string?[names.Length];
        var above = "";
        for (var at = 0; at < names.Length; at++)
        {
            if (names[at] is not { Length: > 0 } name) continue;
            var entries = list.Codes(SideLines.Bare(name)).ToArray();
            if (entries.Length == 0) continue;
            codes[at] = Below(above, entries) ?? entries.Select(entry => entry.Code).FirstOrDefault(code => code.Length == 3);
            above = codes[at] ?? above;
        }
        return [.. codes];
    }

    /// <summary>The code nearest to the one above: its child, its sibling, then its parent's sibling. Of two codes as near the first.</summary>
    private static string? Below(string above, CodeEntry[] entries)
    {
        for (var length = above.Length; length >= 3; length -= 2)
            foreach (var code in entries.Select(entry => entry.Code).Distinct().Order(StringComparer.Ordinal))
                if (code.Length == length + 2 && code.StartsWith(above[..length], StringComparison.Ordinal)) return code;
        return null;
    }
}
