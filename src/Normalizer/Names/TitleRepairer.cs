using Normalizer.Canonical;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Gives a title its last character back where the official title of the table's kind and all other titles of the
/// document have it: 一般公共预算财政拨款基本支出预算 -> 预算表.</summary>
public sealed class TitleRepairer(ReferenceData reference)
{
    private const char Last = '表';

    /// <summary>Titles in full that a document must have for one without the last character to be a cut one.</summary>
    private const int FewestWhole = 3;

    public (ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs) Repair(ImmutableArray<CanonicalTable> tables)
    {
        var titles = tables.Select(table => table.Title).Where(title => title.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var cut = tables.Where(table => table.Title.Length > 0 && table.Title[^1] is >= '\u4e00' and <= '\u9fff' and not Last).ToArray();
        if (cut.Length != 1 || titles.Count(title => title[^1] == Last) < FewestWhole) return (tables, []);
        if (reference.TableKinds.Find(cut[0].Kind) is not { } kind || Official(cut[0].Title, kind) is not { } official) return (tables, []);
        var whole = cut[0].Title + Last;
        return (tables.Replace(cut[0], cut[0] with { Title = whole }),
            [new("name", new(cut[0].At[0], cut[0].Id), cut[0].Title, whole, "title-of-kind",
                [$"A table of this kind is called {official}, and every other title of the document ends in {Last}."], 0.97, true)]);
    }

    private static string? Official(string title, TableKind kind) =>
        kind.Titles.FirstOrDefault(official => official[^1] == Last && title.EndsWith(official[..^1], StringComparison.Ordinal));
}
