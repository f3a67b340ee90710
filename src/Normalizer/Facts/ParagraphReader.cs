using System.Text.RegularExpressions;

namespace Normalizer.Facts;

/// <summary>Reads one paragraph, token by token: whose amount, part of what, compared with what.</summary>
/// <remarks>The grammar is one of clauses: words name a subject until a number closes it; 其中, 包括, a colon and brackets open
/// a list of parts; 较…增加 attaches to the amount it speaks of; 主要原因 opens text whose amounts stand for themselves.</remarks>
internal sealed partial class ParagraphReader
{
    /// <summary>A noun behind a count that is longer is a clause of its own: "13 家改制企业下岗分流人员基本医疗补贴 …".</summary>
    private const int LongestNoun = 12;

    private enum Opener { Parts, Inline, Bracket }

    private sealed record Group(Opener Opener, Statement? Whole, int Id, string Words = "", int WordsStart = -1);

    private readonly List<ProseToken> tokens;
    private readonly List<Statement> statements = [];
    private readonly Stack<Group> groups = new();
    private readonly ProseText prose;
    private readonly int? fiscalYear;
    private int at;
    private int? year;
    private string words = "", label = "", lastSubject = "";
    private int wordsStart = -1;
    private string[] distributed = [];
    private int groupCount, sentenceFirst;
    private bool inReason, afterSemicolon;
    private string? comparedWith, lastBase, comparedSubject;
    private PendingChange? pending;
    private Statement? explained, comparedAmount;

    /// <param name="carried">The whole that an earlier paragraph ended on with "其中：", or null.</param>
    public ParagraphReader(ProseText prose, int? fiscalYear, Statement? carried)
    {
        this.prose = prose;
        this.fiscalYear = year = fiscalYear;
        tokens = ProseLexer.Read(prose);
        if (carried is not null) groups.Push(new(Opener.Parts, carried, Statement.Carried));
    }

    /// <summary>The whole whose parts the next paragraph lists, if this one ends on "其中：".</summary>
    public Statement? OpenWhole { get; private set; }

    public List<Statement> Read()
    {
        for (at = 0; at < tokens.Count; at++) Take(tokens[at]);
        Flush();
        if (tokens.Count > 1 && tokens[^1].Kind == TokenKind.Colon && tokens[^2].Kind == TokenKind.Parts && groups.TryPeek(out var open))
            OpenWhole = open.Whole;
        return statements;
    }

    /// <summary>The last amount that is no part of another.</summary>
    private Statement? LastWhole => statements.LastOrDefault(statement => statement is { Whole: null, IsBase: false });

    private ProseToken? Next(int ahead = 1) => at + ahead < tokens.Count ? tokens[at + ahead] : null;

    private ProseToken? Previous => at > 0 ? tokens[at - 1] : null;

    private void Take(ProseToken token)
    {
        switch (token.Kind)
        {
            case TokenKind.Word: AddWords(token); break;
            case TokenKind.Code: if (words.Length > 0) AddWords(token); break;
            case TokenKind.Date or TokenKind.Today: TakeYear(token); break;
            case TokenKind.Compare: TakeCompare(token); break;
            case TokenKind.Increase or TokenKind.Decrease: TakeVerb(token); break;
            case TokenKind.Flat: TakeFlat(token); break;
            case TokenKind.Incomparable: comparedWith = null; ClearWords(); break;
            case TokenKind.Number: TakeNumber(token); break;
            case TokenKind.None: TakeNone(token); break;
            case TokenKind.Share: TakeShare(token); break;
            case TokenKind.Parts: TakeParts(token); break;
            case TokenKind.Reason: TakeReason(token); break;
            case TokenKind.Mainly:
                Flush();
                ClearWords();
                inReason = false;
                explained = statements.LastOrDefault(statement => statement.Change?.Amount is not null);
                break;
            case TokenKind.Besides: TakeBesides(token); break;
            case TokenKind.Open: TakeOpen(); break;
            case TokenKind.Close: TakeClose(); break;
            case TokenKind.Comma: ClearWords(); break;
            case TokenKind.Pause: if (words.Length > 0 && Previous?.Kind == TokenKind.Word) words += "、"; else ClearWords(); break;
            case TokenKind.Semicolon: EndClause(); break;
            case TokenKind.Colon: TakeColon(); break;
            case TokenKind.Stop: EndSentence(); break;
            case TokenKind.Each or TokenKind.Times or TokenKind.Skip: break;
        }
    }

