using System.Text.Json;

namespace Normalizer.Layouts;

/// <summary>Every layout the program knows, by name, and the meanings their columns can have.</summary>
public sealed class LayoutLibrary
{
    private LayoutLibrary(ImmutableArray<LayoutDefinition> layouts, RowWords words) => (Layouts, this.words) = (layouts, words);

    private readonly RowWords words;

    /// <summary>The members a layout.json may have.</summary>
    public static IReadOnlyList<string> LayoutMembers => LayoutParser.LayoutMembers;

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<LayoutDefinition> Layouts { get; }

    public ImmutableDictionary<string, Meaning> Meanings => words.Meanings;

    /// <summary>Is this the name of a row that sums the table (合计, 收入总计)? The name is folded.</summary>
    public bool IsTotal(string name) => words.Totals.Any(pattern => pattern.IsMatch(name));

    /// <summary>Is this the name of a row that sums a part of the table (小计, 本年收入合计)? The name is folded.</summary>
    public bool IsSubtotal(string name) => words.Subtotals.Any(pattern => pattern.IsMatch(name));

    /// <param name="files">Names such as "gpb-expenditure/layout.json" and "meanings.json", with '/' and relative to fixtures/, and their text.</param>
    /// <exception cref="LayoutFormatException">Any file is malformed, a parent is missing, or parents run in a circle.</exception>
    public static LayoutLibrary Parse(IEnumerable<(string Name, string Json)> files)
    {
        var errors = new List<LayoutError>();
        var sources = new SortedDictionary<string, JsonSource>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, json) in files)
                try { sources[name] = JsonSource.Parse(name, json); }
                catch (LayoutFormatException error) { errors.AddRange(error.Errors); }
            var words = Words(sources, errors);
            var reader = new Inheritance(sources, words.Meanings, errors);
            var layouts = sources.Keys.Where(IsLayout).Select(name => reader.Layout(FolderOf(name), null)).OfType<LayoutDefinition>().ToImmutableArray();
            return errors.Count == 0 ? new(layouts, words) : throw new LayoutFormatException([.. errors]);
        }
        finally
        {
            foreach (var source in sources.Values) source.Dispose();
        }
    }

    private static RowWords Words(SortedDictionary<string, JsonSource> sources, List<LayoutError> errors)
    {
        if (!sources.TryGetValue("meanings.json", out var source))
        {
            errors.Add(new("meanings.json", 1, "the file is missing"));
            return new(ImmutableDictionary<string, Meaning>.Empty, [], []);
        }
        var parser = new LayoutParser(source, errors);
        var known = ImmutableDictionary.CreateBuilder<string, Meaning>(StringComparer.Ordinal);
        foreach (var meaning in parser.Meanings()) known[meaning.Id] = meaning;
        return new(known.ToImmutable(), parser.RowNames("totals"), parser.RowNames("subtotals"));
    }

    private static bool IsLayout(string name) => name.EndsWith("/layout.json", StringComparison.Ordinal);

    private static string FolderOf(string name) => name[..^"/layout.json".Length];

    private sealed record RowWords(
        ImmutableDictionary<string, Meaning> Meanings, ImmutableArray<TextPattern> Totals, ImmutableArray<TextPattern> Subtotals);

    /// <summary>Completes layouts parent first, each once.</summary>
    private sealed class Inheritance(
        SortedDictionary<string, JsonSource> sources, ImmutableDictionary<string, Meaning> meanings, List<LayoutError> errors)
    {
        private readonly Dictionary<string, LayoutDefinition?> done = new(StringComparer.Ordinal);
        private readonly HashSet<string> open = new(StringComparer.Ordinal);

        public LayoutDefinition? Layout(string folder, JsonSource? child)
        {
            if (done.TryGetValue(folder, out var known)) return known;
            if (!sources.TryGetValue($"{folder}/layout.json", out var source))
            {
                if (child is not null) errors.Add(child.Error("extends", $"there is no layout \"{folder}\""));
                return null;
            }
            if (!open.Add(folder))
            {
                errors.Add(source.Error("extends", "layouts extend each other in a circle"));
                return null;
            }
            var parent = source.Root.ValueKind == JsonValueKind.Object && source.Root.TryGetProperty("extends", out var name) &&
                name.ValueKind == JsonValueKind.String ? Layout(name.GetString()!, source) : null;
            var layout = new LayoutParser(source, errors).Layout(folder, meanings, parent);
            open.Remove(folder);
            return done[folder] = layout;
        }
    }
}
