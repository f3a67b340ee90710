using System.Globalization;
using Normalizer.Codes;
using Normalizer.Headers;

namespace Normalizer.Layouts;

/// <summary>What the matcher looks at: the table's title, header paths and codes.</summary>
/// <param name="Title">As read, subtitle included; "" if there is none.</param>
/// <param name="Label">"公开01表", "附件3-2"; "" if there is none.</param>
/// <param name="Paths">Header path of each column.</param>
/// <param name="Codes">The codes in the body, in order.</param>
public sealed record TableView(
    string Title, string Label, ImmutableArray<ImmutableArray<string>> Paths, ImmutableArray<string> Codes);

/// <summary>Asks every layout whether a table is its own, and has each say why.</summary>
public sealed class LayoutMatcher(LayoutLibrary library)
{
    /// <summary>Share of the table's columns a layout with a fitting title must know.</summary>
    private const double FewestKnownColumns = 0.4;

    /// <summary>The same for a layout that goes by its columns alone.</summary>
    private const double FewestKnownWithoutTitle = 0.8;

    /// <returns>Best first: those that claim by score, then the others; ties by name.</returns>
    public ImmutableArray<LayoutMatch> Match(TableView table)
    {
        var titles = new[] { FoldedText.Of(table.Title), FoldedText.Of(table.Label) };
        var paths = table.Paths.Select(path => path.Select(FoldedText.Of).ToArray()).ToArray();
        var system = MainSystem(table.Codes);
        return [.. library.Layouts.Where(layout => !layout.IsAbstract)
            .Select(layout => Match(layout, titles, paths, system))
            .OrderByDescending(match => match.Claims).ThenByDescending(match => match.Score)
            .ThenBy(match => match.Layout.Name, StringComparer.Ordinal)];
    }

    /// <summary>The layout that claims the table by the best score; null if none does.</summary>
    /// <remarks>The first answer of <see cref="Match(TableView)"/>, but layouts that the title rules out are not asked about columns.</remarks>
    public LayoutMatch? Best(TableView table)
    {
        var titles = new[] { FoldedText.Of(table.Title), FoldedText.Of(table.Label) };
        var paths = table.Paths.Select(path => path.Select(FoldedText.Of).ToArray()).ToArray();
        var system = MainSystem(table.Codes);
        return library.Layouts
            .Where(layout => !layout.IsAbstract && (layout.TitleOptional || layout.Titles.Any(pattern => titles.Any(pattern.IsMatch))))
            .Select(layout => Match(layout, titles, paths, system)).Where(match => match.Claims)
            .OrderByDescending(match => match.Score).ThenBy(match => match.Layout.Name, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>What one layout makes of the table, abstract ones included.</summary>
    public LayoutMatch Try(LayoutDefinition layout, TableView table) => Match(
        layout, [FoldedText.Of(table.Title), FoldedText.Of(table.Label)],
        [.. table.Paths.Select(path => path.Select(FoldedText.Of).ToArray())], MainSystem(table.Codes));

    private LayoutMatch Match(LayoutDefinition layout, string[] titles, string[][] paths, string? system)
    {
        var columns = paths.Select((path, column) => Column(layout, path, column)).ToImmutableArray();
        var named = paths.Count(path => path.Length > 0);
        var known = columns.Count(column => column.Meaning is not null);
        var share = named == 0 ? 0 : (double)known / named;
        var longest = LongestTitle(layout, titles);
        var score = longest / 100.0 + share + (layout.Codes is not null && layout.Codes == system ? 0.2 : 0)
            + layout.Columns.Count(column => column.Required) / 50.0;

        LayoutMatch Answer(bool claims, string reason) => new(layout, claims, Math.Round(score, 4), reason, columns);

        foreach (var pattern in layout.NotTitles)
            if (pattern.IsMatch(titles[0])) return Answer(false, $"the title has \"{pattern.FirstIn(titles[0])}\", which this layout rules out");
        if (longest == 0 && !layout.TitleOptional) return Answer(false, "the title fits none of this layout's titles");
        if (layout.Codes is { } codes && system is not null && codes != system && codes is not (CodeSystem.Unit or CodeSystem.Procurement))
            return Answer(false, $"the rows are keyed by {system} codes, not {codes}");
        if (layout.Grid == GridKind.Form && longest > 0) return Answer(true, "the title fits; forms have no columns to compare");
        foreach (var required in layout.Columns.Where(column => column.Required))
            if (!columns.Any(column => column.Meaning == required.Is || column.Meaning?.EndsWith("." + required.Is, StringComparison.Ordinal) == true))
                return Answer(false, $"no column means {required.Is}, which is required");
        var least = longest > 0 ? FewestKnownColumns : FewestKnownWithoutTitle;
        var counts = string.Create(CultureInfo.InvariantCulture, $"{known} of {named} columns are known to it");
        return share < least
            ? Answer(false, $"only {counts}")
            : Answer(true, longest > 0 ? $"the title fits and {counts}" : $"{counts}, and it goes by its columns alone");
    }

    private ColumnMatch Column(LayoutDefinition layout, string[] path, int column)
    {
        if (path.Length == 0) return new(column, null, "no header");
        foreach (var candidate in layout.Columns)
        {
            if (!Fits(candidate, path)) continue;
            var group = layout.Groups.FirstOrDefault(group => Array.Exists(path, text => group.Header.IsMatch(text)));
            var why = candidate.Header.IsEmpty ? $"words of {candidate.Is}" : $"header {string.Join(" > ", candidate.Header)}";
            return new(column, group?.Prefix + candidate.Is, why);
        }
        return new(column, null, $"no column of the layout fits \"{string.Join('/', path)}\"");
    }

    private bool Fits(LayoutColumn column, string[] path)
    {
        if (column.Header.IsEmpty) return library.Meanings[column.Is].Words.Any(word => word.IsMatch(path[^1]));
        if (!column.Header[^1].IsMatch(path[^1])) return false;
        var wanted = column.Header.Length - 2;
        for (var level = path.Length - 2; level >= 0 && wanted >= 0; level--)
            if (column.Header[wanted].IsMatch(path[level])) wanted--;
        return wanted < 0;
    }

    /// <returns>Characters of the title that the longest pattern takes; of the label only where the title has none: budgets and final
    /// accounts both print "公开01表".</returns>
    private static int LongestTitle(LayoutDefinition layout, string[] titles)
    {
        var longest = 0;
        foreach (var pattern in layout.Titles)
            if (pattern.FirstIn(titles[0]) is { } found) longest = Math.Max(longest, found.Length);
        return longest > 0 || !layout.Titles.Any(pattern => pattern.IsMatch(titles[1])) ? longest : 1;
    }

    /// <summary>The system that most of at least two codes belong to; null if no such majority.</summary>
    private static string? MainSystem(ImmutableArray<string> codes)
    {
        if (codes.Length < 2) return null;
        var main = codes.Select(CodeSystem.Of).GroupBy(system => system).OrderByDescending(group => group.Count()).First();
        return main.Count() * 2 > codes.Length ? main.Key : null;
    }
}
