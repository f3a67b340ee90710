using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>One side of a two-sided table as a list of named lines: revenue, or one classification of expenditure.</summary>
/// <param name="Columns">Its amount columns, the side's own total first.</param>
internal sealed partial record SideLines(CanonicalTable Table, int Block, bool IsRevenue, ImmutableArray<Column> Columns, ImmutableArray<SideLine> Lines)
{
    /// <returns>Sides in order; the first is revenue. Empty for tables without several blocks.</returns>
    public static ImmutableArray<SideLines> Of(CanonicalTable table, LineWords words)
    {
        var sides = table.Columns.Where(column => column.Type == ColumnType.Amount).GroupBy(column => column.Block)
            .OrderBy(side => side.Key).ToArray();
        if (sides.Length < 2) return [];
        return [.. sides.Select((side, i) => new SideLines(table, side.Key, i == 0, [.. side], LinesOf(table, side.Key, words)))];
    }

    public SideLine? First(LineRole role) => Lines.FirstOrDefault(line => line.Role == role);

    public AmountKey Amount(SideLine line, Column column) => AmountKey.OfCell(Table.Id, line.Row.Index, column.Key);

    /// <summary>The name without its number: "社会保障和就业支出" for "八、 社会保障和就业支出".</summary>
    public static string Bare(string name) => Blank().Replace(Number().Replace(name.Trim(), ""), "");

    private static ImmutableArray<SideLine> LinesOf(CanonicalTable table, int block, LineWords words)
    {
        var names = table.Columns.Where(column => column.Block == block && column.Type == ColumnType.Name).ToArray();
        var lines = ImmutableArray.CreateBuilder<SideLine>();
        foreach (var row in table.Rows)
            if (names.Select(column => row.Cells.GetValueOrDefault(column.Key)?.Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } name)
                lines.Add(new(row, name, words.RoleOf(Bare(name)), DepthOf(name)));
        return lines.ToImmutable();
    }

    /// <summary>By numbering: 一、 above （一） above 1、 above (1); a name without a number is deepest; 其中 is no part of a sum.</summary>
    private static int DepthOf(string name)
    {
        var text = name.TrimStart();
        if (text.StartsWith("其中", StringComparison.Ordinal)) return SideLine.Aside;
        if (ChineseNumber().IsMatch(text)) return 1;
        if (ChineseBracket().IsMatch(text)) return 2;
        if (ArabicNumber().IsMatch(text)) return 3;
        return ArabicBracket().IsMatch(text) ? 4 : 5;
    }

    [GeneratedRegex(@"^([一二三四五六七八九十百]+\s*、|[（(][一二三四五六七八九十]+[）)]、?|\d+\s*[、.．]|[（(]\d+[）)]、?|其中[:：])\s*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[一二三四五六七八九十百]+\s*、")]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(@"^[（(][一二三四五六七八九十]+[）)]")]
    private static partial Regex ChineseBracket();

    [GeneratedRegex(@"^\d+\s*[、.．]")]
    private static partial Regex ArabicNumber();

    [GeneratedRegex(@"^[（(]\d+[）)]")]
    private static partial Regex ArabicBracket();
}

/// <param name="Depth">1 (highest) to 5, or <see cref="Aside"/> for "其中".</param>
internal sealed record SideLine(Row Row, string Name, LineRole Role, int Depth)
{
    public const int Aside = 9;
}