    private void AddWords(ProseToken token)
    {
        if (afterSemicolon && Self().IsMatch(token.Text)) CloseLists();
        afterSemicolon = false;
        if (words.Length == 0) wordsStart = token.Start;
        words += token.Text;
    }

    private void ClearWords() => (words, wordsStart) = ("", -1);

    private void TakeYear(ProseToken token)
    {
        if (afterSemicolon) CloseLists();
        afterSemicolon = false;
        if (inReason || SinceWhen().IsMatch(words)) return;
        year = token.Kind == TokenKind.Today ? fiscalYear : token.Year is > 0 ? token.Year : fiscalYear - 1;
        if (token.Text is "当年") AddWords(token);
    }

    private void TakeCompare(ProseToken token)
    {
        Flush();
        comparedSubject = words.Length > 0 ? words : null;
        comparedWith = token.Text.Length > 0 ? token.Text : "上年";
        comparedAmount = null;
        if (!inReason) lastBase = comparedWith;
        ClearWords();
    }

    private void TakeVerb(ProseToken token)
    {
        var ahead = 1;
        while (Next(ahead) is { Kind: TokenKind.Each } || Next(ahead) is { Kind: TokenKind.Word } word && Between().IsMatch(word.Text)) ahead++;
        if (Next(ahead) is not { Kind: TokenKind.Number, Unit: not null } number
            || ProseUnits.Yuan(number.Unit) is null && !number.IsPercent && IsNoun(Next(ahead + 1)))
        {
            AddWords(token);
            return;
        }
        at += ahead;
        var sign = token.Kind == TokenKind.Increase ? 1 : -1;
        if (number.IsPercent) AddPercent(sign, number);
        else AddChange(sign, token, number);
        ClearWords();
    }

    private void AddChange(int sign, ProseToken verb, ProseToken number)
    {
        Flush();
        var amount = number.Number!;
        var isNegated = amount.Value < 0;
        if (isNegated) (sign, amount) = (-sign, ProseNumber.Parse(amount.Printed.TrimStart('-'))!);
        if (amount.Value == 0) sign = 0;
        var subject = comparedSubject ?? words;
        var change = new StatedChange(comparedWith ?? (inReason ? null : lastBase), sign, amount, number.Unit, null, isNegated, number.Start, number.End);
        pending = new(change, ChangeTargets(subject, comparedWith is not null), SubjectWords.Clean(subject),
            wordsStart >= 0 ? wordsStart : verb.Start, number.End);
        comparedWith = comparedSubject = null;
    }

    private void AddPercent(int sign, ProseToken number)
    {
        var percent = new StatedPercent(number.Number!, number.Start, number.End);
        if (pending is { Change.Percent: null })
            pending = pending with { Change = pending.Change with { Percent = percent }, End = number.End };
        else if (comparedWith is not null)
        {
            Flush();
            var subject = comparedSubject ?? words;
            pending = new(new(comparedWith, sign, null, null, percent, false, number.Start, number.End),
                ChangeTargets(subject, true), "", number.Start, number.End);
            comparedWith = comparedSubject = null;
        }
    }

    private void TakeFlat(ProseToken token)
    {
        if (comparedWith is null || inReason) { AddWords(token); return; }
        Flush();
        pending = new(new(comparedWith, 0, null, null, null, false, token.Start, token.End),
            ChangeTargets(comparedSubject ?? words, true), "", token.Start, token.End);
        comparedWith = comparedSubject = null;
        ClearWords();
    }

    /// <summary>Whose change it may be, most likely first; empty where the amount itself is not in the paragraph.</summary>
    private ImmutableArray<Statement> ChangeTargets(string subject, bool isComparison)
    {
        if (inReason) return [];
        var own = statements.Where(statement => statement is { Number: not null, IsBase: false }).Reverse().ToArray();
        var core = SubjectWords.Core(SubjectWords.Clean(subject));
        if (core.Length == 0)
        {
            if (own.Length == 0 || !isComparison && Previous?.Kind is not (TokenKind.Comma or TokenKind.Number)) return [];
            var here = statements.Count > sentenceFirst ? WithWholes(own[0]) : [];
            return [.. here, .. own.Where(statement => statement.Whole is null && !here.Contains(statement))];
        }
        var same = own.Where(statement => SubjectWords.Core(statement.Subject) == core);
        if (!isComparison) return [.. same.Where(statement => statement.Change is null)];
        var alike = own.Where(statement => IsContained(core, SubjectWords.Core(statement.Subject))).ToArray();
        var top = SubjectWords.IsGeneric(core) ? own.Where(statement => statement.Whole is null) : [];
        return [.. same.Concat(alike.Where(statement => statement.Whole is null)).Concat(top).Concat(alike).Distinct()];
    }

