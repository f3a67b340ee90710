using System.Text.RegularExpressions;
using Normalizer.Amounts;

namespace Normalizer.Captions;

/// <summary>What a line near a table is.</summary>
internal enum LineRole { Title, Subtitle, Heading, Label, Agency, Unit, Field, Note, Prose }

/// <summary>Tells titles, labels, agency lines, unit lines, notes and prose apart by their form.</summary>
internal static partial class CaptionLines
{
    /// <summary>Longer lines are prose; the longest titles seen have about 60 characters.</summary>
    private const int LongestTitle = 80;

    public static LineRole RoleOf(CaptionLine line)
    {
        var text = line.Text.Trim();
        if (Note().IsMatch(text)) return LineRole.Note;
        if (UnitReader.OfLine(text, line.At) is not null && !EndsAsTitle().IsMatch(text)) return LineRole.Unit;
        if (Label().IsMatch(text)) return LineRole.Label;
        if (text.Length > LongestTitle || text[^1] is '。' or '；' or ';' or '，') return LineRole.Prose;
        if (Subtitle().IsMatch(text)) return LineRole.Subtitle;
        if (Agency().IsMatch(text)) return LineRole.Agency;
        if (EndsAsTitle().IsMatch(text)) return LineRole.Title;
        if (Field().IsMatch(text)) return LineRole.Field;
        return line.IsHeading || Numbered().IsMatch(text) ? LineRole.Heading : LineRole.Field;
    }

    /// <summary>The title without a label ("附件3-2", "表5") or section number ("三、") before it.</summary>
    public static string Bare(string text)
    {
        var bare = LeadingLabel().Replace(text.Trim(), "");
        bare = LeadingNumber().Replace(bare.Length == 0 ? text.Trim() : bare, "");
        return bare.Trim();
    }

    public static string? AgencyOf(string text) => Agency().Match(text.Trim()) is { Success: true } match
        ? TrailingUnit().Replace(match.Groups["name"].Value, "").Trim() : null;

    public static string NoteText(string text) => Note().Replace(text.Trim().Trim('（', '）', '(', ')'), "").Trim();

    [GeneratedRegex(@"^[（(*＊]*\s*(?:备\s*注|注\s*释|附\s*注|注|说\s*明)\s*\d?\s*[：:﹕]", RegexOptions.CultureInvariant)]
    private static partial Regex Note();

    [GeneratedRegex(@"^(?:附\s*件|附\s*表|公\s*开|预算公开|表)\s*[\d０-９一二三四五六七八九十]+(?:\s*[-－—之]\s*\d+)*\s*表?\s*[：:]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:附\s*件|附\s*表|表)\s*[\d０-９一二三四五六七八九十]+(?:\s*[-－—]\s*\d+)*\s*[：:、.．\s]\s*|^(?:附件|附表)\s*\d+(?:[-－—]\d+)*\s*|^(?:附件|附表)\s*[：:]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingLabel();

    [GeneratedRegex(@"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]\s*|^[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|^\d{1,2}\s*[、.．]\s*(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"^[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]$", RegexOptions.CultureInvariant)]
    private static partial Regex Subtitle();

    [GeneratedRegex(@"(?:表|目\s*录|清\s*单|一览|(?:申请|申报|任务|计划)书|(?:审批|申报|备案)单|台账)\s*(?:[（(][^（）()]*(?:[（(][^（）()]*[）)])?[^（）()]*[）)])*\s*$|支出预算$|支出决算$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsAsTitle();

    [GeneratedRegex(@"^(?:部门全称|部门名称|部门|预算单位|单位名称|编制单位|编制部门|填报单位|填报部门|公开部门|公开单位|申报单位|预算部门|单位|部门[（(]单位[）)](?:名称)?|预算[（(]单位[）)]名称)\s*[：:](?<name>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Agency();

    [GeneratedRegex(@"^[^：:]{2,16}[：:]", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"\s*(?:金额)?单位[：:].*$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingUnit();
}
