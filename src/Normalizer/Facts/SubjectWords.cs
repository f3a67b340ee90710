using System.Text.RegularExpressions;

namespace Normalizer.Facts;

/// <summary>What an amount is of, freed of the words around it that belong to the sentence.</summary>
internal static partial class SubjectWords
{
    /// <param name="words">The words in front of a number, since the last boundary.</param>
    /// <returns>"机关事业单位职业年金缴费支出" for "社会保障和就业支出（类）…（款）机关事业单位职业年金缴费支出（项）预算数为"; may be empty.</returns>
    public static string Clean(string words)
    {
        var subject = Stripped(Target().Replace(words, "").Trim('=', '、'));
        subject = Level().Replace(subject, "|").TrimEnd('|');
        return Stripped(subject[(subject.LastIndexOf('|') + 1)..]);
    }

    /// <summary>What stands in front of the item of a 类/款/项 path; empty where the words are no path.</summary>
    public static string PathOf(string words) =>
        Level().Matches(words) is { Count: > 1 } levels ? words[..(levels[^2].Index + levels[^2].Length)] : "";

    private static string Stripped(string subject)
    {
        for (var before = ""; before != subject;)
        {
            before = subject;
            subject = Lead().Replace(subject, "");
            subject = Tail().Replace(subject, "");
        }
        return subject;
    }

    /// <summary>The kernel by which one paragraph's mentions of a thing are recognised: "支出" for "年初预算总支出".</summary>
    public static string Core(string subject) => Filler().Replace(subject, "");

    /// <summary>Words that name no particular thing: a change of "收入" is one of whatever the sentence speaks of.</summary>
    public static bool IsGeneric(string core) =>
        core is "" or "收入" or "支出" or "收、支" or "收支" or "费用" or "费用支出" or "经费" or "经费支出" or "资金" or "金额" or "数额";

    /// <summary>"年初预算数" says nothing without the label in front of it: "收入预算：2020年年初预算数".</summary>
    public static bool NeedsLabel(string subject) => LabelLess().IsMatch(subject);

    [GeneratedRegex("（[类款项]）(?:支出)?", RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    /// <summary>Who the document speaks for, and the verbs of having; they are no part of what is had.</summary>
    [GeneratedRegex("^[一二三四五六七八九十]是(?=.{2})|^当年(?=[本我])|^(?:本|我|该|全)(?:部门|单位|局|中心|校|院|委|办)(?:本级)?(?:[所下]属各?预算单位)?|^[^、]*?(?:所属|下属)各?(?:预算)?单位(?:共有)?|^(?:的|设|下设|内设(?=[^机科])|共有|现有|有(?!关|线)|共|涉及|纳入|需|按|计划|预计|年末|年初(?=实有)|现?实有(?=编|工|职)|安排(?=.)|核定)", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex("(?:预算数为|决算数为|预算数|均为|计为|为|是|共计|(?<=总计)共|共|合计为|达到?|约|(?<![总合预会])计|安排|仅?有|各|数为|[：=*])$", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    /// <summary>The sign of a target: "≥" belongs to the number.</summary>
    [GeneratedRegex("[≥≤<>＜＞]$", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex("年初|预算数|决算数|预算|决算|总额|总计|合计|总|数$", RegexOptions.CultureInvariant)]
    private static partial Regex Filler();

    [GeneratedRegex("^(?:年初|年度|调整)?(?:预算|决算)?(?:总?[数额]|金额|计)?$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelLess();
}
