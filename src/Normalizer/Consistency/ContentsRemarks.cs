using System.Text.RegularExpressions;
using Normalizer.Canonical;
using Normalizer.Headers;

namespace Normalizer.Consistency;

/// <summary>Holds the list of tables (目录) against the tables that are there.</summary>
internal static partial class ContentsRemarks
{
    private const string ContentsKind = "contents";

    /// <summary>Words that a list puts before the same title and the table does not, or the other way round.</summary>
    [GeneratedRegex("部门|单位|综合|预算|决算|拨款")]
    private static partial Regex Interchangeable();

    [GeneratedRegex("^表?[0-9一二三四五六七八九十]{1,3}$")]
    private static partial Regex TableNumber();

    public static IEnumerable<Finding> Of(ImmutableArray<CanonicalTable> tables)
    {
        var titles = tables.Where(table => table.Kind != ContentsKind).Select(table => Stem(table.TitleAsPrinted)).Where(title => title.Length > 0).ToArray();
        foreach (var contents in tables.Where(table => table.Kind == ContentsKind))
            foreach (var row in contents.Rows)
            {
                var cells = row.Cells.Values.Where(cell => cell.Text.Length > 0).ToArray();
                if (cells.FirstOrDefault(cell => IsTitle(cell.Text)) is not { } listed) continue;
                var place = new Place(listed.At, contents.Id, row.Index);
                if (!titles.Any(title => IsSame(title, Stem(listed.Text))))
                    yield return ConsistencyReader.Remark("contents.missing_table",
                        $"The list of tables names {listed.Text}; the document has no such table.", [place], listed.Text);
                else if (Array.Exists(cells, cell => cell.Text == "是"))
                    yield return ConsistencyReader.Remark("contents.empty_table", $"The list of tables marks {listed.Text} as empty.", [place]);
            }
    }

    private static bool IsTitle(string text) => text.Length >= 5 && !TableNumber().IsMatch(text) && FoldedText.Of(text) is var folded
        && (folded.EndsWith('表') || folded.EndsWith("科目", StringComparison.Ordinal));

    private static string Stem(string title) => Interchangeable().Replace(FoldedText.Of(title), "");

    private static bool IsSame(string title, string listed) =>
        title == listed || title.EndsWith(listed, StringComparison.Ordinal) || listed.EndsWith(title, StringComparison.Ordinal);
}
