using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Normalizer.Facts;

/// <summary>Cuts a paragraph into the words that carry its arithmetic: numbers with units, comparisons, 其中, 占, punctuation.</summary>
internal static partial class ProseLexer
{
    /// <summary>Besides digits, "[" and "-", every character that a token other than a word can begin with: the others are taken in
    /// one run, without trying each alternative.</summary>
    private const string Starts = "（）()〔【一二三四五六七八九十第较相对比与和同当本今截上去增下减变不持的原主是由用其包分此另按无没保提净调追降压缩回占各*×xX，,、；：。";

    private static readonly SearchValues<char> TokenStarts = SearchValues.Create($"[-{Starts}");

    /// <summary>Besides digits, the tokens of one character.</summary>
    private static readonly SearchValues<char> Singles = SearchValues.Create("无占各*×xX，,、；：。（）");

    /// <summary>One alternative a token kind, in order of precedence; the group's name is the kind's.</summary>
    /// <remarks>Document numbers, telephone numbers, dates without a year, durations, numbering and thresholds
    /// ("100万元（含）以上") are no amounts: they become words or are skipped.</remarks>
    private const string Pattern = $$"""
        (?<Word>[^\d\[\-{{Starts}}]+)
        |(?<Skip>(?<=^|[。；：，])（\d{1,2}）|(?<=^|[。；])\d{1,2}(?:、|\.(?!\d)))
        |(?<Skip>(?<=^|[。；])（[一二三四五六七八九十]+）|^[一二三四五六七八九十]+、)
        |(?<Reference>[〔\[【（](?:19|20)\d\d[〕\]】）]第?\d*号?)
        |(?<Code>（\d+）)
        |(?<Reference>(?<!\d)0\d{2,3}-\d[\d-]+|(?<![\d.,])1[3-9]\d{9}(?![\d,.元万])|第\d+|\d{1,2}(?:-\d{1,2})?月(?:\d{1,2}日)?|(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?(?!\d*[元万]))
        |(?<Threshold>\d[\d,.]*(?:{{ProseUnits.Money}})(?:（含）)?(?:及|含)?(?:以上|以下|以内|以外))
        |(?<Compare>(?:较|相较于?|相比于?|对比|比|(?:与|和|同)(?=[^，。；、]{2,14}(?:相?比|持平|一致|相同|无增减|无变|没有)))(?<base>(?:(?:19|20)\d\d年度?|上一?年度?|去年|前一年|往年)(?:同期|年底|年末)?(?:年初)?(?:调整)?(?:收入|支出|收支)?(?:预算|决算|支出|收入|执行|批复|完成)*[数额]?|年初(?:收入|支出)?预算[数额]?|预算[数额]|(?:上年)?同期[数额]?)(?:相比|比较|对比|比)?(?:基本|有所|略有|同比|总体)?)
        |(?<Compare>同比)
        |(?<Today>当年|本年度?|今年)
        |(?<Date>(?:截[至止])?(?:(?:上年度?|去年)年?[底末]|(?:19|20)\d\d年(?:度(?!累计)|\d{1,2}(?:-\d{1,2})?月(?:\d{1,2}日)?)?(?:年?[底末])?))
        |(?<Reference>\d+年|\d+[号日](?!楼))
        |(?<Number>-?\d+(?:,\d+|，\d{3}(?!\d))*(?:\.\d+)*)(?<unit>%|(?:{{ProseUnits.Money}})(?:{{ProseUnits.Per}})?|(?:{{ProseUnits.Count}}))?
        |(?<Reason>(?:增长|增加|下降|减少|变动|不可比|持平)?的?(?:主要)?原因(?:是|为|在于|：)|主要由于|是?由于|主要(?:是)?因为|(?:主要)?用于|(?:用途)?主要包括)
        |(?<Mainly>主要是)
        |(?<Parts>其中|包括|分别为|分别是)
        |(?<Besides>此外|另外|按支出性质分)
        |(?<Flat>持平|相同|无增减变?化?|没有增减变?化?|增减0|无变[化动]|没有变[化动]|无差异|保持不变|不变|保持一致|相一致|一致)
        |(?<Incomparable>不可比|无可比性)
        |(?<Increase>增加（或?减少）|增（减）|增加|增长|提高|上升|上涨|增支|净增|调增|追加)
        |(?<Decrease>减少|下降|降低|压减|减支|缩减|净减|调减|回落|下调)
        |(?<None>无(?![法关形偿锡]|为[市县]|极县|棣县)(?:使用|安排)?(?=[^，。；：]*(?:预算|基金|资本)[^，。；：]*(?:支出|收入|收支|经费)[^，。；：]*(?:[，。；]|$)))
        |(?<Share>占)
        |(?<Each>各(?=[\d为]|增加|减少|增长|下降))
        |(?<Times>[*×xX](?=\d))
        |(?<Comma>，|,)|(?<Pause>、)|(?<Semicolon>；)|(?<Colon>：)|(?<Stop>。)|(?<Open>（)|(?<Close>）)
        |(?<Word>.)
        """;

