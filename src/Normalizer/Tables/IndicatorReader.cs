using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Headers;
using Normalizer.Layouts;

namespace Normalizer.Tables;

/// <summary>Reads the indicators of a performance form, row by row below the row that names their columns.</summary>
/// <remarks>Merged class cells are carried down. After a page break of a scan the cells of a row often stand one or more
/// places further left; such rows are read by what their cells say: class names, operators, numbers, in order.</remarks>
public sealed partial class IndicatorReader(IndicatorShape shape)
{
    private static readonly string[] Parts = ["level1", "level2", "level3", "operator", "value", "unit", "weight"];

    private readonly Dictionary<string, (bool First, bool Second)> levels = new(StringComparer.Ordinal);

    public ImmutableArray<Indicator> Read(ExtractedTable table)
    {
        var indicators = ImmutableArray.CreateBuilder<Indicator>();
        IndicatorHeader? header = null;
        var place = new ClassPlace(null, null);
        var repeatsClasses = table.Cells.Zip(table.Cells.Skip(1)).Any(pair => pair.First.Row == pair.Second.Row && IsRepeatedClass(pair.First.Text, pair.Second.Text) && !IsLevel1(pair.First.Text));
        foreach (var row in table.Cells.Where(cell => cell.Text.Trim().Length > 0).GroupBy(cell => cell.Row).OrderBy(row => row.Key))
        {
            var cells = row.OrderBy(cell => cell.Column).ToArray();
            if (HeaderOf(cells, repeatsClasses) is { } found) (header, place) = (found, new(null, null));
            else if (header is not null && Read(cells, header, ref place) is { } indicator) indicators.Add(indicator);
        }
        return indicators.ToImmutable();
    }

