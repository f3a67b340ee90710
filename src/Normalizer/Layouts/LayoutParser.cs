using System.Text.Json;
using Normalizer.Canonical;
using Normalizer.Codes;

namespace Normalizer.Layouts;

/// <summary>One layout.json or meanings.json to definitions; every mistake is collected with its file, line and reason.</summary>
internal sealed class LayoutParser(JsonSource source, ICollection<LayoutError> errors)
{
    /// <summary>No longer than anyone would write.</summary>
    private const int LongestPattern = 400;

    public static readonly string[] LayoutMembers =
        ["$schema", "extends", "abstract", "note", "kind", "grid", "titles", "notTitles", "codes", "unit", "titleOptional", "columns", "groups", "checks", "indicators", "amountLabels"];
    private static readonly string[] IndicatorParts = ["level1", "level2", "level3", "operator", "value", "unit", "weight"];
    private static readonly string[] CodeSystems =
        [CodeSystem.Functional, CodeSystem.DepartmentEconomic, CodeSystem.GovernmentEconomic, CodeSystem.Unit, CodeSystem.Procurement];
    private static readonly Dictionary<string, GridKind> Grids = new(StringComparer.Ordinal)
    {
        ["coded"] = GridKind.Coded, ["two_sided"] = GridKind.TwoSided, ["list"] = GridKind.List,
        ["form"] = GridKind.Form, ["single_row"] = GridKind.SingleRow,
    };

    /// <param name="meanings">Known meanings by id, to check "is" against.</param>
    /// <param name="parent">The layout named by "extends", already complete; null if there is none.</param>
    /// <returns>Null if the file holds no object at all.</returns>
    public LayoutDefinition? Layout(string name, IReadOnlyDictionary<string, Meaning> meanings, LayoutDefinition? parent)
    {
        var root = source.Root;
        if (root.ValueKind != JsonValueKind.Object) { Fail("", "must be an object"); return null; }
        Members(root, "", LayoutMembers);
        var isAbstract = root.TryGetProperty("abstract", out var marked) && marked.ValueKind == JsonValueKind.True;
        var kind = Text(root, "kind") ?? parent?.Kind;
        if (kind is null && !isAbstract) Fail("", "a layout needs a \"kind\" (or \"abstract\": true, or a parent that has one)");
        var columns = Columns(root, meanings).AddRange(parent?.Columns ?? []);
        var titles = Patterns(root, "titles").AddRange(parent?.Titles ?? []);
        var optional = Flag(root, "titleOptional") ?? parent?.TitleOptional ?? false;
        if (!isAbstract && titles.IsEmpty && !optional) Fail("", "a layout needs \"titles\", or \"titleOptional\": true");
        var checks = Checks(root);
        foreach (var check in checks)
            foreach (var meaning in check.Parts.Concat(check.Optional).Prepend(check.Total))
                if (!columns.Any(column => column.Is == meaning)) Fail("checks", $"no column of this layout means \"{meaning}\"");
        return new(name, isAbstract ? null : kind, Grid(root) ?? parent?.Grid ?? GridKind.Coded, titles,
            Patterns(root, "notTitles").AddRange(parent?.NotTitles ?? []), Codes(root) ?? parent?.Codes, Text(root, "unit") ?? parent?.Unit,
            optional, columns, Groups(root).AddRange(parent?.Groups ?? []), checks.AddRange(parent?.Checks ?? []),
            Indicators(root) ?? parent?.Indicators, Patterns(root, "amountLabels", whole: true).AddRange(parent?.AmountLabels ?? []));
    }

    /// <summary>Names of total or subtotal rows (members "totals" and "subtotals" of meanings.json).</summary>
    public ImmutableArray<TextPattern> RowNames(string member) => Patterns(source.Root, member, whole: true);

    public ImmutableArray<Meaning> Meanings()
    {
        Members(source.Root, "", ["$schema", "meanings", "totals", "subtotals"]);
        var meanings = ImmutableArray.CreateBuilder<Meaning>();
        foreach (var (path, item) in Items(source.Root, "", "meanings"))
        {
            Members(item, path, ["id", "type", "words", "note"]);
            var type = Text(item, "type", path);
            if (!Enum.TryParse<ColumnType>(type, ignoreCase: true, out var parsed)) Fail($"{path}/type", $"\"{type}\" is no column type");
            if (Text(item, "id", path) is not { } id) { Fail(path, "a meaning needs an \"id\""); continue; }
            if (meanings.Any(known => known.Id == id)) Fail($"{path}/id", $"\"{id}\" is defined twice");
            meanings.Add(new(id, parsed, Patterns(item, "words", path, whole: true)));
        }
        return meanings.ToImmutable();
    }

    private ImmutableArray<LayoutColumn> Columns(JsonElement root, IReadOnlyDictionary<string, Meaning> meanings)
    {
        var columns = ImmutableArray.CreateBuilder<LayoutColumn>();
        foreach (var (path, item) in Items(root, "", "columns"))
        {
            Members(item, path, ["is", "header", "required", "note"]);
            if (Text(item, "is", path) is not { } meaning) { Fail(path, "a column needs \"is\""); continue; }
            if (!meanings.ContainsKey(meaning)) Fail($"{path}/is", $"\"{meaning}\" is not in meanings.json");
            var header = Patterns(item, "header", path, whole: true);
            if (header.IsEmpty && meanings.TryGetValue(meaning, out var known) && known.Words.IsEmpty)
                Fail(path, $"\"{meaning}\" has no words of its own: give a \"header\"");
            columns.Add(new(meaning, header, Flag(item, "required", path) ?? false));
        }
        return columns.ToImmutable();
    }

