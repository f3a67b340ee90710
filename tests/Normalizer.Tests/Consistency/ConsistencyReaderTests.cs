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

    [Theory]
    [InlineData("完成：社会公众满意度>97.5%。", 1)]
    [InlineData("完成：社会公众满意度＞ 97.5%。", 1)]
    [InlineData("完成：社会公众满意度≥97.5%。", 0)]
    [InlineData("完成：社会公众满意度>97.55%。", 0)]
    public void A_target_that_the_forms_text_states_with_another_operator_is_reported(string goal, int remarks)
    {
        var table = Table("t01", "budget.performance_overall", "整体绩效目标表", []) with
        {
            Indicators = [Target("社会公众满意度", "97.5")], Grid = [["整体绩效目标", goal], ["社会公众满意度", "≥"]],
        };
        Assert.Equal(remarks, Find(table).Count(finding => finding.Rule == "indicator.operator"));
    }

    [Theory]
    [InlineData("其中：政府采购货物支出1.08万元、政府采购工程支出0万元、政府采购服务支出0万元。主要用于采购政策宣传资料的印制服务。", 1)]
    [InlineData("其中：政府采购货物支出1.08万元、政府采购工程支出0万元、政府采购服务支出0万元。主要用于采购办公设备。", 0)]
    [InlineData("政府采购货物预算0万元、工程预算0万元、服务预算12.00万元，主要用于采购办公家具。", 1)]
    [InlineData("政府采购货物预算2万元、工程预算0万元、服务预算12.00万元，主要用于采购办公家具。", 0)]
    public void Procurement_booked_under_another_class_than_what_was_bought_is_reported(string text, int remarks)
    {
        var document = new ExtractedDocument("text/plain", null, [Line(text, 7)], []);
        Assert.Equal(remarks, new ConsistencyReader(TestReference.All).Find(document, [], Identity).Count(finding => finding.Rule == "procurement.class"));
    }

    [Theory]
    [InlineData("budget.expenditure", "部门支出总表", "备注：本表反映2022年当年一般公共预算财政拨款支出情况。", 1)]
    [InlineData("budget.expenditure", "部门支出总表", "备注：本表反映2022年部门全部支出情况。", 0)]
    [InlineData("budget.gov_fund", "政府性基金预算支出表", "注：本表反映一般公共预算财政拨款支出情况。", 1)]
    [InlineData("budget.three_public", "“三公”经费支出表", "注：本表反映一般公共预算财政拨款支出情况。", 0)]
    public void A_remark_that_speaks_of_other_money_than_the_title_is_reported(string kind, string title, string remark, int remarks)
    {
        var table = Table("t01", kind, title, []);
        var document = new ExtractedDocument("text/plain", null, [new TableBlock(new(1, 1, 0, [], table.At)), Line(remark, 9)], []);
        Assert.Equal(remarks, new ConsistencyReader(TestReference.All).Find(document, [table], Identity).Count(finding => finding.Rule == "remark.scope"));
    }

    [Theory]
    [InlineData("37.62", 1)]
    [InlineData("24.52", 0)]
    public void One_purpose_with_other_amounts_under_its_two_codes_is_for_information(string economic, int remarks)
    {
        var functional = Checks.TableText.Table("t01", "code|name|expenditure.basic", "2210201|住房公积金|24.52", 10000, "budget.gpb_expenditure");
        var basic = Checks.TableText.Table("t02", "code|name|expenditure.total", $"30113|住房公积金|{economic}", 10000, "budget.gpb_basic_department");
        Assert.Equal(remarks, Find(functional, basic).Count(finding => finding.Rule == "X13" && finding.Severity == Severity.Info));
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
