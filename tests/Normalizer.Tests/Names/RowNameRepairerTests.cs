using Normalizer.Canonical;
using Normalizer.Names;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Names;

public sealed class RowNameRepairerTests
{
    private const string Whole = "机关事业单位基本养老保险缴费支出", Cut = "机关事业单位基本养老保险缴费";

    [Fact]
    public void A_name_cut_once_gets_the_name_its_code_has_elsewhere()
    {
        var (tables, repairs) = Repair(Table("t01", ("2080505", Whole)), Table("t02", ("2080505", Cut)));
        Assert.Equal(Whole, tables[1].Rows[0].Name);
        Assert.Equal(Whole, tables[1].Grid[0][1]);
        Assert.Equal((Cut, Whole, "t02"), (Assert.Single(repairs).From, repairs[0].To, repairs[0].At.Table));
    }

    [Fact]
    public void A_name_the_publisher_cut_the_same_way_twice_stands() =>
        Assert.Empty(Repair(Table("t01", ("2080505", Whole)), Table("t02", ("2080505", Cut)), Table("t03", ("2080505", Cut))).Repairs);

    [Fact]
    public void A_name_that_is_only_recalled_needs_the_document_to_print_it_twice()
    {
        CanonicalTable whole = Table("t01", ("2010305", "专项业务及机关事务管理")), cut = Table("t02", ("2010305", "专项业务及机关事务"));
        Assert.Empty(Repair(whole, cut).Repairs);
        Assert.Single(Repair(whole, cut, whole with { Id = "t03" }).Repairs);
    }

    [Fact]
    public void A_name_printed_nowhere_else_stands_whatever_the_list_says() =>
        Assert.Empty(Repair(Table("t01", ("2080505", Cut))).Repairs);

    [Fact]
    public void Another_code_with_a_longer_name_does_not_lend_it() =>
        Assert.Empty(Repair(Table("t01", ("2080505", Whole)), Table("t02", ("30108", Cut))).Repairs);

    private static (ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs) Repair(params CanonicalTable[] tables) =>
        new RowNameRepairer(TestReference.All).Repair([.. tables], 2022);

    private static CanonicalTable Table(string id, (string Code, string Name) row)
    {
        var cell = new Cell(row.Name, row.Name, CellState.Text, null, 0, null, null, Evidence.OnLine(1, 8, 8 + row.Name.Length));
        var system = row.Code.Length == 7 ? "cn-functional" : "cn-economic-department";
        return new(id, "budget.expenditure", null, "", "", null, [Evidence.OnLine(1, 0, 0)], null, [],
            [new(0, RowKind.Item, row.Code, system, null, null, null, row.Name, row.Name, RowCells.Of([("c2", cell)]))],
            0, [[row.Code, row.Name]], [], [], []);
    }
}
