using Normalizer.Canonical;
using Normalizer.Names;

namespace Normalizer.Tests.Names;

public sealed class UnitSuffixAdvisorTests
{
    [Fact]
    public void A_unit_that_lost_its_first_half_is_suggested_from_the_other_targets()
    {
        var repair = Assert.Single(Suggest("/人", "元/人", "元/人", "%"));
        Assert.Equal(("1782/人", "1782元/人", false), (repair.From, repair.To, repair.Applied));
    }

    [Fact]
    public void Two_units_that_fit_suggest_nothing() => Assert.Empty(Suggest("/人", "元/人", "次/人"));

    [Fact]
    public void A_longer_unit_is_another_one() => Assert.Empty(Suggest("/天", "元/人/天"));

    private static ImmutableArray<Repair> Suggest(params string[] units) => UnitSuffixAdvisor.Suggest([new(
        "t01", "budget.performance_project", null, "", "", null, [Evidence.OnLine(1, 0, 0)], null, [], [], 0, [], [],
        [.. units.Select((unit, index) => new Indicator("产出指标", "成本指标", "补贴标准", null, "1782", unit, null, Evidence.OnLine(index + 1, 0, 4)))], [])]);
}
