using System.Text.RegularExpressions;

namespace Extractor.Cleanup;

/// <summary>Suggests a semicolon where recognition seems to have read one as a colon: between two parallel clauses.</summary>
/// <remarks>A label before its explanation keeps its colon ("办公室：负责…", "主要原因是：…"); so the left side must be the end
/// of a longer clause, the right side must begin with the verb of a duty. Nothing is changed in the text.</remarks>
public static partial class ClauseColonAdvisor
{
    private const int ShortestClause = 7;

    public static IEnumerable<Repair> Suggest(TextBlock block)
    {
        var text = block.Text;
        for (var i = text.AsSpan().IndexOfAny(':', '：'); i >= 0 && i + 2 < text.Length; i = NextColon(text, i))
        {
            var left = text.AsSpan(0, i);
            var clause = left[(left.LastIndexOfAny("。；;：:") + 1)..];
            if (clause.Length < 2 * ShortestClause || left.Length - left.LastIndexOfAny("，,。；;：:（(") <= 3 || Label().IsMatch(clause) || !Duty().IsMatch(text.AsSpan(i + 1))) continue;
            var from = Math.Max(0, i - 4);
            var length = Math.Min(text.Length, i + 5) - from;
            var printed = text.Substring(from, length);
            yield return new("punctuation", new(block.Locate(i, 1)), printed, string.Concat(printed.AsSpan(0, i - from), "；", printed.AsSpan(i - from + 1)), "colon-between-clauses",
                ["The colon stands between two clauses of a list of duties, where a semicolon belongs."], 0.8, false);
        }
    }

    private static int NextColon(string text, int from)
    {
        var next = text.AsSpan(from + 1).IndexOfAny(':', '：');
        return next < 0 ? -1 : from + 1 + next;
    }

    [GeneratedRegex(@"([科室处部股组局办是为下括责务容作况面因中等]|中心|如下|其中|职责|情况)$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(负责|统筹|建立|健全|完善|组织|拟订|拟定|推进|贯彻|落实|承担|监督|指导|协调|参与|制定|开展|加强)", RegexOptions.CultureInvariant)]
    private static partial Regex Duty();
}
