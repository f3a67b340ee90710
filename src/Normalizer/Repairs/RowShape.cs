using System.Text.RegularExpressions;
using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Codes;

namespace Normalizer.Repairs;

/// <summary>How badly the cells of a row fit the kinds of their columns, and where one cell may be two.</summary>
internal static partial class RowShape
{
    /// <summary>0 where every cell is of its column's kind; 2 for a cell of another, 1 for one that seldom stands there (a word among
    /// codes, a code among names).</summary>
    public static int Misfits(IReadOnlyList<string> texts, ImmutableArray<Column> columns)
    {
        var misfits = 0;
        for (var i = 0; i < columns.Length; i++)
            if (texts[i].Length > 0) misfits += Misfit(texts[i], columns[i].Type);
        return misfits;
    }

    private static int Misfit(string text, ColumnType type) => type switch
    {
        ColumnType.Amount => HasHanzi(text) || Cuts(text).Any() ? 2 : AmountReader.Read(text).State == CellState.Percent ? 2 : 0,
        ColumnType.Percent => HasHanzi(text) || Cuts(text).Any() || text.Contains(',', StringComparison.Ordinal) ? 2 : 0,
        ColumnType.Code => IsMoney(text) || HasHanzi(text) && text.Any(char.IsAsciiDigit) ? 2 : HasHanzi(text) && !text.EndsWith('计') ? 1 : 0,
        ColumnType.Name => IsMoney(text) || EndsInMoney().IsMatch(text) ? 2 : CodeSystem.CodeOf(text) is not null ? 1 : 0,
        _ => 0,
    };

    /// <summary>The ways to cut a cell in two that leave two whole things: a code and a name, a name and an amount, two amounts.</summary>
    public static IEnumerable<(string Left, string Right)> Cuts(string text)
    {
        if (SplitFigure().IsMatch(text)) yield break;
        foreach (var pattern in new[] { CodeThenName(), NameThenMoney(), MoneyThenName(), MoneyThenMoney(), NumberThenMoney() })
            if (pattern.Match(text) is { Success: true } match)
                if (!IsOneFigure(text, match.Groups["right"]))
                    yield return (match.Groups["left"].Value.Trim(), match.Groups["right"].Value.Trim());
    }

    /// <summary>A damaged amount rather than two: "9.313.33" has a point for its comma, "997.311" a last digit twice. Without a blank
    /// between them two amounts both show their decimals.</summary>
    private static bool IsOneFigure(string text, Group right) =>
        PointsForCommas().IsMatch(text)
        || !text.AsSpan().ContainsAny(' ', '\u3000') && text.All(character => !char.IsLetter(character)) && !right.ValueSpan.ContainsAny('.', '．', '·') && !right.ValueSpan.ContainsAny('%', '％');

    private static bool HasHanzi(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    /// <summary>An amount as tables print it: with decimals or separators, so no code, year or number of persons.</summary>
    private static bool IsMoney(string text) =>
        text.AsSpan().IndexOfAny('.', ',') >= 0 && (AmountReader.Read(text).State == CellState.Amount || GarbledMoney().IsMatch(text)) && CodeSystem.CodeOf(text) is null;

    // Glyphs of a damaged amount: digits, separators of both widths, and the letters that digits are read for.
    private const string Figure = @"[-－]?[\d０-９OoQDlI|SsBZzbgq,，.．·\s]*";
    private const string Cents = @"[.．·]\s?[\d０-９OoQDlI|SsBZzbgq]{2}";

    [GeneratedRegex(@"^(?!\d{4}年(?!金))(?<left>\d[\d ]{2,9}?)\s*(?<right>[\u4e00-\u9fff“（].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeThenName();

    [GeneratedRegex(@"^(?<left>.*[\u4e00-\u9fff）)”:：])\s*(?<right>[-－]?[\d０-９](?:" + Figure + Cents + @"|\d{0,2}(?:,\d{3})+\d*))$", RegexOptions.CultureInvariant)]
    private static partial Regex NameThenMoney();

    [GeneratedRegex(@"^[-－]?\d{1,3}(?:\.\d{3})+\.\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex PointsForCommas();

    /// <summary>One amount with a blank in it: thousands and cents stand where they belong, so it is no two.</summary>
    [GeneratedRegex(@"^(?=.*\s)[-－]?\s*(?:\d\s*){1,3}(?:,\s*(?:\d\s*){3})+(?:\.\s*\d\s*\d)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex SplitFigure();

    /// <summary>Thousands and cents with letters among the digits: "12,880,000.O0".</summary>
    [GeneratedRegex(@"^[-－]?(?=.*\d)[\dOoQDlI|SBZbg]{1,3}(?:[,，][\dOoQDlI|SBZbg]{3})*[.．·][\dOoQDlI|SBZbg]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex GarbledMoney();

    [GeneratedRegex(@"[\u4e00-\u9fff）)”:：]\s*[-－]?[\d０-９](?:" + Figure + Cents + @"|\d{0,2}(?:,\d{3})+\d*)$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsInMoney();

    [GeneratedRegex("^(?<left>" + Figure + Cents + @")\s*(?<right>[\(（一二三四五六七八九十\d]*[、.．\)）]?\s*[\u4e00-\u9fff].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex MoneyThenName();

    [GeneratedRegex("^(?<left>" + Figure + "?" + Cents + @")\s*(?<right>[-－]?[\d０-９OoQlI|SBZbg]" + Figure + @"[%％]?)$", RegexOptions.CultureInvariant)]
    private static partial Regex MoneyThenMoney();

    [GeneratedRegex("^(?<left>" + Figure + @"\s(?=\S*[.．·]))\s*(?<right>[-－]?[\d０-９OoQlI|SBZbg]" + Figure + @"[%％]?)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberThenMoney();
}
