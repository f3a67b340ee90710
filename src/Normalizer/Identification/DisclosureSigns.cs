using System.Text.RegularExpressions;

namespace Normalizer.Identification;

/// <summary>Whether a text is a budget or final-accounts disclosure at all: laws, notices, lists of links and forms are not.</summary>
internal static partial class DisclosureSigns
{
    /// <summary>Words that every departmental disclosure uses; other papers use two or three of them.</summary>
    private static readonly string[] Vocabulary =
    [
        "一般公共预算", "财政拨款", "基本支出", "项目支出", "政府性基金", "国有资本经营", "三公", "机关运行经费", "政府采购",
        "本年收入", "本年支出", "结转", "功能分类", "经济分类", "科目编码", "科目名称",
    ];

    [GeneratedRegex(@"^(?:表?[\d一二三四五六七八九十]{0,3}[、.．：:]?)?.{0,60}?(?:收支|收入|支出|财政拨款|三公|基金|国有资本)[^，。；]{0,30}表(?:[（(].*)?$")]
    private static partial Regex BudgetTable();

    /// <summary>An amount as tables print it: 1,234.56 or 1234.56.</summary>
    [GeneratedRegex(@"\d\.\d|\d,\d\d\d|\d+(?:万|亿)?元")]
    private static partial Regex Amount();

    /// <summary>Fewest amounts in anything that tells of a year's money.</summary>
    private const int FewestAmounts = 6;

    /// <param name="texts">Paragraphs and cells, without white space.</param>
    /// <returns>How many kinds of sign were found, and the sentence for the evidence.</returns>
    public static (bool IsDisclosure, string Evidence) Look(IEnumerable<string> texts, bool hasTitle, bool hasAgency)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var (amounts, tables) = (0, 0);
        foreach (var text in texts)
        {
            foreach (var word in Vocabulary)
                if (text.Contains(word, StringComparison.Ordinal)) words.Add(word);
            if (text.Length <= 70 && BudgetTable().IsMatch(text)) tables++;
            if (amounts < FewestAmounts) amounts += Amount().Count(text);
        }
        var score = (hasTitle ? 2 : 0) + (hasAgency ? 1 : 0) + Math.Min(tables, 2) + (words.Count >= 8 ? 2 : words.Count >= 5 ? 1 : 0);
        var isDisclosure = score >= 4 && amounts >= FewestAmounts && words.Count >= 4;
        return (isDisclosure, $"Signs of a departmental disclosure: {(hasTitle ? "a title" : "no title")}, "
            + $"{tables} titles of budget tables, {words.Count} of its {Vocabulary.Length} usual terms, {(amounts < FewestAmounts ? "hardly any amounts" : "amounts")}.");
    }
}
