using System.Globalization;

namespace Normalizer.Reference;

/// <summary>How far a row of the reference data may be believed (README.md): seen ones may overwrite damaged text,
/// recalled ones may only suggest.</summary>
public enum ReferenceTrust { Seen, Recalled, RecalledLow }

/// <summary>One code of a classification and its official name in some years.</summary>
/// <param name="From">First fiscal year; null if not known to be bounded.</param>
/// <param name="To">Last fiscal year, inclusive; null if not known to be bounded.</param>
public sealed record CodeEntry(string Code, string Name, string? Parent, int? From, int? To, ReferenceTrust Trust)
{
    /// <summary>True in the years of validity; unknown years are valid.</summary>
    public bool IsValidIn(int? year) => year is not { } y || ((From ?? y) <= y && y <= (To ?? y));

    /// <summary>As <see cref="IsValidIn"/>, and in the years beside them: real disclosures print old names for a year.</summary>
    public bool IsNearlyValidIn(int? year) => year is not { } y || ((From ?? y) - 1 <= y && y <= (To ?? y) + 1);
}

/// <summary>One classification: 功能分类, 部门经济分类, 政府经济分类, revenue or the procurement catalogue.</summary>
public sealed class CodeList
{
    private readonly Dictionary<string, CodeEntry[]> byCode;
    private readonly Lazy<Dictionary<string, CodeEntry[]>> byName;

    internal CodeList(IEnumerable<CodeEntry> entries)
    {
        byCode = entries.GroupBy(entry => entry.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        byName = new(() => byCode.Values.SelectMany(group => group).GroupBy(entry => entry.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Every name a code has had, whatever the year; empty if the code is not listed.</summary>
    public ReadOnlySpan<CodeEntry> Names(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Every code that has had this name, whatever the year; empty if no code has.</summary>
    public ReadOnlySpan<CodeEntry> Codes(string name) => byName.Value.GetValueOrDefault(name);

    /// <summary>The entry of a code in a fiscal year: seen before recalled, the newer before the older; null if none is valid.</summary>
    public CodeEntry? Find(string code, int? year)
    {
        CodeEntry? best = null;
        foreach (var entry in Names(code))
            if (entry.IsValidIn(year) && (best is null || (entry.Trust, -(entry.From ?? 0)).CompareTo((best.Trust, -(best.From ?? 0))) < 0))
                best = entry;
        return best;
    }

    /// <summary>All names of the list, without order.</summary>
    public IEnumerable<string> AllNames => byName.Value.Keys;

    internal static CodeList Parse(string text)
    {
        var csv = new CsvRows(text);
        var (code, name, parent) = (csv.Column("code"), csv.Column("name"), csv.Column("parent_code"));
        var (from, to, trust) = (csv.Column("valid_from"), csv.Column("valid_to"), csv.Column("trust"));
        return new(csv.Rows.Select(row => new CodeEntry(
            row[code], row[name], row[parent].Length > 0 ? row[parent] : null, Year(row[from]), Year(row[to]), Trust(row[trust]))));
    }

    /// <summary>The procurement catalogue has editions, not years of validity; it was read from the official document.</summary>
    internal static CodeList ParseCatalogue(string text)
    {
        var csv = new CsvRows(text);
        var (code, name, parent, edition) = (csv.Column("code"), csv.Column("name"), csv.Column("parent_code"), csv.Column("edition"));
        return new(csv.Rows.Select(row => new CodeEntry(
            row[code], row[name], row[parent].Length > 0 ? row[parent] : null, Year(row[edition]), null, ReferenceTrust.Seen)));
    }

    internal static int? Year(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    internal static ReferenceTrust Trust(string text) => text switch
    {
        "seen" or "observed" => ReferenceTrust.Seen,
        "recalled" => ReferenceTrust.Recalled,
        _ => ReferenceTrust.RecalledLow,
    };
}