    /// <summary>The groups that are a token's kind, by number. A match has one of them.</summary>
    private static readonly ImmutableArray<(int Group, TokenKind Kind)> Kinds =
    [
        .. Enum.GetValues<TokenKind>().Select(kind => (Lexer().GroupNumberFromName(kind.ToString()), kind)),
        .. new[] { "Reference", "Threshold" }.Select(group => (Lexer().GroupNumberFromName(group), TokenKind.Word)),
    ];

    /// <returns>Tokens in order, runs of words joined; brackets without an amount inside are words.</returns>
    public static List<ProseToken> Read(ProseText prose)
    {
        var tokens = new List<ProseToken>();
        foreach (var place in Lexer().EnumerateMatches(prose.Text))
        {
            // Most of a paragraph are words: only other tokens are asked for their groups.
            if (IsWord(prose.Text.AsSpan(place.Index, place.Length)))
            {
                AddWord(new(TokenKind.Word, "", place.Index, place.Index + place.Length));
                continue;
            }
            var match = Lexer().Match(prose.Text, place.Index);
            var kind = KindOf(match.Groups);
            var token = new ProseToken(kind, match.Value, match.Index, match.Index + match.Length);
            if (kind == TokenKind.Number) token = AsNumber(match, token);
            else if (kind == TokenKind.Compare) token = token with { Text = match.Groups["base"].Value };
            else if (kind == TokenKind.Date) token = token with { Year = YearOf(match.Value) };
            if (token.Kind == TokenKind.Word) AddWord(token);
            else tokens.Add(token);
        }
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Kind == TokenKind.Word) tokens[i] = tokens[i] with { Text = prose.Text[tokens[i].Start..tokens[i].End] };
        return WithPlainBrackets(tokens);

        void AddWord(ProseToken token)
        {
            if (tokens.Count > 0 && tokens[^1].Kind == TokenKind.Word) tokens[^1] = tokens[^1] with { End = token.End };
            else tokens.Add(token);
        }
    }

    /// <summary>A run of characters that begin no token, or one character that is no token by itself.</summary>
    private static bool IsWord(ReadOnlySpan<char> matched) =>
        !char.IsDigit(matched[0]) && (!TokenStarts.Contains(matched[0]) || (matched.Length == 1 && !Singles.Contains(matched[0])));

    private static TokenKind KindOf(GroupCollection groups)
    {
        foreach (var (group, kind) in Kinds)
            if (groups[group].Success) return kind;
        return TokenKind.Word;
    }

    private static ProseToken AsNumber(Match match, ProseToken token) =>
        ProseNumber.Parse(match.Groups["Number"].Value) is not { } number
            ? token with { Kind = TokenKind.Word }
            : token with { Number = number, Unit = match.Groups["unit"].Success ? match.Groups["unit"].Value : null };

    /// <returns>The first year of four digits; 0 if there is none.</returns>
    public static int YearOf(string text) =>
        text.IndexOfAny(['1', '2']) is >= 0 and var at && text.Length >= at + 4
        && int.TryParse(text.AsSpan(at, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    /// <summary>"因公出国（境）费" is one word, "（基本支出 5 万元、项目支出 2 万元）" a list of parts.</summary>
    private static List<ProseToken> WithPlainBrackets(List<ProseToken> tokens)
    {
        var result = new List<ProseToken>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var close = tokens[i].Kind == TokenKind.Open ? ClosingOf(tokens, i) : -1;
            if (close > 0 && tokens.Skip(i).Take(close - i).Any(token => token is { Kind: TokenKind.Number, Unit: not null, IsPercent: false }))
                close = -1;
            else if (close < 0 && tokens[i].Kind is not (TokenKind.Open or TokenKind.Close)) close = i;
            if (close < 0) { result.Add(tokens[i]); continue; }
            var token = close == i
                ? tokens[i]
                : new(TokenKind.Word, string.Concat(tokens.Skip(i).Take(close - i + 1).Select(part => part.Text)), tokens[i].Start, tokens[close].End);
            if (token.Kind == TokenKind.Word && result.Count > 0 && result[^1].Kind == TokenKind.Word)
                result[^1] = result[^1] with { Text = result[^1].Text + token.Text, End = token.End };
            else result.Add(token);
            i = close;
        }
        return result;
    }

    private static int ClosingOf(List<ProseToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Open) depth++;
            else if (tokens[i].Kind == TokenKind.Close && --depth == 0) return i;
        }
        return -1;
    }

    [GeneratedRegex(Pattern, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Lexer();
}
