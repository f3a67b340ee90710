using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Identification;

/// <summary>Reads what single lines say of the publisher: titles, labelled lines, titles of tables, the file name.</summary>
internal static partial class StatementReader
{
    private const string Year = @"(?<year>(?:19|20)\d\d|二[〇○零O0Ｏ]{1}[〇○零一二三四五六七八九]{2})年?(?:度)?";
    private const string Suffix = "(?:局|委|会|室|厅|部|院|所|站|队|心|处|校|学|园|馆|社|团|场|署|府|台|库|公司|集团)";
    private const string Qualifier = "(?:[（(](?:本级|机关|本部|汇总)[)）])?";

    /// <summary>A whole title: agency, year, 部门 or 单位, 预算 or 决算, in the orders in use.</summary>
    [GeneratedRegex("^(?:附件?[^：:]{0,6}[：:])?(?:" + Year + ")?(?<agency>.{2,50}?)??(?:" + Year + @")?(?:[省市区县]级|本级)?(?<scope>部门|单位)?(?:综合|收支)?(?<kind>预算|决算)(?<tail>.{0,14})$")]
    private static partial Regex Title();

    [GeneratedRegex(@"^[*#\s]*(?<label>(?:公开|编制|填报|申报|预算|决算|预算主管|主管|项目|项目主管)?(?:部门|单位)(?:（单位）|\(单位\))?(?:全称|名称)?|预算[（(]单位[）)]名称|(?:部门|单位)[（(]公章[）)]|填报单位[（(]盖章[）)])[：:](?<name>.{3,60}?)(?:(?:金额)?单位[：:].*)?$")]
    private static partial Regex Label();

    /// <summary>The same label as the text of a cell, whose name stands in the next one.</summary>
    [GeneratedRegex(@"^(?:(?:公开|编制|填报|申报|预算|决算)?(?:部门|单位)(?:（单位）|\(单位\))?(?:全称|名称)|预算[（(]单位[）)]名称|填报单位[（(]盖章[）)])[：:]?$")]
    private static partial Regex LabelCell();

    /// <summary>An agency in front of a table's or a chapter's title, the year before or behind it.</summary>
    [GeneratedRegex("^(?:第.部分)?(?:[一二三四五六七八九十\\d]{1,3}[、.．])?(?:附件?[^：:]{0,6}[：:])?(?:" + Year + ")?(?<agency>.{2,50}?" + Suffix + Qualifier + ")(?:" + Year + ")?(?=(?:20\\d\\d|年度|部门|单位|预算|决算|财政拨款|一般公共|政府性|国有资本|收支|收入|支出|整体|项目|[“”\"]?三公|政府采购|概况|机构|基本情况))")]
    private static partial Regex TableTitle();

    /// <summary>Words of a table's title that no agency bears in its name.</summary>
    [GeneratedRegex("财政拨款|一般公共预算|政府性基金|国有资本经营|收支|(?:收入|支出|费)预算|支出表|三公")]
    private static partial Regex TableWords();

