using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Codes;
using Normalizer.Headers;
using Normalizer.Layouts;
using Normalizer.Reference;

namespace Worker.Fixtures;

/// <summary>A layout.json for a table that no layout claims, as far as the table tells, and what is left to a person.</summary>
/// <param name="Sure">What speaks for itself.</param>
/// <param name="Decide">What the maintainer must look at, each with what to do.</param>
public sealed partial record LayoutProposal(string Json, ImmutableArray<string> Sure, ImmutableArray<string> Decide)
{
    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lines for meanings.json that the layout needs; empty unless they were asked for.</summary>
    public ImmutableArray<string> NewMeanings { get; init; } = [];

    /// <param name="name">Of the layout.</param>
    /// <param name="view">What the matcher sees of the table.</param>
    /// <param name="mayName">Columns without a meaning get new ones; else they are left to the maintainer.</param>
    public static LayoutProposal For(string name, CanonicalTable table, TableView view, LayoutLibrary library, TableKinds kinds, bool mayName)
    {
        var notes = new Notes();
        var shape = TableShape.Of(table);
        var parent = ParentOf(view, library, shape);
        var meanings = new string?[table.Columns.Length];
        var columns = new List<string>();
        var unnamed = new List<Column>();
        if (shape.Grid != "form")
            for (var index = 0; index < table.Columns.Length; index++)
                if (!table.Columns[index].Header.IsEmpty)
                    NameColumn(index);

        var json = new StringBuilder("{\n  \"$schema\": \"../layout.schema.json\",\n");
        if (parent is not null)
        {
            json.Append($"  \"extends\": {Quoted(parent.Name)},\n");
            notes.Sure($"it extends {parent.Name}");
        }
        json.Append($"  \"kind\": {Quoted(KindOf(table, kinds, notes))},\n");
        if (parent is null || GridName(parent.Grid) != shape.Grid) json.Append($"  \"grid\": {Quoted(shape.Grid)},\n");
        if (CodesOf(view) is { } codes && parent?.Codes != codes)
        {
            json.Append($"  \"codes\": {Quoted(codes)},\n");
            notes.Sure($"rows are keyed by {codes} codes");
        }
        if (table.Unit is null) notes.Decide("no unit is printed: without \"unit\": \"元\" or \"万元\" in the layout no yuan is computed");
        else notes.Sure($"the unit is {table.Unit.Printed}");
        json.Append($"  \"titles\": [{Quoted(TitleOf(view.Title, notes))}]");
        if (shape.Grid == "form") AppendList(json, "amountLabels", AmountLabelsOf(table, parent, notes).Select(Quoted));
        AppendList(json, "columns", columns.Distinct());
        AppendList(json, "checks", ChecksOf(table, meanings, notes).Distinct());
        json.Append("\n}\n");
        if (unnamed.Count > 0 && !mayName) notes.Decide(MissingMeanings(name, unnamed));
        return new(json.ToString(), notes.SureOnes, notes.ToDecide) { NewMeanings = mayName ? [.. unnamed.Select(column => MeaningLine(name, column))] : [] };

        void NameColumn(int index)
        {
            var column = table.Columns[index];
            var header = $"column {index + 1} \"{string.Join('/', column.Header)}\"";
            if (shape.RoleOf(index) is { } role)
            {
                meanings[index] = role;
                columns.Add(SideJson(table, column, role, library));
                notes.Decide($"{header} is taken for {role}");
                return;
            }
            if (parent is not null && new LayoutMatcher(library).Try(parent, view).Columns[index].Meaning is { } inherited)
            {
                meanings[index] = inherited;
                notes.Sure($"{header} is {inherited}, as in {parent.Name}");
                return;
            }
            var candidates = MeaningsOf(column, view, library);
            if (candidates.Length == 0)
            {
                unnamed.Add(column);
                if (!mayName) return;
                meanings[index] = NewId(name, column);
                columns.Add($"{{\"is\": {Quoted(meanings[index]!)}}}");
                notes.Decide($"{header} got the new meaning {meanings[index]}: rename it in meanings.json and here to what it means");
                return;
            }
            meanings[index] = candidates[0];
            columns.Add(ColumnJson(column, candidates[0], library));
            if (candidates.Length == 1) notes.Sure($"{header} is {candidates[0]}");
            else notes.Decide($"{header} is {candidates[0]}; its words also fit {string.Join(", ", candidates.Skip(1))}");
        }
    }

