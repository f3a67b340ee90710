namespace Normalizer.Facts;

/// <summary>The units that amounts and counts carry in prose.</summary>
internal static class ProseUnits
{
    /// <summary>Alternatives for the lexer, longest first; 万 alone is 万元 as clerks write it.</summary>
    public const string Money = "(?:亿|千万|百万|十万|万|千|百)?元|亿|万(?![人名辆个台套户次亩份批件])";

    /// <summary>What a rate is per: "550 元/人", "90 元/人·年".</summary>
    public const string Per = "/(?:人次|人|年|月|日|天|次|户|个|辆|台|套|亩|平方米|床|班|份|批次|家|所|村|镇)(?:[·/.]?(?:年|月|次|天|日))?";

    public const string Count =
        "万?人次|万?人(?!均|民|员|大|社|力|才)|名|个|辆|台（套）|台（件）|套（件）|台|套|批次|批|次|万?户|家|所|项|件|场|期|平方米|处|座|亩|公里";

    /// <summary>Yuan per unit; null for counts.</summary>
    public static decimal? Yuan(string unit)
    {
        var money = unit.Split('/')[0];
        return money switch
        {
            "元" => 1, "百元" => 100, "千元" => 1000, "万元" or "万" => 10_000, "十万元" => 100_000,
            "百万元" => 1_000_000, "千万元" => 10_000_000, "亿元" or "亿" => 100_000_000,
            _ => null,
        };
    }
}
