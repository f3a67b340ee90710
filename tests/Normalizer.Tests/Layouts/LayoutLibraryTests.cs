using Normalizer.Layouts;

namespace Normalizer.Tests.Layouts;

public class LayoutLibraryTests
{
    private const string Meanings = """
        {
          "meanings": [
            { "id": "name", "type": "name", "words": ["项目"] },
            { "id": "total", "type": "amount", "words": ["合计"] }
          ]
        }
        """;

    private static LayoutError[] ErrorsOf(string layout, string meanings = Meanings) =>
        [.. Assert.Throws<LayoutFormatException>(() => LayoutLibrary.Parse([("meanings.json", meanings), ("a/layout.json", layout)])).Errors];

    [Fact]
    public void A_layout_inherits_what_it_does_not_say()
    {
        var library = LayoutLibrary.Parse([
            ("meanings.json", Meanings),
            ("parent/layout.json", """{ "kind": "budget.x", "grid": "list", "titles": ["支出表"], "columns": [{ "is": "total", "required": true }] }"""),
            ("child/layout.json", """{ "extends": "parent", "titles": ["某省支出表"], "columns": [{ "is": "name" }] }""")]);
        var child = Assert.Single(library.Layouts, layout => layout.Name == "child");
        Assert.Equal(("budget.x", GridKind.List, 2), (child.Kind, child.Grid, child.Titles.Length));
        Assert.Equal(["name", "total"], child.Columns.Select(column => column.Is));
    }

    [Fact]
    public void A_mistake_is_told_with_file_line_and_reason()
    {
        var error = Assert.Single(ErrorsOf("""
            {
              "kind": "budget.x",
              "titles": ["表"],
              "columns": [
                { "is": "total" },
                { "is": "expenditure.nonsense" }
              ]
            }
            """));
        Assert.Equal(("a/layout.json", 6), (error.File, error.Line));
        Assert.Contains("\"expenditure.nonsense\" is not in meanings.json", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "kind": "x", "titles": ["表"], "colums": [] }""", "unknown member")]
    [InlineData("""{ "kind": "x", "titles": ["(表"] }""", "is no pattern")]
    [InlineData("""{ "kind": "x" }""", "needs \"titles\"")]
    [InlineData("""{ "titles": ["表"] }""", "needs a \"kind\"")]
    [InlineData("""{ "kind": "x", "titles": ["表"], "grid": "round" }""", "is none of coded")]
    [InlineData("""{ "kind": "x", "titles": "表" }""", "must be a list")]
    [InlineData("""{ "kind": "x", "titles": ["表"], "extends": "b" }""", "there is no layout \"b\"")]
    [InlineData("""{ "kind": "x", "titles": ["表"], "extends": "a" }""", "in a circle")]
    [InlineData("""{ "kind": "x", "titles": ["表"], "checks": [{ "rule": "B6", "total": "total", "parts": ["name", "name"] }] }""", "no column of this layout means")]
    [InlineData("""{ "kind": """, "not JSON")]
    [InlineData("""[]""", "must be an object")]
    public void Each_kind_of_mistake_is_found(string layout, string reason) =>
        Assert.Contains(ErrorsOf(layout), error => error.Reason.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void Missing_meanings_are_a_mistake() =>
        Assert.Contains(Assert.Throws<LayoutFormatException>(() => LayoutLibrary.Parse([])).Errors, error => error.File == "meanings.json");
}
