namespace Normalizer.Facts;

/// <summary>One amount as a paragraph states it; filled while the paragraph is read, turned into facts afterwards.</summary>
internal sealed class Statement
{
    /// <summary>In the document's words: the innermost name of a 类/款/项 path.</summary>
    public required string Subject { get; init; }

    /// <summary>Null where only a change is stated.</summary>
    public ProseNumber? Number { get; init; }

    public required string Unit { get; init; }

    public int? Year { get; init; }

    /// <summary>Span of the clause, and of the number with its unit, in the prose text.</summary>
    public required int Start { get; init; }
    public required int End { get; set; }
    public required int NumberStart { get; init; }
    public required int NumberEnd { get; init; }

    /// <summary>The amount that this one is stated to be a part of; null at the top.</summary>
    public Statement? Whole { get; init; }

    /// <summary>The list of parts it stands in: statements of one whole with the same number were counted up together;
    /// <see cref="Carried"/> for a list that runs over several paragraphs.</summary>
    public int Group { get; init; }
    public const int Carried = -1;

    /// <summary>The words in front of the paragraph's first colon or full stop: "绩效目标设置情况"; empty if there are none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Text in front of the item's name in a 类/款/项 path: "卫生健康支出（类）医疗保障管理事务（款）"; empty for others.</summary>
    public string Path { get; init; } = "";

    /// <summary>For "90*2500 人=225000 元": the factors; empty for others.</summary>
    public ImmutableArray<Statement> Factors { get; init; } = [];

    /// <summary>The amount whose change this change is named as a cause of ("主要是基本支出增加 5 万元"); null for others.</summary>
    public Statement? CauseOf { get; set; }

    /// <summary>"主要原因是…", without these words; null if no reason is given.</summary>
    public string? Reason { get; set; }

    public StatedChange? Change { get; set; }

    /// <summary>What it was compared with, where that is an amount, too: "比2025年年初预算数115,041.34万元减少…"; null for others.</summary>
    public Statement? Base { get; set; }

    /// <summary>It is only stated for others to be compared with.</summary>
    public bool IsBase { get; init; }

    /// <summary>"占 22.6%": of <see cref="ShareOf"/>, or of the whole where that is null.</summary>
    public StatedPercent? Share { get; set; }
    public string? ShareOf { get; set; }

    public decimal? YuanPerUnit => ProseUnits.Yuan(Unit);

    public bool IsMoney => YuanPerUnit is not null && !Unit.Contains('/', StringComparison.Ordinal);

    public Statement WithChange(StatedChange change, int end) => new()
    {
        Subject = Subject, Number = Number, Unit = Unit, Year = Year, Start = Start, End = end, NumberStart = NumberStart,
        NumberEnd = NumberEnd, Whole = Whole, Group = Group, Label = Label, Path = Path, Change = change,
    };
}

/// <param name="From">What it is compared with, as printed: "2023年", "年初预算数"; null if not said.</param>
/// <param name="Sign">+1, -1, or 0 for "无增减" and a change of zero.</param>
/// <param name="Amount">Absolute; null where only a percentage or a word ("持平") is stated.</param>
/// <param name="IsNegated">Printed as a negative increase or decrease: "增加-17.69 万元".</param>
/// <param name="Start">Span of the amount with its unit (of the word "持平" where there is none).</param>
internal sealed record StatedChange(
    string? From, int Sign, ProseNumber? Amount, string? Unit, StatedPercent? Percent, bool IsNegated, int Start, int End);

internal sealed record StatedPercent(ProseNumber Number, int Start, int End);