    private static Statement[] WithWholes(Statement statement)
    {
        var chain = new List<Statement>();
        for (var next = statement; next is not null; next = next.Whole) chain.Add(next);
        return [.. chain];
    }

    /// <summary>The characters of <paramref name="part"/> occur in order: "一般公共预算支出" in "一般公共预算财政拨款支出".</summary>
    private static bool IsContained(string part, string whole)
    {
        var found = 0;
        foreach (var c in whole)
            if (found < part.Length && part[found] == c) found++;
        return found == part.Length;
    }

    private void Flush()
    {
        if (pending is not { } change) return;
        pending = null;
        if (change.Target() is not { } target)
        {
            if (change.Subject.Length > 0 && change.Change.Amount is not null) Add(change.AsStatement(year, explained));
            return;
        }
        if (explained is not null && !ReferenceEquals(explained, target)) target.CauseOf ??= explained;
        if (target.Change is null)
        {
            target.Change = change.Change;
            target.Base = comparedAmount;
            comparedAmount = null;
            target.End = Math.Max(target.End, change.End);
        }
        else Add(target.WithChange(change.Change, change.End));
    }

    private void Add(Statement statement) => statements.Add(statement);

    private void TakeNumber(ProseToken token)
    {
        if (token.IsPercent || IsTarget().IsMatch(words)) return;
        if (token.Unit is null && UnitAhead() is not { } && Next()?.Kind != TokenKind.Times && Previous?.Kind != TokenKind.Times) return;
        var unit = token.Unit ?? UnitAhead() ?? (Next()?.Kind == TokenKind.Times ? RateUnit() : null);
        Flush();
        if (unit is null) return;
        var isCount = ProseUnits.Yuan(unit) is null;
        var noun = isCount && IsNoun(Next()) ? NounOf(Next()!.Value.Text) : "";
        if (noun.Length > LongestNoun) return;
        if (noun.Length > 0) tokens[at + 1] = tokens[at + 1] with { Text = tokens[at + 1].Text[noun.Length..] };
        var raw = words;
        var start = wordsStart >= 0 ? wordsStart : token.Start;
        ClearWords();
        var whole = groups.TryPeek(out var group) && !inReason ? group : null;
        var factors = raw == "=" && Previous is { Text: "=" } && statements.Count > 1 && statements[^2].Unit.Contains('/', StringComparison.Ordinal)
            ? statements.TakeLast(2).ToImmutableArray() : [];
        var isBase = raw.Length == 0 && Previous?.Kind == TokenKind.Compare && comparedWith is not null;
        foreach (var subject in Subjects(raw, noun, isCount))
            Add(new()
            {
                Subject = subject, Number = token.Number, Unit = unit, Year = isBase ? YearBefore() : year, IsBase = isBase, Start = start, End = token.End,
                NumberStart = token.Start, NumberEnd = token.End, Whole = isBase ? null : whole?.Whole, Group = whole?.Id ?? 0, Label = label,
                Path = SubjectWords.PathOf(raw), Factors = factors,
            });
        if (isBase) comparedAmount = statements[^1];
    }

    /// <summary>The year that the sentence compares with: the one it names, else the one before.</summary>
    private int? YearBefore() => ProseLexer.YearOf(comparedWith!) is > 0 and var named ? named : fiscalYear - 1;

    private IEnumerable<string> Subjects(string raw, string noun, bool isCount)
    {
        if (distributed.Length > 0 && raw is ("" or "和" or "及" or "与"))
        {
            var next = distributed[0];
            distributed = distributed[1..];
            return [SubjectWords.Clean(next)];
        }
        if (Previous?.Kind == TokenKind.Each && isCount && raw.Contains('、', StringComparison.Ordinal))
            return raw.Split('、').Select(SubjectWords.Clean);
        var subject = SubjectWords.Clean(raw);
        if (noun.Length > 0)
        {
            if (subject.Contains('、', StringComparison.Ordinal) || VerbEnd().IsMatch(subject)) subject = "";
            if (subject.Length > 0) lastSubject = subject;
            return [subject + noun];
        }
        var before = statements.Count > sentenceFirst ? lastSubject : label;
        if (SubjectWords.NeedsLabel(subject)) subject = before + SubjectWords.Core(subject);
        return [lastSubject = subject.Length > 0 ? subject : raw];
    }