    /// <summary>A header row names the indicator column and at least one other.</summary>
    private IndicatorHeader? HeaderOf(GridCell[] cells, bool repeatsClasses)
    {
        var columns = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var text = FoldedText.Of(cell.Text);
            foreach (var part in Parts)
                if (!columns.ContainsKey(part) && shape.Columns[part].Any(pattern => pattern.IsMatch(text))) { columns[part] = cell.Column; break; }
        }
        return columns.ContainsKey("level3") && columns.Count >= 2 && (columns.ContainsKey("value") || columns.Count >= 3) ? new(columns, repeatsClasses) : null;
    }

    private Indicator? Read(GridCell[] cells, IndicatorHeader header, ref ClassPlace place)
    {
        if (ShiftOf(cells, header) is { } shift)
        {
            string? At(string part) => header.Columns.TryGetValue(part, out var column)
                ? Array.Find(cells, cell => cell.Column == column + shift)?.Text.Trim() : null;
            if (At("level1") is { Length: > 0 } level1) place = new(level1, null);
            if (At("level2") is { Length: > 0 } level2) place = place with { Level2 = level2 };
            return Indicator(place, At("level3"), At("operator"), At("value"), At("unit"), At("weight"), cells[0].At, header);
        }
        return ReadInOrder(cells, header, ref place);
    }

    /// <summary>How many columns the row stands to the right of its header; null if it does not fit by columns.</summary>
    private int? ShiftOf(GridCell[] cells, IndicatorHeader header)
    {
        foreach (var shift in new[] { 0, -1, 1, -2, -3 })
        {
            if (header.Columns.TryGetValue("operator", out var column))
            {
                var sign = Array.Find(cells, cell => cell.Column == column + shift);
                if (sign is not null && IsOperator(sign.Text)) return shift;
                continue;
            }
            if (shift == 0 && FitsByClass(cells, header)) return 0;
        }
        return header.Columns.ContainsKey("operator") && !header.Columns.ContainsKey("level1") && FitsByClass(cells, header) ? 0 : null;
    }

    /// <summary>Classes stand only in class columns, and the indicator's own column holds none.</summary>
    private bool FitsByClass(GridCell[] cells, IndicatorHeader header)
    {
        foreach (var cell in cells)
        {
            var part = header.Columns.FirstOrDefault(pair => pair.Value == cell.Column).Key;
            var isClass = IsClass(cell.Text);
            if (part is "level1" or "level2" ? !isClass : part == "level3" && isClass) return false;
            if (part == "level1" && (!IsLevel1(cell.Text) || header.RepeatsClasses && Array.Exists(cells, next => next.Column == cell.Column + 1 && IsRepeatedClass(cell.Text, next.Text)))) return false;
            if (part is null && (isClass || header.Columns.ContainsKey("level1") && cell.Column > header.Columns["level1"] && cell.Column < header.Last)) return false;
        }
        return Array.Exists(cells, cell => cell.Column == header.Columns["level3"]);
    }

    /// <summary>Classes first, then the indicator's name, then what belongs to it.</summary>
    private Indicator? ReadInOrder(GridCell[] cells, IndicatorHeader header, ref ClassPlace place)
    {
        var at = 0;
        for (; at < cells.Length && (IsClass(cells[at].Text) || (at + 1 < cells.Length && IsClass(cells[at + 1].Text))); at++)
        {
            if (!IsClass(cells[at].Text)) continue;
            var text = cells[at].Text.Trim();
            var next = at + 1 < cells.Length ? cells[at + 1].Text.Trim() : "";
            var opens = IsLevel1(text) && (!IsLevel2(text) || (IsClass(next) && next != text));
            place = opens ? new(text, null) : place with { Level2 = text };
        }
        var rest = cells[at..];
        if (rest.Length == 0) return null;
        var sign = Array.FindIndex(rest, cell => IsOperator(cell.Text));
        if (sign > 0 && sign + 1 < rest.Length)
        {
            var tail = rest[(sign + 2)..].Select(cell => cell.Text.Trim()).ToArray();
            var weight = Array.FindLast(tail, IsNumber);
            return Indicator(place, rest[0].Text, rest[sign].Text, rest[sign + 1].Text, Array.Find(tail, text => text != weight), weight, rest[0].At, header);
        }
        if (header.Columns.ContainsKey("operator")) return null;
        var value = rest.Length > 1 ? rest[^1].Text : null;
        return Indicator(place, rest[0].Text, null, value, null, null, rest[0].At, header);
    }

    private static Indicator? Indicator(
        ClassPlace place, string? name, string? sign, string? value, string? unit, string? weight, Evidence at, IndicatorHeader header)
    {
        name = Ordinal().Replace(name ?? "", "").Trim();
        if (name.Length == 0 || name.All(character => character is '.' or '…' or '·' or '-' or '—')) return null;
        value = Filled(value);
        if (header.Columns.ContainsKey("operator") && value is null && Filled(sign) is null) return null;
        sign = OperatorOf(sign);
        if (sign is null && value is not null && LeadingOperator().Match(value) is { Success: true } leading)
            (sign, value) = (OperatorOf(leading.Value), value[leading.Length..].Trim());
        if (Filled(unit) is null && value is not null && Measured().Match(value) is { Success: true } measured)
            (value, unit) = (measured.Groups["number"].Value, measured.Groups["unit"].Value);
        return new(place.Level1, place.Level2, name, sign, value, Filled(unit), Filled(weight), at);
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsOperator(string text) => OperatorOf(text) is not null || text.Trim() is "定性" or "其他";

    private static string? OperatorOf(string? text) => text?.Trim() switch
    {
        "≥" or ">=" or "≧" or "大于等于" or "＞=" or "不低于" => "≥",
        "≤" or "<=" or "≦" or "小于等于" or "＜=" or "不超过" => "≤",
        ">" or "＞" or "﹥" or "大于" => ">",
        "<" or "＜" or "﹤" or "小于" => "<",
        "=" or "＝" or "等于" => "=",
        _ => null,
    };

    private bool IsRepeatedClass(string first, string second) => FoldedText.Of(first) == FoldedText.Of(second) && IsLevel2(first);
    private bool IsClass(string text) => IsLevel1(text) || IsLevel2(text);
    private bool IsLevel1(string text) => LevelsOf(text).First;
    private bool IsLevel2(string text) => LevelsOf(text).Second;

    /// <summary>Whether a text names a class of the first or the second level; asked of every cell several times.</summary>
    private (bool First, bool Second) LevelsOf(string text)
    {
        if (levels.TryGetValue(text, out var known)) return known;
        var folded = FoldedText.Of(text);
        return levels[text] = (shape.Level1.Any(pattern => pattern.IsMatch(folded)), shape.Level2.Any(pattern => pattern.IsMatch(folded)));
    }
    private static bool IsNumber(string text) => Amounts.AmountReader.Read(text).Value is not null;

    /// <param name="RepeatsClasses">The form prints the name of a second-level class in the place of the first level as well.</param>
    private sealed record IndicatorHeader(SortedDictionary<string, int> Columns, bool RepeatsClasses)
    {
        public int Last => Columns.Values.Max();
    }

    private readonly record struct ClassPlace(string? Level1, string? Level2);

    [GeneratedRegex(@"^指标\s*\d{1,2}\s*[：:]?\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(?:>=|<=|[≥≤≧≦><＞＜﹥﹤＝=])", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingOperator();

    [GeneratedRegex(@"^(?<number>-?\d[\d,]*(?:\.\d+)?)\s*(?<unit>%|‰|[^\d\s年月日，。,]{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Measured();
}