    private ImmutableArray<LayoutGroup> Groups(JsonElement root)
    {
        var groups = ImmutableArray.CreateBuilder<LayoutGroup>();
        foreach (var (path, item) in Items(root, "", "groups"))
        {
            Members(item, path, ["header", "prefix", "note"]);
            var prefix = Text(item, "prefix", path);
            if (prefix is null) Fail(path, "a group needs a \"prefix\"");
            if (Pattern(Text(item, "header", path), $"{path}/header", whole: true) is { } header) groups.Add(new(header, prefix ?? ""));
        }
        return groups.ToImmutable();
    }

    private ImmutableArray<LayoutCheck> Checks(JsonElement root)
    {
        var checks = ImmutableArray.CreateBuilder<LayoutCheck>();
        foreach (var (path, item) in Items(root, "", "checks"))
        {
            Members(item, path, ["rule", "total", "parts", "optional", "contains", "note"]);
            if (Text(item, "rule", path) is not { } rule || Text(item, "total", path) is not { } total) { Fail(path, "a check needs \"rule\" and \"total\""); continue; }
            var (parts, optional) = (Texts(item, "parts", path), Texts(item, "optional", path));
            if (parts.Length + optional.Length < 2) Fail(path, "a sum needs two parts at least, in \"parts\" and \"optional\"");
            var contains = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
            if (item.TryGetProperty("contains", out var wholes) && wholes.ValueKind == JsonValueKind.Object)
                foreach (var whole in wholes.EnumerateObject()) contains[whole.Name] = Texts(wholes, whole.Name, $"{path}/contains");
            checks.Add(new(rule, total, parts, optional, contains.ToImmutable()));
        }
        return checks.ToImmutable();
    }

    private IndicatorShape? Indicators(JsonElement root)
    {
        if (!root.TryGetProperty("indicators", out var shape)) return null;
        Members(shape, "indicators", ["columns", "level1", "level2", "note"]);
        var columns = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<TextPattern>>(StringComparer.Ordinal);
        if (shape.TryGetProperty("columns", out var parts)) Members(parts, "indicators/columns", IndicatorParts);
        foreach (var part in IndicatorParts) columns[part] = Patterns(parts, part, "indicators/columns", whole: true);
        if (columns["level3"].IsEmpty) Fail("indicators/columns", "indicators need \"level3\"");
        return new(columns.ToImmutable(), Patterns(shape, "level1", "indicators", whole: true), Patterns(shape, "level2", "indicators", whole: true));
    }

    private GridKind? Grid(JsonElement root)
    {
        if (Text(root, "grid") is not { } text) return null;
        if (Grids.TryGetValue(text, out var grid)) return grid;
        Fail("grid", $"\"{text}\" is none of {string.Join(", ", Grids.Keys)}");
        return null;
    }

    private string? Codes(JsonElement root)
    {
        if (Text(root, "codes") is not { } text) return null;
        if (!CodeSystems.Contains(text)) Fail("codes", $"\"{text}\" is none of {string.Join(", ", CodeSystems)}");
        return text;
    }

    private ImmutableArray<string> Texts(JsonElement owner, string member, string at) =>
        [.. Items(owner, at, member).Select(StringOf).OfType<string>()];

    private ImmutableArray<TextPattern> Patterns(JsonElement owner, string member, string at = "", bool whole = false) =>
        [.. Items(owner, at, member).Select(item => Pattern(StringOf(item), item.Path, whole)).OfType<TextPattern>()];

    private string? StringOf((string Path, JsonElement Item) item)
    {
        if (item.Item.ValueKind == JsonValueKind.String) return item.Item.GetString();
        Fail(item.Path, "must be text");
        return null;
    }

    private TextPattern? Pattern(string? pattern, string path, bool whole)
    {
        if (pattern is null) return null;
        if (pattern.Length is 0 or > LongestPattern) { Fail(path, $"a pattern has 1 to {LongestPattern} characters"); return null; }
        try { return new(whole ? $"^(?:{pattern})$" : pattern); }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            Fail(path, $"\"{pattern}\" is no pattern: {error.Message}");
            return null;
        }
    }

    private IEnumerable<(string Path, JsonElement Item)> Items(JsonElement owner, string at, string member)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(member, out var list)) yield break;
        var path = at.Length == 0 ? member : $"{at}/{member}";
        if (list.ValueKind != JsonValueKind.Array) { Fail(path, "must be a list"); yield break; }
        var index = 0;
        foreach (var item in list.EnumerateArray()) yield return ($"{path}/{index++}", item);
    }

    private string? Text(JsonElement owner, string member, string at = "")
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Fail(at.Length == 0 ? member : $"{at}/{member}", "must be text");
        return null;
    }

    private bool? Flag(JsonElement owner, string member, string at = "")
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(member, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fail(at.Length == 0 ? member : $"{at}/{member}", "must be true or false");
        return null;
    }

    private void Members(JsonElement owner, string path, string[] known)
    {
        if (owner.ValueKind != JsonValueKind.Object) { Fail(path, "must be an object"); return; }
        foreach (var member in owner.EnumerateObject())
            if (!known.Contains(member.Name))
                Fail(path.Length == 0 ? member.Name : $"{path}/{member.Name}", $"unknown member; known are {string.Join(", ", known)}");
    }

    private void Fail(string path, string reason) => errors.Add(source.Error(path, reason));
}
