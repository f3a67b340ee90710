using Normalizer.Canonical;
using Normalizer.Identification;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Identification;

public sealed class IdentityResolverTests
{
    /// <summary>Enough of a disclosure's words and amounts that it is taken for one.</summary>
    private static readonly string[] Body =
    [
        "一般公共预算财政拨款收入1,234.56万元，政府性基金预算收入0.00万元，国有资本经营预算收入0.00万元。",
        "基本支出1,000.00万元，项目支出234.56万元，“三公”经费预算12.30万元，机关运行经费99.10万元，政府采购10.00万元。",
        "部门收支总表", "部门收入总表",
    ];

    [Fact]
    public void A_title_names_agency_year_and_kind()
    {
        var identity = Resolve("重庆市渝北区医疗保障局 2024 年部门预算情况说明").Value;
        Assert.Equal((DocumentKind.Budget, 2024), (identity.Kind, identity.FiscalYear!.Value));
        Assert.Equal(("重庆市渝北区医疗保障局", "500112", "county", "department"),
            (identity.Publisher.Name, identity.Publisher.DivisionCode, identity.Publisher.DivisionLevel, identity.Publisher.Scope));
    }

    [Theory]
    [InlineData("2024年奉节县部门一般公共预算财政拨款基本支出预算表(政府预算支出经济分类科目)")]
    [InlineData("2024年奉节县部门一般公共预算财政拨款基本支出预算表（部门预算")]
    [InlineData("奉节县2024年部门财政拨款收支总表及预算")]
    public void The_title_of_a_table_is_no_title_of_the_disclosure(string line)
    {
        var resolved = new IdentityResolver(TestReference.All).Resolve(Document([line, "预算单位：重庆市奉节县交通运输局", .. Body]), "");
        Assert.Equal("重庆市奉节县交通运输局", resolved.Value.Publisher.Name);
        Assert.DoesNotContain(resolved.Findings, finding => finding.Rule == "identity.conflict");
    }

    [Fact]
    public void A_title_over_three_lines_is_read_as_one()
    {
        var identity = Resolve("上海市普陀区规划和自然", "资源局", "2024 年度部门决算", "目 录").Value;
        Assert.Equal("上海市普陀区规划和自然资源局", identity.Publisher.Name);
        Assert.Equal(DocumentKind.FinalAccounts, identity.Kind);
        Assert.Equal("310107", identity.Publisher.DivisionCode);
    }

    [Fact]
    public void The_year_in_the_document_wins_over_the_file_name_and_the_conflict_is_reported()
    {
        var resolved = new IdentityResolver(TestReference.All).Resolve(
            Document(["西安市医疗保障局2022年部门综合预算", .. Body]), "西安__医疗保障局_2026年部门预算.pdf");
        Assert.Equal(2022, resolved.Value.FiscalYear);
        Assert.Contains(resolved.Findings, finding => finding is { Rule: "identity.file_name", Expected: "2022", Found: "2026" });
    }

    [Fact]
    public void A_damaged_district_in_the_title_is_outvoted_by_the_unit_lines()
    {
        var publisher = Resolve("重庆市潼区医疗保障局2020年部门预算情况说明", "预算单位：重庆市潼南区医疗保障局").Value.Publisher;
        Assert.Equal(("重庆市潼南区医疗保障局", "重庆市潼区医疗保障局", "500152"), (publisher.Name, publisher.NameAsPrinted, publisher.DivisionCode));
    }

    [Fact]
    public void A_district_that_several_provinces_have_is_told_by_the_text_around_it()
    {
        var publisher = Resolve("朝阳区统计局2024年部门预算", "按照吉林省长春市统一部署，开展统计工作。").Value.Publisher;
        Assert.Equal("220104", publisher.DivisionCode);
    }

    [Fact]
    public void A_district_that_several_provinces_have_stays_unknown_when_nothing_tells()
    {
        var identity = Resolve("朝阳区统计局2024年部门预算").Value;
        Assert.Null(identity.Publisher.DivisionCode);
        Assert.Contains(identity.Evidence, sentence => sentence.Contains("吉林省长春市朝阳区", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bureau_alone_discloses_as_a_unit() =>
        Assert.Equal("unit", Resolve("重庆市綦江区医疗保障局（本级）", "2024年度决算说明").Value.Publisher.Scope);

    [Fact]
    public void A_notice_is_no_disclosure()
    {
        var resolved = new IdentityResolver(TestReference.All).Resolve(
            Document(["宜宾市人民政府办公室", "关于2026年第一季度政务公开及网络平台检查情况的通报", "现将检查有关情况通报如下。"]),
            "宜宾__2026年宜宾市政府办公厅部门预算.pdf");
        Assert.DoesNotContain(resolved.Value.Kind, new[] { DocumentKind.Budget, DocumentKind.FinalAccounts });
        Assert.Contains(resolved.Findings, finding => finding is { Rule: "identity.not_a_disclosure", Severity: Severity.Error });
    }

    private static Staged<DocumentIdentity> Resolve(params string[] lines) =>
        new IdentityResolver(TestReference.All).Resolve(Document([.. lines, .. Body]), "a.txt");

    private static ExtractedDocument Document(string[] lines) => new("text/plain", null,
        [.. lines.Select((line, index) => (Block)new TextBlock(line, 0, [new(0, Evidence.OnLine(index + 1, 0, line.Length))]))], []);
}
