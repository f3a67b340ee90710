using System.Text.RegularExpressions;
using Normalizer.Reference;

namespace Normalizer.Identification;

/// <summary>Takes names of agencies apart with the gazetteer of the fiscal year.</summary>
public sealed partial class AgencyNameReader(DivisionGazetteer gazetteer)
{
    /// <summary>Furthest that a division stands behind the start: 中国人民政治协商会议重庆市渝北区委员会.</summary>
    private const int LongestPrefix = 11;

    /// <summary>Longest qualifier taken off before the suffix is looked at: （本级）, （机关）.</summary>
    [GeneratedRegex(@"[（(](?:本级|机关|本部|汇总)[)）]$")]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"(?:局|委|会|室|厅|部|院|所|站|队|心|处|校|学|园|馆|社|团|场|署|府|台|库|公司|集团|检察院|法院|管委会|工委|党组|本级)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^[\u4e00-\u9fff]{1,3}?[区县旗]")]
    private static partial Regex DivisionLike();

    /// <param name="text">Without white space.</param>
    public AgencyName Read(string text, int? year)
    {
        var (divisions, start, end) = FindDivision(text, year);
        var body = text[end..];
        var strange = (end > 0 && DivisionLike().Match(body) is { Success: true } match && match.Length < body.Length
            && !Ordinary(body, match.Length)) || (start > 0 && "省市区县".Contains(text[start - 1], StringComparison.Ordinal));
        return new(text, divisions, end, strange, Suffix().IsMatch(Qualifier().Replace(text, "")));
    }

    private (ImmutableArray<Division> Divisions, int Start, int End) FindDivision(string text, int? year)
    {
        for (var start = 0; start <= LongestPrefix && start < text.Length - 2; start++)
        {
            var reading = gazetteer.ReadStart(text[start..], year);
            if (reading.Length >= (start == 0 ? 2 : 3)) return (reading.Divisions, start, start + reading.Length);
        }
        return ([], 0, 0);
    }

    /// <summary>社区, 园区, 地区, 校区 … are words, not names of districts.</summary>
    private static bool Ordinary(string body, int length) =>
        body[length - 1] == '区' && length >= 2 && "社园地校新景山库辖市城郊灾牧林矿".Contains(body[length - 2], StringComparison.Ordinal);
}
