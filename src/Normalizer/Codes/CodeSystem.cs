namespace Normalizer.Codes;

/// <summary>The classifications that rows are keyed by: their names in the output and the shape of their codes.</summary>
public static class CodeSystem
{
    public const string Functional = "cn-functional";
    public const string DepartmentEconomic = "cn-economic-department";
    public const string GovernmentEconomic = "cn-economic-government";
    public const string Unit = "unit";
    public const string Procurement = "procurement";

    /// <summary>The code a cell holds; null if it holds anything else.</summary>
    /// <remarks>Codes keep their zeros. White space inside is a break of the line or of the scan: "210 15 06" is 2101506.</remarks>
    public static string? CodeOf(string text)
    {
        var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        if (compact.Length is 0 or > 15) return null;
        var digits = compact[0] is 'A' or 'B' or 'C' ? compact.AsSpan(1) : compact;
        if (digits.Length == 0 && compact.Length == 1) return compact;
        foreach (var character in digits)
            if (!char.IsAsciiDigit(character)) return null;
        return compact;
    }

    /// <summary>The classification a code's digits belong to: 2xx functions, 3xx and 5xx the two economic ones; null if none.</summary>
    public static string? Of(string code) => (code[0], code.Length) switch
    {
        ('2', 3 or 5 or 7) => Functional,
        ('3', 3 or 5) => DepartmentEconomic,
        ('5', 3 or 5) => GovernmentEconomic,
        ('A' or 'B' or 'C', _) => Procurement,
        _ => null,
    };

    /// <summary>1 for 类 (three digits), 2 for 款 (five), 3 for 项 (seven); null where the system's depth is not in its digits.</summary>
    public static int? Level(string code, string? system) => system switch
    {
        Functional or DepartmentEconomic or GovernmentEconomic when code.Length >= 3 && code.Length % 2 == 1 => (code.Length - 1) / 2,
        Procurement => code.Length <= 1 ? 1 : (code.Length + 1) / 2,
        _ => null,
    };
}
