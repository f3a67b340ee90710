using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Tests.Checks;

public sealed class BalanceTests
{
    private static readonly Constraint Sum = new(
        new("H1", IdentityKind.Equality, "row 1", [], [], "合计 = 基本支出 + 项目支出"), "H",
        [new(0, 1, 0), new(1, 0, 1), new(2, 0, 1)]);

    private static readonly Figure[] Printed = [new(10.00m, 0.01m, false), new(4.5m, 0.1m, false), new(5.50m, 0.01m, false)];

    [Fact]
    public void A_figure_changed_gives_the_balance_of_the_figures_as_they_are_then()
    {
        Figure[] changed = [Printed[0], new(null, 0, false), Printed[2]];
        var balance = Sum.BalanceOf(Printed).Without(Sum.Terms[1], Printed[1]).With(Sum.Terms[1], changed[1]);
        Assert.Equal(Sum.BalanceOf(changed), balance);
        Assert.Null(balance.Residual);
        Assert.Equal(CheckResult.Undecided, Sum.Result(balance));
        Assert.Equal(Sum.BalanceOf(Printed), balance.Without(Sum.Terms[1], changed[1]).With(Sum.Terms[1], Printed[1]));
    }

    [Fact]
    public void Each_amount_wanted_is_written_with_the_digits_of_the_others()
    {
        var wanted = Sum.Wanted([Printed[0], new(4m, 1, false), new(5.50m, 0.01m, false)]);
        Assert.Equal(["9.50", "4.50", "6.00"], wanted.Select(yuan => yuan!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Beside_an_unreadable_amount_only_that_amount_can_be_wanted() =>
        Assert.Equal([null, 4.50m, null], Sum.Wanted([Printed[0], new(null, 0, false), Printed[2]]));

    [Fact]
    public void Blanks_alone_agree_with_everything_and_say_nothing()
    {
        Figure blank = new(0, 0, true);
        Assert.Equal(CheckResult.Undecided, Sum.Result([blank, blank, blank]));
        Assert.Equal(CheckResult.Undecided, Sum.Result([Printed[0], blank, blank]));
        Assert.Equal(CheckResult.Holds, Sum.Result(Printed));
    }
}
