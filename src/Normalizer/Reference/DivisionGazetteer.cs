using System.Text.RegularExpressions;

namespace Normalizer.Reference;

/// <summary>All administrative divisions, present and past, by code and by name.</summary>
public sealed partial class DivisionGazetteer
{
    private const int LongestName = 20;
    private readonly Dictionary<string, List<Division>> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Division>> byName = new(StringComparer.Ordinal);

    internal DivisionGazetteer(string current, string history, string zones)
    {
        var rows = new CsvRows(current);
        var (code, name, full, level) = (rows.Column("code"), rows.Column("name"), rows.Column("full_name"), rows.Column("level"));
        var (from, to) = (rows.Column("valid_from"), rows.Column("valid_to"));
        foreach (var row in rows.Rows)
            Add(new(row[code], row[name], row[full], row[level], CodeList.Year(row[from]), CodeList.Year(row[to])));
        rows = new CsvRows(history);
        (code, name, full, level) = (rows.Column("code"), rows.Column("name"), rows.Column("full_name"), rows.Column("level"));
        (from, to) = (rows.Column("valid_from"), rows.Column("valid_to"));
        foreach (var row in rows.Rows)
            Add(new(row[code], row[name], row[full], row[level], CodeList.Year(row[from]), CodeList.Year(row[to]) ?? 0));
        rows = new CsvRows(zones);
        (code, name, full) = (rows.Column("code"), rows.Column("name"), rows.Column("full_name"));
        foreach (var row in rows.Rows) Add(new(row[code], row[name], row[full], "zone", null, null));
        AddShortNames();
    }

    /// <summary>The division a code meant in a year; null if it meant none.</summary>
    /// <param name="year">Null: today's.</param>
    public Division? ByCode(string code, int? year) =>
        byCode.GetValueOrDefault(code)?.Find(division => division.IsValidIn(year));

    /// <summary>The divisions of that name in a year: several for 朝阳区, none for a name that is no division's.</summary>
    public ImmutableArray<Division> Named(string name, int? year) =>
        byName.TryGetValue(name, out var found) ? Valid(found, year) : [];

    /// <summary>Reads the division names a text starts with, from the top down, levels left out or not:
    /// 重庆市渝北区医疗保障局, 渭南市潼关县财政局, 秦州区统计局.</summary>
    /// <returns>The lowest divisions that the names can mean, and how many characters they take; none and 0 if the text starts with no name.</returns>
    public DivisionReading ReadStart(string text, int? year)
    {
        var best = new DivisionReading([], 0);
        Extend(text, 0, [], year, ref best);
        return best;
    }

    private void Extend(string text, int at, ImmutableArray<Division> above, int? year, ref DivisionReading best)
    {
        for (var length = Math.Min(LongestName, text.Length - at); length >= 2; length--)
        {
            var found = Named(text.Substring(at, length), year);
            if (above.Length > 0) found = [.. found.Where(division => above.Any(division.IsBelow))];
            if (found.Length == 0) continue;
            if (at + length > best.Length) best = new(found, at + length);
            Extend(text, at + length, found, year, ref best);
        }
    }

    /// <summary>In the year of a change the old division and the new both count; one name and code is one division.</summary>
    private static ImmutableArray<Division> Valid(List<Division> found, int? year)
    {
        var valid = found.Where(division => division.IsValidIn(year)).ToArray();
        if (valid.Length < 2) return [.. valid];
        return [.. valid.Where(division => !valid.Any(other => other != division && other.FullName == division.FullName
            && (other.From ?? 0) < (division.From ?? 0)))];
    }

    /// <summary>延边州 for 延边朝鲜族自治州, 保定高新区 for 保定高新技术产业开发区: as their own agencies write, where no other division is called so.</summary>
    private void AddShortNames()
    {
        var known = byName.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var division in byName.Values.SelectMany(divisions => divisions).ToArray())
            if (ShortName(division) is { } name && !known.Contains(name)) AddTo(byName, name, division);
    }

    private static string? ShortName(Division division)
    {
        if (Autonomous().Match(division.Name) is { Success: true } match) return match.Groups["base"].Value + match.Groups["kind"].Value;
        if (division.Level != "zone") return null;
        foreach (var (ending, shorter) in new[] { ("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区") })
            if (division.Name.Length > ending.Length + 1 && division.Name.EndsWith(ending, StringComparison.Ordinal)) return division.Name[..^ending.Length] + shorter;
        return null;
    }

    [GeneratedRegex("^(?<base>.{2,}?)(?:(?:朝鲜|土家|苗|藏|羌|彝|傣|景颇|白|哈尼|壮|布依|侗|回|蒙古|哈萨克|柯尔克孜|傈僳|满|瑶|黎|仡佬|各|达斡尔|鄂温克|裕固|保安|东乡|撒拉|土|纳西|拉祜|佤|布朗|毛南|仫佬|畲|塔吉克|锡伯|独龙|怒|普米|鄂伦春|水)族?)+自治(?<kind>[州县旗])$")]
    private static partial Regex Autonomous();

    private void Add(Division division)
    {
        AddTo(byCode, division.Code, division);
        AddTo(byName, division.Name, division);
    }

    private static void AddTo(Dictionary<string, List<Division>> index, string key, Division division)
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(division);
    }
}

/// <param name="Divisions">The divisions the names can mean; several if the names do not tell them apart.</param>
/// <param name="Length">Characters taken from the start of the text.</param>
public readonly record struct DivisionReading(ImmutableArray<Division> Divisions, int Length);
