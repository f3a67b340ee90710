using Extractor.Model;
using Normalizer.Canonical;
using Normalizer.Confidence;

namespace Normalizer.Tests.Confidence;

public sealed class DecisionMakerTests
{
    private static readonly DocumentIdentity Known =
        new("某局2024年部门预算", DocumentKind.Budget, 2024, new("某局", "某局", "500112", "重庆市渝北区", "county", "department", 0.99), []);

    [Fact]
    public void A_checked_document_of_a_known_publisher_is_accepted() =>
        Assert.Equal(("Accept", "checked"), Decide(Known, [Table(0.99999, CellStatus.Confirmed)]));

    [Fact]
    public void What_is_no_disclosure_is_rejected_whatever_its_amounts() =>
        Assert.Equal(("Reject", "not-a-disclosure"), Decide(Known with { Kind = DocumentKind.Other }, [Table(0.99999, CellStatus.Confirmed)],
            findings: [new("identity.not_a_disclosure", Severity.Error, FindingCause.Source, "The text is no disclosure.", [])]));

    [Fact]
    public void A_document_without_any_amount_is_rejected() => Assert.Equal(("Reject", "no-amounts"), Decide(Known, []));

    [Fact]
    public void Amounts_that_stand_in_prose_alone_are_for_a_person() => Assert.Equal(("Review", "prose-only"), Decide(Known, [], [Fact()]));

    [Theory]
    [InlineData(1e-4, "Review")]
    [InlineData(1e-2, "Accept")]
    public void The_expected_share_of_wrong_amounts_decides_by_the_setting(double most, string outcome) =>
        Assert.Equal(outcome, Decide(Known, [Table(0.999, CellStatus.Confirmed)], thresholds: new(most)).Outcome);

    [Fact]
    public void Amounts_that_nothing_checks_are_for_a_person_however_likely_they_are() =>
        Assert.Equal(("Review", "unchecked"), Decide(Known, [Table(1, CellStatus.Unchecked)]));

    [Fact]
    public void A_publisher_nobody_can_name_is_for_a_person() =>
        Assert.Equal(("Review", "publisher-uncertain"),
            Decide(Known with { Publisher = Known.Publisher with { Confidence = 0.5 } }, [Table(1, CellStatus.Confirmed)]));

    private static Fact Fact() =>
        new("f1", null, "收入", new(Evidence.OnLine(3, 0, 9)), "收入 12.30 万元", 12.3m, "万元", 123000, 100, 2024, null);

    private static (string Outcome, string Code) Decide(
        DocumentIdentity identity, ImmutableArray<CanonicalTable> tables, ImmutableArray<Fact>? facts = null,
        ImmutableArray<Finding>? findings = null, DecisionThresholds? thresholds = null)
    {
        var decision = new DecisionMaker(thresholds ?? new()).Decide(identity, tables, facts ?? [], findings ?? []);
        return (decision.Outcome.ToString(), decision.Reasons[0].Code);
    }

    private static CanonicalTable Table(double confidence, CellStatus status)
    {
        var table = Checks.TableText.Table("t01", "code|name|expenditure.total", "208|社会保障|180.00");
        var row = table.Rows[0];
        return table with { Rows = [row with { Cells = row.Cells.SetItem("c3", row.Cells["c3"] with { Confidence = confidence, Status = status }) }] };
    }
}