    /// <summary>The unit written once behind several numbers: "12.3、45.6 和 7.8 万元".</summary>
    private string? UnitAhead()
    {
        for (var ahead = 1; Next(ahead) is { } token; ahead++)
        {
            if (token is { Kind: TokenKind.Number, Unit: { } unit }) return ahead > 1 && unit != "%" ? unit : null;
            if (token.Kind is not (TokenKind.Pause or TokenKind.Number) && token is not { Kind: TokenKind.Word, Text: "和" or "及" or "与" }) return null;
        }
        return null;
    }

    /// <summary>"90*2500 人=22500 元": the first factor is an amount per person.</summary>
    private string RateUnit() => Next(2) is { Kind: TokenKind.Number, Unit: { } unit } && ProseUnits.Yuan(unit) is null && unit != "%" ? "元/" + unit : "元";

    private static bool IsNoun(ProseToken? token) =>
        token is { Kind: TokenKind.Word, Text: var text } && text[0] >= '一' && !NotNoun().IsMatch(text);

    private static string NounOf(string text) => Noun().Match(text).Value;

    private void TakeNone(ProseToken token)
    {
        var end = at + 1;
        while (end < tokens.Count && tokens[end].Kind is TokenKind.Word or TokenKind.Today or TokenKind.Date) end++;
        var subject = string.Concat(tokens.Skip(at + 1).Take(end - at - 1).Where(part => part.Kind == TokenKind.Word).Select(part => part.Text));
        if (inReason || !BudgetThing().IsMatch(subject)) { AddWords(token); return; }
        Flush();
        Add(new()
        {
            Subject = SubjectWords.Clean(subject), Number = ProseNumber.Parse("0"), Unit = "元", Year = year, Start = token.Start,
            End = tokens[end - 1].End, NumberStart = token.Start, NumberEnd = token.End,
        });
        ClearWords();
        at = end - 1;
    }

    private void TakeShare(ProseToken token)
    {
        var ahead = 1;
        while (Next(ahead) is { Kind: TokenKind.Word or TokenKind.Date or TokenKind.Today }) ahead++;
        if (Next(ahead) is not { IsPercent: true } number || statements.Count == 0) { AddWords(token); return; }
        var of = string.Concat(tokens.Skip(at + 1).Take(ahead - 1).Where(part => part.Kind == TokenKind.Word).Select(part => part.Text));
        var target = words.Length == 0 ? statements[^1] : statements.LastOrDefault(statement => statement.Subject == SubjectWords.Clean(words));
        at += ahead;
        ClearWords();
        if (target is not { Number: not null, Share: null }) return;
        target.Share = new(number.Number!, number.Start, number.End);
        target.ShareOf = of.TrimEnd('的') is { Length: > 1 } named && named != "比" ? named : null;
        target.End = Math.Max(target.End, number.End);
    }

    private void TakeParts(ProseToken token)
    {
        Flush();
        inReason = false;
        if (token.Text is "分别为" or "分别是")
        {
            distributed = Separators().Split(words).Where(name => name.Length > 0).ToArray();
            ClearWords();
            return;
        }
        if (token.Text == "包括" && (words.Length > 0 || statements.Count == sentenceFirst)) { ClearWords(); return; }
        ClearWords();
        if (groups.TryPeek(out var top) && top.Opener == Opener.Bracket && statements.LastOrDefault() == top.Whole) return;
        var whole = afterSemicolon || statements.Count == sentenceFirst
            ? LastWhole ?? groups.LastOrDefault()?.Whole
            : statements.LastOrDefault(statement => !statement.IsBase);
        afterSemicolon = false;
        if (whole is not null) groups.Push(new(token.Text == "包括" ? Opener.Inline : Opener.Parts, whole, ++groupCount));
    }

    private void TakeReason(ProseToken token)
    {
        Flush();
        ClearWords();
        if (!inReason && IsReason().IsMatch(token.Text) && statements.LastOrDefault(statement => statement.Change is not null) is { Reason: null } last)
        {
            var end = tokens.FindIndex(at, next => next.Kind is TokenKind.Stop or TokenKind.Semicolon or TokenKind.Parts);
            last.Reason = prose.Text[token.End..(end < 0 ? prose.Text.Length : tokens[end].Start)].Trim('：', '，');
        }
        inReason = true;
    }

