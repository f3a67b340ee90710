using System.Text.Json.Nodes;
using Normalizer.Reference;
using Worker.Fixtures;

namespace Worker.Tests.Fixtures;

/// <summary>Tables that no layout knows become passing cases by what `fixture new` proposes, without an edit.</summary>
public sealed class NewCaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fixtures").FullName;

    public NewCaseTests()
    {
        foreach (var file in Directory.EnumerateFiles(Known, "*.json", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Known, file);
            if (name.Contains("cases", StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.Copy(file, Path.Combine(folder, name));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Known { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    private static ReferenceData Reference { get; } = ReferenceFiles.Load();

    private List<string> Make(string name, string document, CaseRange? range = null, bool mayName = false, string file = "budget.txt")
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, document);
        var said = new NewCase(folder, Reference).Make(name, path, range ?? new(null, null, null), mayName).ToList();
        File.Delete(path);
        return said;
    }

    private JsonObject Run(string name) => new CaseRunner(LayoutFiles.Load(folder)).Run(FixtureCase.Named(folder, name));

    private string[] Columns(string name) => [.. Run(name)["columns"]!.AsArray().Select(column => (string)column!)];

    private const string SplitCodes =
        "江城市水务局2024年省级专项安排情况一览表\n\n单位：万元\n\n科目编码\t\t\t科目名称\t合计\t省级安排\t市县安排\n类\t款\t项\t\t\t\t\n\t\t\t合计\t150.00\t110.00\t40.00\n" +
        "213\t\t\t农林水支出\t150.00\t110.00\t40.00\n213\t03\t\t水利\t150.00\t110.00\t40.00\n213\t03\t05\t水利工程建设\t100.00\t80.00\t20.00\n213\t03\t06\t水利工程运行与维护\t50.00\t30.00\t20.00\n";

    [Fact]
    public void Codes_split_in_three_columns()
    {
        var said = Make("sichuan-grants/example", SplitCodes, mayName: true);
        Assert.Equal(["code.class", "code.section", "code.item", "name", "expenditure.total", "sichuan-grants.c6", "sichuan-grants.c7"], Columns("sichuan-grants/example"));
        Assert.Equal("2130306", (string?)Run("sichuan-grants/example")["rows"]![4]!["code"]);
        Assert.Contains("sure: 合计 = 省级安排 + 市县安排 in every row", said);
        Assert.Empty(new CaseChecks(Reference).Broken(new CaseRunner(LayoutFiles.Load(folder)).Table(FixtureCase.Named(folder, "sichuan-grants/example"))));
    }

    [Fact]
    public void Two_sides_beside_each_other()
    {
        Make("sichuan-non-tax/example", "江城市水务局2024年非税征收与使用对照表\n\n单位：元\n\n征收项目\t征收数\t使用方向\t使用数\n一、行政事业性收费\t300.00\t一、上缴国库\t250.00\n二、罚没收入\t100.00\t二、执收成本\t150.00\n");
        Assert.Equal(["revenue.name", "revenue.amount", "expenditure.name", "expenditure.total"], Columns("sichuan-non-tax/example"));
    }

    [Fact]
    public void Two_sides_with_the_same_words_are_told_apart_by_the_header_above()
    {
        Make("sichuan-balance/example", "江城市水务局资金平衡情况一览\n\n单位：元\n\n收入来源\t\t使用方向\t\n项目\t金额\t项目\t金额\n一、财政拨款\t300.00\t一、日常运转\t250.00\n二、水费\t100.00\t二、专项工作\t150.00\n");
        Assert.Equal("sichuan-balance", (string?)Run("sichuan-balance/example")["layout"]);
        Assert.Equal(["revenue.name", "revenue.amount", "expenditure.name", "expenditure.total"], Columns("sichuan-balance/example"));
    }

    [Fact]
    public void Months_as_columns()
    {
        var months = string.Join('\t', Enumerable.Range(1, 12).Select(month => $"{month}月"));
        Make("sichuan-months/example", $"江城市水务局2024年分月用款计划表\n\n单位：万元\n\n项目\t合计\t{months}\n" +
            $"合计\t24.00\t{string.Join('\t', Enumerable.Repeat("2.00", 12))}\n日常运转\t12.00\t{string.Join('\t', Enumerable.Repeat("1.00", 12))}\n专项工作\t12.00\t{string.Join('\t', Enumerable.Repeat("1.00", 12))}\n", mayName: true);
        Assert.Equal("sichuan-months", (string?)Run("sichuan-months/example")["layout"]);
        Assert.Equal(12, LayoutFiles.Load(folder).Layouts.Single(layout => layout.Name == "sichuan-months").Checks.Single().Parts.Length);
    }

    [Fact]
    public void Two_units_in_one_table()
    {
        Make("sichuan-assets/example", "江城市水务局2024年新增资产配置计划表\n\n单位：万元\n\n资产名称\t数量（台）\t单价（元）\t金额（万元）\n合计\t13\t\t9.50\n计算机\t10\t5,000.00\t5.00\n复印机\t3\t15,000.00\t4.50\n");
        var row = Run("sichuan-assets/example")["rows"]![1]!;
        Assert.Equal(("5000.00", "50000.00"), ((string?)row["procurement.price"], (string?)row["expenditure.total"]));
    }

    [Fact]
    public void A_form_with_merged_cells_and_a_persons_name()
    {
        Make("sichuan-request/example", """
            <html><body><p>江城市水务局2024年政府购买服务申报表</p><table>
            <tr><td>服务名称</td><td colspan="3">河道保洁服务</td></tr><tr><td>购买主体</td><td>江城市水务局</td><td>经费数额（万元）</td><td>86.50</td></tr>
            <tr><td rowspan="2">经费构成</td><td>财政资金（万元）</td><td>其他来源（万元）</td><td>备注</td></tr><tr><td>80.00</td><td>6.50</td><td></td></tr>
            <tr><td>经办人</td><td>李小红</td><td>联系电话</td><td>13812345678</td></tr></table></body></html>
            """, file: "form.html");
        var input = File.ReadAllText(Path.Combine(folder, "sichuan-request/cases/example/input.html"));
        Assert.DoesNotContain("李小红", input, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", input, StringComparison.Ordinal);
        var amounts = Run("sichuan-request/example")["rows"]!.AsArray().SelectMany(row => row!.AsObject()).Select(member => member.Value!.ToString());
        Assert.Equal(["865000.00", "800000.00", "65000.00"], amounts.Where(text => text.EndsWith(".00", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_input_is_cut_down_to_the_table_with_its_title_unit_and_notes()
    {
        Make("sichuan-grants/example", $"第一部分 职责\n\n负责水利工作。\n\n{SplitCodes}\n备注：本表反映省级专项。\n\n其他说明另行公开。\n");
        var input = File.ReadAllText(Path.Combine(folder, "sichuan-grants/cases/example/input.txt"));
        Assert.StartsWith("江城市水务局2024年省级专项安排情况一览表", input, StringComparison.Ordinal);
        Assert.EndsWith("备注：本表反映省级专项。\n", input, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_tables_one_must_be_chosen()
    {
        var two = SplitCodes + "\n\n江城市水务局2024年新增资产配置计划表\n\n单位：万元\n\n资产名称\t数量（台）\t金额（万元）\n计算机\t10\t5.00\n复印机\t3\t4.50\n";
        var refused = Assert.Throws<InvalidDataException>(() => Make("sichuan-assets/example", two));
        Assert.Contains("--table 2", refused.Message, StringComparison.Ordinal);
        Make("sichuan-assets/example", two, new(null, null, 2));
        Assert.Equal("sichuan-assets", (string?)Run("sichuan-assets/example")["layout"]);
    }

    [Theory]
    [InlineData("Sichuan/../etc")]
    [InlineData("no-slash")]
    [InlineData("a/b/c")]
    public void A_name_that_could_be_a_path_is_refused(string name) =>
        Assert.Throws<InvalidDataException>(() => Make(name, SplitCodes));

    [Fact]
    public void A_table_that_a_layout_knows_is_said_to_be_known()
    {
        var said = Make("sichuan-revenue/example", "江城市水务局2024年部门收支总表\n\n单位：万元\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一般公共预算拨款\t10.00\t卫生健康支出\t10.00\n收入总计\t10.00\t支出总计\t10.00\n");
        Assert.Contains(said, line => line.StartsWith("decide: layout summary claims this table already", StringComparison.Ordinal));
    }
}
