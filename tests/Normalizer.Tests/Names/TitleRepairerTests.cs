using Normalizer.Canonical;
using Normalizer.Names;
using Normalizer.Tests.Reference;

namespace Normalizer.Tests.Names;

public sealed class TitleRepairerTests
{
    private const string Cut = "甲局一般公共预算财政拨款基本支出预算";

    [Fact]
    public void A_title_cut_at_its_end_gets_the_official_one_where_all_others_are_whole()
    {
        var (tables, repairs) = Repair(Cut, "部门收支总表", "部门收入总表", "部门支出总表");
        Assert.Equal(Cut + "表", tables[0].Title);
        Assert.Equal(Cut, tables[0].TitleAsPrinted);
        Assert.Equal((Cut, Cut + "表", true), (Assert.Single(repairs).From, repairs[0].To, repairs[0].Applied));
    }

    [Fact]
    public void Titles_without_the_last_character_stand_where_the_publisher_leaves_it_out_again() =>
        Assert.Empty(Repair(Cut, "部门收支总表", "部门收入总表", "部门支出总表", "政府采购预算").Repairs);

    [Fact]
    public void A_title_that_is_no_official_one_stands() =>
        Assert.Empty(Repair("甲局基本支出情况", "部门收支总表", "部门收入总表", "部门支出总表").Repairs);

    private static (ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs) Repair(params string[] titles) =>
        new TitleRepairer(TestReference.All).Repair([.. titles.Select((title, index) => new CanonicalTable(
            $"t{index}", "budget.gpb_basic_department", null, title, title, null, [Evidence.OnLine(index, 0, 0)], null, [], [], 0, [], [], [], []))]);
}
