using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>One side of a two-sided table as a list of named lines: revenue, or one classification of expenditure.</summary>
/// <param name="Columns">Its amount columns, the side's own total first.</param>
internal sealed partial record SideLines(CanonicalTable Table, int Block, bool IsRevenue, ImmutableArray<Column> Columns, ImmutableArray<SideLine> Lines)
{
    /// <returns>Sides in order; the first is revenue. Empty for tables without several blocks.</returns>
    /// <param name="names">Tells the depth of lines without numbers by the codes that their names have; null: they are of one depth.</param>
    public static ImmutableArray<SideLines> Of(CanonicalTable table, LineWords words, CodesByName? names = null)
    {
        var sides = table.Columns.Where(column => column.Type == ColumnType.Amount).GroupBy(column => column.Block)
            .OrderBy(side => side.Key).ToArray();
        if (sides.Length < 2) return [];
        return [.. sides.Select((side, i) => new SideLines(table, side.Key, i == 0, [.. side], WithDepths(LinesOf(table, side.Key, words), names)))];
    }

    public SideLine? First(LineRole role) => Lines.FirstOrDefault(line => line.Role == role);

    /// <summary>Where a sum's label runs over several blocks, its one amount behind them is that of each.</summary>
    public AmountKey Amount(SideLine line, Column column) => AmountKey.OfCell(Table.Id, line.Row.Index, KeyOf(line, column));

    private static string KeyOf(SideLine line, Column column) =>
        line.Shared is { } shared && !line.Row.Cells.ContainsKey(column.Key) ? shared : column.Key;

    /// <summary>The name without its number: "社会保障和就业支出" for "八、 社会保障和就业支出".</summary>
    public static string Bare(string name) => Blank().Replace(Number().Replace(name.Trim(), ""), "");

    private static ImmutableArray<SideLine> LinesOf(CanonicalTable table, int block, LineWords words)
    {
        var names = table.Columns.Where(column => column.Block == block && column.Type == ColumnType.Name).ToArray();
        var lines = ImmutableArray.CreateBuilder<SideLine>();
        foreach (var row in table.Rows)
        {
            var wide = WideLabel(table, row, block);
            var own = names.Select(column => row.Cells.GetValueOrDefault(column.Key)?.Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
            if ((own ?? wide?.Name) is { } name) lines.Add(new(row, name, words.RoleOf(Bare(name)), DepthOf(name), wide?.Amount));
        }
        return lines.ToImmutable();
    }

    /// <summary>A label that runs over the amounts of this block to those of a later one, or from an earlier block over this one's name.</summary>
    private static (string Name, string? Amount)? WideLabel(CanonicalTable table, Row row, int block)
    {
        foreach (var span in table.Spans)
        {
            if (span.Row != table.HeaderRows + row.Index || span.Columns < 2) continue;
            var covered = table.Columns.AsSpan(span.Column, span.Columns);
            if (covered[0].Type != ColumnType.Name || covered[0].Block == covered[^1].Block || covered[0].Block > block || covered[^1].Block < block) continue;
            var amount = table.Columns.Skip(span.Column + span.Columns).FirstOrDefault(column => column.Type == ColumnType.Amount);
            return (row.Cells.GetValueOrDefault(covered[0].Key)?.Text ?? "", amount?.Key) is { Item1.Length: > 0 } label ? label : null;
        }
        return null;
    }

    private static ImmutableArray<SideLine> WithDepths(ImmutableArray<SideLine> lines, CodesByName? names)
    {
        if (names?.Of([.. lines.Select(line => line.Role == LineRole.Item && line.Depth != SideLine.Aside ? line.Name : null)]) is not { } codes) return lines;
        return [.. lines.Select((line, at) => line.Depth == SideLine.Unnumbered && codes[at] is { } code ? line with { Depth = SideLine.Unnumbered + (code.Length - 3) / 2 } : line)];
    }

    /// <summary>By numbering: 一、 above （一） above 1、 above (1); a name without a number is below them; 其中 is no part of a sum.</summary>
    private static int DepthOf(string name)
    {
        var text = name.TrimStart();
        if (text.StartsWith("其中", StringComparison.Ordinal)) return SideLine.Aside;
        if (ChineseNumber().IsMatch(text)) return 1;
        if (ChineseBracket().IsMatch(text)) return 2;
        if (ArabicNumber().IsMatch(text)) return 3;
        return ArabicBracket().IsMatch(text) ? 4 : SideLine.Unnumbered;
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

/// <param name="Depth">1 (highest) to 4 by number; from <see cref="Unnumbered"/> on without one, deeper for 款 and 项; <see cref="Aside"/> for "其中".</param>
/// <param name="Shared">Column of the amount that a label over several blocks has for all of them; null for labels of one block.</param>
internal sealed partial record SideLine(Row Row, string Name, LineRole Role, int Depth, string? Shared = null)
{
    public const int Unnumbered = 5;
    public const int Aside = 9;

    public bool IsNumbered => Depth < Unnumbered;

    /// <summary>Its number opens a list: 一、 （一） 1. (1).</summary>
    public bool IsFirst => FirstNumber().IsMatch(Name.TrimStart());

    [GeneratedRegex(@"^[（(]?[一1]\s*[、.．）)]")]
    private static partial Regex FirstNumber();
}
