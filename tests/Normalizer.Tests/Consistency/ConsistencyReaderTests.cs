using Normalizer.Canonical;
using Normalizer.Consistency;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Consistency;

public sealed class ConsistencyReaderTests
{
    [Fact]
    public void A_table_that_the_contents_name_and_the_document_lacks_is_reported()
    {
        var contents = Table("t01", "contents", "目录", [["1", "2024年渝北区部门收入预算总表"], ["2", "2024年渝北区部门支出预算总表"]]);
        var finding = Assert.Single(Find(contents, Table("t02", "budget.expenditure", "2024年渝北区部门支出预算总表", [])));
        Assert.Equal(("contents.missing_table", "2024年渝北区部门收入预算总表"), (finding.Rule, finding.Expected));
    }

    [Fact]
    public void A_name_of_earlier_years_is_reported_and_stands()
    {
        var table = Table("t01", "budget.expenditure", "部门支出总表", [["2080599", "其他行政事业单位离退休支出"]]);
        table = table with { Rows = [table.Rows[0] with { Code = "2080599", CodeSystem = "cn-functional", Name = "其他行政事业单位离退休支出" }] };
        var finding = Assert.Single(Find(table));
        Assert.Equal(("name.stale", "其他行政事业单位养老支出"), (finding.Rule, finding.Expected));
    }

    [Fact]
    public void A_target_without_a_value_among_targets_with_values_is_reported()
    {
        var table = Table("t01", "budget.performance_project", "绩效目标表", []) with
        {
            Indicators = [Target("培训次数", "2"), Target("覆盖率", "50"), Target("能力提升率", null), Target("指标2：", null)],
        };
        Assert.Contains("能力提升率", Assert.Single(Find(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_between_numbered_attachments_are_reported_once()
    {
        var document = new ExtractedDocument("text/plain", null, [Line("附件3-2", 1), Line("附件3-4", 9)], []);
        var finding = Assert.Single(new ConsistencyReader(TestReference.All).Find(document, [], Identity));
        Assert.Equal("heading.missing", finding.Rule);
        Assert.Equal(2, finding.At.Length);
    }

    private static readonly DocumentIdentity Identity = new("", DocumentKind.Budget, 2020, new(null, null, null, null, null, null, 0), []);

    private static Finding[] Find(params CanonicalTable[] tables) =>
        [.. new ConsistencyReader(TestReference.All).Find(new("text/plain", null, [], []), [.. tables], Identity)];

    private static Indicator Target(string name, string? value) => new("产出指标", "数量指标", name, "≥", value, "次", null, Evidence.OnLine(1, 0, 1));

    private static TextBlock Line(string text, int line) => new(text, 0, [new(0, Evidence.OnLine(line, 0, text.Length))]);

    private static CanonicalTable Table(string id, string kind, string title, string[][] rows) => new(
        id, kind, null, title, title, null, [Evidence.OnLine(1, 0, 0)], null,
        [new("c1", ["序号"], null, ColumnType.Text, null, 0), new("c2", ["名称"], null, ColumnType.Text, null, 0)],
        [.. rows.Select((row, index) => new Row(index, RowKind.Item, null, null, null, null, null, null, null,
            RowCells.Of(row.Select((text, column) => (Key: $"c{column + 1}", Cell: new Cell(text, text, CellState.Text, null, 0, null, null, Evidence.OnLine(index + 2, column, column + 1)))))))],
        0, [], [], [], []);
}