    private void TakeBesides(ProseToken token)
    {
        Flush();
        CloseLists();
        ClearWords();
        if (token.Text[0] == '按' && LastWhole is { } whole)
            groups.Push(new(Opener.Parts, whole, ++groupCount));
    }

    private void TakeOpen()
    {
        groups.Push(new(Opener.Bracket, words.Length == 0 ? statements.LastOrDefault() : null, ++groupCount, words, wordsStart));
        ClearWords();
    }

    private void TakeClose()
    {
        Flush();
        inReason = false;
        while (groups.TryPop(out var group))
            if (group.Opener == Opener.Bracket)
            {
                (words, wordsStart) = (group.Words, group.WordsStart);
                return;
            }
    }

    private void TakeColon()
    {
        if (Previous?.Kind is TokenKind.Parts or TokenKind.Reason) return;
        if (words.Length > 0) label = SubjectWords.Clean(words);
        else if (Previous?.Kind == TokenKind.Number && statements.Count > sentenceFirst)
            groups.Push(new(Opener.Inline, statements[^1], ++groupCount));
        ClearWords();
    }

    private void EndClause()
    {
        Flush();
        (inReason, afterSemicolon, explained) = (false, true, null);
        comparedWith = comparedSubject = null;
        ClearWords();
        if (groups.Any(group => group.Opener == Opener.Bracket)) return;
        while (groups.Count > 1 || groups.TryPeek(out var top) && top.Opener == Opener.Inline) groups.Pop();
    }

    private void EndSentence()
    {
        EndClause();
        afterSemicolon = false;
        if (label.Length == 0 && statements.Count == 0 && Previous is { Kind: TokenKind.Word } word) label = SubjectWords.Clean(word.Text);
        CloseLists();
        sentenceFirst = statements.Count;
    }

    private void CloseLists()
    {
        while (groups.TryPeek(out var group) && group.Opener != Opener.Bracket) groups.Pop();
    }

    /// <summary>A change whose percentage may still follow, and the amounts it may be the change of.</summary>
    private sealed record PendingChange(StatedChange Change, ImmutableArray<Statement> Targets, string Subject, int Start, int End)
    {
        /// <summary>The first amount that the stated percentage fits; without one the first that could have changed so much.</summary>
        public Statement? Target() =>
            Targets.FirstOrDefault(target => ChangeArithmetic.FitsPercent(target, Change))
            ?? Targets.FirstOrDefault(target => ChangeArithmetic.IsPossible(target, Change))
            ?? Targets.FirstOrDefault();

        public Statement AsStatement(int? year, Statement? explained) => new()
        {
            Subject = Subject, Unit = Change.Unit!, Year = year, Start = Start, End = End, NumberStart = Change.Start,
            NumberEnd = Change.End, Change = Change, CauseOf = explained,
        };
    }

    [GeneratedRegex("^(?:了|约|为|额为?|率为?|数为?|幅度?为?|：)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex("^(?:本|我)(?:部门|单位)", RegexOptions.CultureInvariant)]
    private static partial Regex Self();

    [GeneratedRegex("^(?:和|及|与|的|以|为|是|占|主要|用于|具体|次|左右|等|=|计|其)", RegexOptions.CultureInvariant)]
    private static partial Regex NotNoun();

    [GeneratedRegex("^[^，。；：、=（]*?(?=的|开展|实施|进行|，|。|；|（|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Noun();

    [GeneratedRegex("原因|由于|因为", RegexOptions.CultureInvariant)]
    private static partial Regex IsReason();

    [GeneratedRegex("(?:从|自|于|到|至)$", RegexOptions.CultureInvariant)]
    private static partial Regex SinceWhen();

    /// <summary>"≥ 50 人次" is a target, not an amount.</summary>
    [GeneratedRegex("[≥≤<>＜＞]$", RegexOptions.CultureInvariant)]
    private static partial Regex IsTarget();

    [GeneratedRegex("(?:设|有|对.{0,6}|及|为|于|在|对|开展|关于)$", RegexOptions.CultureInvariant)]
    private static partial Regex VerbEnd();

    [GeneratedRegex("预算|基金|资本", RegexOptions.CultureInvariant)]
    private static partial Regex BudgetThing();

    [GeneratedRegex("[、和及与]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