    private static void AppendList(StringBuilder json, string member, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length > 0) json.Append($",\n  \"{member}\": [\n    ").AppendJoin(",\n    ", all).Append("\n  ]");
    }

    private static string NewId(string layout, Column column) => $"{layout}.{column.Key}";

    private static string MeaningLine(string layout, Column column) =>
        $"{{\"id\": {Quoted(NewId(layout, column))}, \"type\": {Quoted(column.Type switch
        {
            ColumnType.Amount => "amount", ColumnType.Percent => "percent", ColumnType.Code => "code", ColumnType.Name => "name", _ => "text",
        })}, \"words\": [{Quoted(Regex.Escape(FoldedText.Of(column.Header[^1])))}]}}";

    private static string MissingMeanings(string layout, List<Column> columns) =>
        $"{columns.Count} columns have no meaning: {string.Join(", ", columns.Select(column => $"\"{string.Join('/', column.Header)}\""))}. "
        + "Leave out what does not matter; for the others `fixture new --new-meanings` adds meanings, or add to \"meanings\" in meanings.json such lines as\n    "
        + MeaningLine(layout, columns[0]) + $",\n  and to \"columns\" here\n    {{\"is\": {Quoted(NewId(layout, columns[0]))}}},";

    private static string GridName(GridKind grid) => grid switch
    {
        GridKind.TwoSided => "two_sided", GridKind.SingleRow => "single_row", GridKind.Form => "form", GridKind.List => "list", _ => "coded",
    };

    /// <summary>The abstract layout that knows most columns and requires none the table lacks; the plainest of them where several do.</summary>
    private static LayoutDefinition? ParentOf(TableView view, LayoutLibrary library, TableShape shape)
    {
        var matcher = new LayoutMatcher(library);
        var title = FoldedText.Of(view.Title);
        return library.Layouts
            .Where(layout => layout.IsAbstract && !layout.NotTitles.Any(pattern => pattern.IsMatch(title)))
            // A plain parent says nothing of the grid; a form or two sides is what its children are.
            .Where(layout => layout.Grid == GridKind.Coded ? shape.Grid != "two_sided" : GridName(layout.Grid) == shape.Grid && layout.Titles.IsEmpty && layout.Indicators is null)
            .Select(layout => (Layout: layout, Match: matcher.Try(layout, view)))
            .Where(found => found.Layout.Columns.Where(column => column.Required).All(column => found.Match.Columns.Any(match => match.Meaning == column.Is)))
            .OrderByDescending(found => shape.Grid == "form" ? 0 : found.Match.Columns.Count(column => column.Meaning is not null))
            .ThenByDescending(found => found.Layout.NotTitles.Any(pattern => pattern.IsMatch("决算")))
            .ThenBy(found => found.Layout.Columns.Length).ThenBy(found => found.Layout.Name, StringComparer.Ordinal)
            .Select(found => found.Layout).FirstOrDefault();
    }

    /// <summary>Labels beside or above the amounts of a form that the parent does not know yet.</summary>
    private static IEnumerable<string> AmountLabelsOf(CanonicalTable table, LayoutDefinition? parent, Notes notes)
    {
        var labels = FormLabels.Of(table).Select(FoldedText.Of).Distinct().Where(label => parent?.AmountLabels.Any(known => known.IsMatch(label)) != true).ToArray();
        if (labels.Length > 0) notes.Decide($"amounts stand beside or below {string.Join(", ", labels)}: strike out labels whose numbers are no money");
        return labels.Select(Regex.Escape);
    }

    /// <summary>Meanings whose words are the column's own header; those of what the table and the headers above speak of come first.</summary>
    private static string[] MeaningsOf(Column column, TableView view, LayoutLibrary library)
    {
        var leaves = new[] { FoldedText.Of(column.Header[^1]), FoldedText.Of(UnitBehind().Replace(column.Header[^1], "")) };
        var around = FoldedText.Of(string.Concat(column.Header.SkipLast(1).Append(view.Title)));
        return [.. library.Meanings.Values
            .Where(meaning => meaning.Words.Any(word => leaves.Any(word.IsMatch)) && Fits(meaning.Type, column.Type))
            .OrderBy(meaning => Domains.Any(domain => around.Contains(domain.Word, StringComparison.Ordinal) && meaning.Id.StartsWith(domain.Prefix, StringComparison.Ordinal)) ? 0
                : meaning.Id.StartsWith("expenditure.", StringComparison.Ordinal) || !meaning.Id.Contains('.', StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(meaning => meaning.Words.Min(word => word.ToString().Length)).ThenBy(meaning => meaning.Id, StringComparer.Ordinal)
            .Select(meaning => meaning.Id).Take(3)];
    }

    private static readonly (string Word, string Prefix)[] Domains =
        [("采购", "procurement."), ("三公", "three_public."), ("收入", "revenue."), ("支出", "expenditure."), ("经费", "expenditure.")];

    /// <summary>What the header's words say and what the cells are must not contradict each other; text may be anything.</summary>
    private static bool Fits(ColumnType meant, ColumnType seen) =>
        seen == ColumnType.Text || meant == seen || seen == ColumnType.Amount && meant is ColumnType.Count or ColumnType.Percent
        || meant is ColumnType.Text or ColumnType.Name && seen is ColumnType.Name or ColumnType.Code;

    private static string ColumnJson(Column column, string meaning, LayoutLibrary library)
    {
        var leaf = FoldedText.Of(column.Header[^1]);
        return library.Meanings[meaning].Words.Any(word => word.IsMatch(leaf))
            ? $"{{\"is\": {Quoted(meaning)}}}"
            : $"{{\"is\": {Quoted(meaning)}, \"header\": [{Quoted(Regex.Escape(leaf))}]}}";
    }

    /// <summary>Both sides may print 项目 and 金额: then the header above tells them apart.</summary>
    private static string SideJson(CanonicalTable table, Column column, string role, LayoutLibrary library)
    {
        var leaf = FoldedText.Of(column.Header[^1]);
        var isShared = table.Columns.Count(other => !other.Header.IsEmpty && FoldedText.Of(other.Header[^1]) == leaf) > 1;
        return isShared && column.Header.Length > 1
            ? $"{{\"is\": {Quoted(role)}, \"header\": [{Quoted(Regex.Escape(FoldedText.Of(column.Header[^2])))}, {Quoted(Regex.Escape(leaf))}]}}"
            : ColumnJson(column, role, library);
    }

    private static string KindOf(CanonicalTable table, TableKinds kinds, Notes notes)
    {
        var title = FoldedText.Of(table.Title);
        var found = kinds.All.Where(kind => title.EndsWith(FoldedText.Of(kind.OfficialTitle), StringComparison.Ordinal)).MaxBy(kind => kind.OfficialTitle.Length);
        if (found is not null)
        {
            notes.Decide($"the title is that of the standard kind {found.Id}: keep it, or give a kind of your own if this is another table");
            return found.Id;
        }
        var phase = title.Contains("决算", StringComparison.Ordinal) ? "final" : "budget";
        notes.Decide($"the kind: \"{phase}.other\" is a stand-in; take one of reference/table_kinds.csv or name one of your own");
        return $"{phase}.other";
    }

    private static string? CodesOf(TableView view)
    {
        var systems = view.Codes.Select(CodeSystem.Of).ToArray();
        var main = systems.GroupBy(system => system).OrderByDescending(group => group.Count()).FirstOrDefault();
        return systems.Length >= 2 && main?.Key is { } system && main.Count() * 2 > systems.Length ? system : null;
    }

    private static string TitleOf(string title, Notes notes)
    {
        var folded = AgencyInFront().Replace(FoldedText.Of(title), "");
        if (folded.Length == 0) notes.Decide("no title was found: give \"titles\", or \"titleOptional\": true if the columns alone tell the table");
        else notes.Decide($"the title pattern \"{folded}\": shorten it to what other agencies print too, but not so far that it fits other tables");
        return folded.Length == 0 ? "…" : Regex.Escape(folded);
    }

    private static IEnumerable<string> ChecksOf(CanonicalTable table, string?[] meanings, Notes notes)
    {
        string? Meaning(Column column) => meanings[table.Columns.IndexOf(column)];
        foreach (var (total, parts) in SumSearch.Of(table))
        {
            var words = $"{string.Join('/', total.Header)} = {string.Join(" + ", parts.Select(part => string.Join('/', part.Header)))} in every row";
            var named = parts.Select(Meaning).ToArray();
            if (Meaning(total) is not { } whole || Array.Exists(named, part => part is null || part == whole) || named.Distinct().Count() < named.Length)
            {
                notes.Decide($"{words}: state it in \"checks\" once these columns have meanings of their own");
                continue;
            }
            notes.Sure(words);
            yield return $"{{\"rule\": \"C1\", \"total\": {Quoted(whole)}, \"parts\": [{string.Join(", ", named.Select(part => Quoted(part!)))}]}}";
        }
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Text);

    [GeneratedRegex("[（(][^（）()]*[）)]$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitBehind();

    /// <summary>Whose table it is belongs to no layout: "江城市水务局" before "分月用款计划表".</summary>
    [GeneratedRegex("^.*(?:局|委员会|委|厅|办公室|中心|学校|学院|大学|医院|法院|检察院|研究院|联合会|协会|总工会|人民政府|街道办事处)(?=.{4,})", RegexOptions.CultureInvariant)]
    private static partial Regex AgencyInFront();

    private sealed class Notes
    {
        private readonly ImmutableArray<string>.Builder sure = ImmutableArray.CreateBuilder<string>(), decide = ImmutableArray.CreateBuilder<string>();

        public ImmutableArray<string> SureOnes => sure.ToImmutable();
        public ImmutableArray<string> ToDecide => decide.ToImmutable();

        public void Sure(string sentence) => sure.Add(sentence);
        public void Decide(string sentence) => decide.Add(sentence);
    }
}
