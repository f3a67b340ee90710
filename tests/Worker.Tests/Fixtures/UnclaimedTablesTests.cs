using System.Text;
using Worker.Fixtures;

namespace Worker.Tests.Fixtures;

public sealed class UnclaimedTablesTests
{
    private static ExtractedDocument Document(string text) => CaseDocument.Read("a.txt", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Tables_alike_are_one_shape_and_the_shape_of_most_documents_comes_first()
    {
        var tables = new UnclaimedTables(LayoutFiles.Load());
        tables.Add("a.txt", Document("甲局2024年新增资产配置计划表\n\n资产名称\t数量（台）\t单价（元）\n计算机\t10\t5,000.00\n复印机\t3\t15,000.00\n"));
        tables.Add("b.txt", Document("乙局2023年河道巡查记录表\n\n河道\t里程（公里）\t巡查费（元）\n东河\t12\t700.00\n西河\t8\t300.00\n"));
        tables.Add("c.txt", Document("丙局2024年新增资产配置计划表\n\n资产名称\t数量（台）\t单价（元）\n投影仪\t2\t8,000.00\n桌椅\t9\t500.00\n"));
        Assert.Equal([("a.txt --table 1", 2), ("b.txt --table 1", 1)], tables.Shapes.Select(shape => (shape.Example, shape.Documents.Count)));
        Assert.Equal((3, 3, 0), (tables.Documents, tables.WithAmounts, tables.Claimed));
    }

    [Fact]
    public void Claimed_tables_and_tables_without_amounts_are_not_listed()
    {
        var tables = new UnclaimedTables(LayoutFiles.Load());
        tables.Add("a.txt", Document("甲局2024年部门收支总表\n\n单位：万元\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一般公共预算拨款\t10.00\t卫生健康支出\t10.00\n收入总计\t10.00\t支出总计\t10.00\n"));
        tables.Add("b.txt", Document("单位名单一览表\n\n单位名称\t地址\n甲中心\t东街\n乙中心\t西街\n"));
        Assert.Empty(tables.Shapes);
        Assert.Equal((1, 1), (tables.WithAmounts, tables.Claimed));
    }
}
