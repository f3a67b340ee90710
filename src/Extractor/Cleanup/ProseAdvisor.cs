using System.Text.RegularExpressions;

namespace Extractor.Cleanup;

/// <summary>A place in a text that a careful reader would ask about, and what should stand there instead.</summary>
/// <param name="Class">punctuation or other.</param>
public readonly record struct Advice(int Start, int Length, string Replacement, string Class, string Rule, string Reason)
{
    private const int Around = 6;

    /// <summary>A suggestion (not applied) that shows the place with its neighbourhood.</summary>
    public Repair ToRepair(string text, Evidence at)
    {
        var first = Math.Max(0, Start - Around);
        var end = Start + Length;
        var last = Math.Min(text.Length, end + Around);
        return new(Class, new(at), text[first..last], text[first..Start] + Replacement + text[end..last], Rule, [Reason], 0.8, false);
    }
}

/// <summary>Suggests what punctuation was lost or misread and which words of the form's template were left in. Changes nothing.</summary>
public static partial class ProseAdvisor
{
    private const int ShortestProse = 30;

    public static IEnumerable<Advice> Of(string text)
    {
        if (text.Length < 12) return [];
        return Colons(text).Concat(TemplateWords(text)).Concat(ListStops(text));
    }

    /// <summary>A paragraph of clauses that ends without a stop, before <paramref name="next"/> begins something new.</summary>
    public static Advice? ClosingStop(TextBlock block, Block? next)
    {
        var text = block.Text;
        var endsHere = next is null or TextBlock { HeadingLevel: > 0 } || next is TextBlock following && Heading().IsMatch(following.Text);
        if (!endsHere || block.HeadingLevel > 0 || text.Length < ShortestProse || !CharacterClass.IsIdeograph(text[^1])) return null;
        if (text.AsSpan().IndexOfAny('、', '，') < 0 || text.AsSpan().IndexOfAny("：:（(") >= 0 || text.EndsWith('表')) return null;
        return new(text.Length, 0, "。", "punctuation", "missing-stop", "The paragraph ends without a full stop.");
    }

    /// <summary>A colon between two parallel clauses, where recognition seems to have misread a semicolon.</summary>
    /// <remarks>A label before its explanation keeps its colon ("办公室：负责…"); so the left side must be the end of a longer
    /// clause, and the right side must begin with the verb of a duty.</remarks>
    private static IEnumerable<Advice> Colons(string text)
    {
        for (var i = NextColon(text, -1); i >= 0; i = NextColon(text, i))
            if (EndsClause(text.AsSpan(0, i)) && Duty().IsMatch(text.AsSpan(i + 1)))
                yield return new(i, 1, "；", "punctuation", "colon-between-clauses", "The colon stands between two clauses of a list of duties, where a semicolon belongs.");
    }

    private static int NextColon(string text, int from)
    {
        var next = text.AsSpan(from + 1).IndexOfAny(':', '：');
        return next < 0 ? -1 : from + 1 + next;
    }

    private static bool EndsClause(ReadOnlySpan<char> left)
    {
        var clause = left[(left.LastIndexOfAny("。；;：:") + 1)..];
        var lastWords = left.Length - left.LastIndexOfAny("，,。；;：:（(");
        return clause.Length >= 14 && lastWords > 3 && !Label().IsMatch(clause);
    }

    /// <summary>"增加(或减少)0万元", "（…必须填写！）": words of the template that should have been deleted.</summary>
    private static IEnumerable<Advice> TemplateWords(string text) =>
        text.AsSpan().IndexOfAny('（', '(') < 0 ? []
            : Template().Matches(text).Select(match =>
                new Advice(match.Index, match.Length, "", "other", "template-words", "The words belong to the template of the document, not to its text."));

    /// <summary>The items of a numbered list inside a text each begin after a stop, all but one.</summary>
    private static IEnumerable<Advice> ListStops(string text)
    {
        if (!text.Contains("1.", StringComparison.Ordinal)) yield break;
        var starts = new List<int>();
        for (var at = text.IndexOf("1.", StringComparison.Ordinal); at >= 0;)
        {
            starts.Add(at);
            at = text.IndexOf($"{starts.Count + 1}.", at + 2, StringComparison.Ordinal);
        }
        if (starts.Count < 4) yield break;
        var lacking = starts.Skip(1).Where(start => !FollowsStop(text.AsSpan(0, start))).ToArray();
        if (lacking is [var only] && CharacterClass.IsIdeograph(text[only - 1]))
            yield return new(only, 0, "。", "punctuation", "missing-stop", "Every other item of the list begins after a full stop.");
    }

    private static bool FollowsStop(ReadOnlySpan<char> before)
    {
        var last = before.LastIndexOfAnyExcept(' ', '\u3000');
        return last >= 0 && before[last] is ('。' or '；' or ';' or '！');
    }

    [GeneratedRegex(@"([科室处部股组局办是为下括责务容作况面因中等]|中心|如下|其中|职责|情况)$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(负责|统筹|建立|健全|完善|组织|拟订|拟定|推进|贯彻|落实|承担|监督|指导|协调|参与|制定|开展|加强)", RegexOptions.CultureInvariant)]
    private static partial Regex Duty();

    [GeneratedRegex(@"[（(]或(减少|增加|下降|上升|增长)[）)]|[（(][^（）()]{0,40}(必须|需|请|应)(如实)?填(写|报)[^（）()]{0,10}[）)]", RegexOptions.CultureInvariant)]
    private static partial Regex Template();

    [GeneratedRegex(@"^([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+部分)", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