    [GeneratedRegex(Year)]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"(?<!\d)(?<year>20\d\d|\d\d)年(?:度)?")]
    private static partial Regex FileYear();

    /// <summary>A title of the whole disclosure; null if the line is none.</summary>
    /// <param name="text">Without white space.</param>
    public static IdentityStatement? ReadTitle(string text, Evidence? at)
    {
        if (text.Length is < 6 or > 70 || Title().Match(text) is not { Success: true } match) return null;
        var (agency, scope) = (match.Groups["agency"].Value, match.Groups["scope"].Value);
        if (agency.EndsWith("部门", StringComparison.Ordinal) || agency.EndsWith("单位", StringComparison.Ordinal))
            (agency, scope) = (agency[..^2], scope.Length > 0 ? scope : agency[^2..]);
        if (agency.IndexOfAny(['，', '。', '、', '：', ':', '；', '《']) >= 0) return null;
        if (TableWords().IsMatch(agency) || agency.Count("（(".Contains) != agency.Count("）)".Contains)) return null;
        if (agency.Length > 0 && (char.IsDigit(agency[0]) || "第表（(关".Contains(agency[0], StringComparison.Ordinal))) return null;
        return Statement(StatementSource.Title, agency.Length == 0 ? null : agency, text, at,
            match.Groups["kind"].Value == "决算" ? DocumentKind.FinalAccounts : DocumentKind.Budget, scope);
    }

    /// <summary>"二部门预算情况": a number in front, not a name as 四川, 三亚 and 九三学社 are.</summary>
    public static bool MayBeNumbered(string agency) => agency.Length > 0 && Numerals.Contains(agency[0], StringComparison.Ordinal);

    private const string Numerals = "一二三四五六七八九十";

    /// <summary>A line that holds a name and nothing else.</summary>
    public static bool IsBareName(string text) => text.Length is >= 4 and <= 40 && BareName().IsMatch(text);

    [GeneratedRegex("^[\\u4e00-\\u9fff（）()]+" + Suffix + Qualifier + "$")]
    private static partial Regex BareName();

    /// <summary>部门全称：…, 预算单位：…; null if the line is no such label.</summary>
    public static IdentityStatement? ReadLabel(string text, Evidence? at)
    {
        if (Label().Match(text) is not { Success: true } match || IsUnit(match.Groups["name"].Value)) return null;
        var label = match.Groups["label"].Value;
        // The authority in charge of a unit or of a project is not the publisher, but for 预算主管部门 on a cover.
        if (label.StartsWith("主管", StringComparison.Ordinal) || label.StartsWith("项目", StringComparison.Ordinal)) return null;
        return Named(match.Groups["name"].Value, text, at);
    }

    /// <summary>A label in one cell and the name in the next.</summary>
    public static IdentityStatement? ReadLabelCell(string label, string name, Evidence? at) =>
        name.Length is >= 4 and <= 60 && LabelCell().IsMatch(label) && !IsUnit(name) ? Named(name, label + " " + name, at) : null;

    /// <summary>The agency in front of a table's title; null if none stands there.</summary>
    public static IdentityStatement? ReadTableTitle(string text, Evidence? at)
    {
        if (text.Length is < 6 or > 70) return null;
        var kind = text.Contains("决算", StringComparison.Ordinal) ? DocumentKind.FinalAccounts
            : text.Contains("预算", StringComparison.Ordinal) ? DocumentKind.Budget : DocumentKind.Unknown;
        var agency = TableTitle().Match(text) is { Success: true } match ? match.Groups["agency"].Value : null;
        if (agency is null && !text.EndsWith('表')) return null;
        return Statement(StatementSource.TableTitle, agency, text, at, kind, "");
    }

    /// <summary>Only a hint, and often wrong.</summary>
    public static IdentityStatement ReadFileName(string name)
    {
        var year = FileYear().Match(name) is { Success: true } match ? ParseYear(match.Groups["year"].Value) : null;
        var kind = name.Contains("决算", StringComparison.Ordinal) ? DocumentKind.FinalAccounts
            : name.Contains("预算", StringComparison.Ordinal) ? DocumentKind.Budget : DocumentKind.Unknown;
        return new(StatementSource.FileName, null, year, kind, null, name, null);
    }

    public static string WithoutYear(string text) => AnyYear().Replace(text, "");

    private static IdentityStatement Named(string name, string text, Evidence? at) =>
        new(StatementSource.Label, name.TrimEnd('。', '（', '('), null, DocumentKind.Unknown, null, text, at);

    private static IdentityStatement Statement(
        StatementSource source, string? agency, string text, Evidence? at, DocumentKind kind, string scope)
    {
        var year = AnyYear().Match(text) is { Success: true } match ? ParseYear(match.Groups["year"].Value) : null;
        return new(source, agency, year, kind, scope switch { "部门" => "department", "单位" => "unit", _ => null }, text, at);
    }

    private static bool IsUnit(string name) => name.TrimStart('人', '民', '币').Length <= 2;

    /// <summary>"2024", "24" and "二〇二四" alike.</summary>
    private static int? ParseYear(string text)
    {
        var year = 0;
        foreach (var digit in text)
            year = year * 10 + (char.IsAsciiDigit(digit) ? digit - '0' : Math.Max("〇一二三四五六七八九".IndexOf(digit, StringComparison.Ordinal), 0));
        if (text.Length == 2) year += 2000;
        return year is >= 1999 and <= 2099 ? year : null;
    }
}
