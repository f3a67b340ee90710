using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Confidence;
using Normalizer.Repairs;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Repairs;

public sealed class RepairWriterTests
{
    private static readonly Examination Broken = new Verifier(TestReference.All).Examine(Document(Table(
        "t01", "code|name|合计=expenditure.total|基本支出=expenditure.basic|项目支出=expenditure.project",
        "208|社会保障|700.00|420.00|100.00", checks: new RowCheck("B6", "expenditure.total", ["expenditure.basic", "expenditure.project"]))));

    private static Repair[] Suggest(params string[] refusals)
    {
        var constraint = Enumerable.Range(0, Broken.Graph.Constraints.Length).First(Broken.Assessment.IsBroken);
        var amount = Broken.Graph.Ledger.Find(AmountKey.OfCell("t01", 0, "c3"))!.Value;
        var move = Move.Of(new(amount, amount, new(520m, 0.01m, false), "520.00", 4, 0, 0));
        var solution = Broken.Solution with { Suggested = [.. refusals.Select(refusal => new Proposal(move, [constraint], [], 1, 1, refusal))] };
        var confidence = Broken.Graph.Ledger.Amounts.Select(_ => 0.75).ToArray();
        return [.. RepairWriter.Suggest(Broken.Graph, solution, Broken.Assessment, confidence)];
    }

    [Fact]
    public void A_plausible_reading_that_is_not_safe_is_suggested_with_the_identity_it_would_mend()
    {
        var repair = Assert.Single(Suggest("rival"));
        Assert.True(repair is { Applied: false, From: "700.00", To: "520.00", Confidence: 0.25, At: { Table: "t01", Row: 0, Column: "c3" } });
        Assert.StartsWith("B6", Assert.Single(repair.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_identity_gets_one_suggestion() => Assert.Single(Suggest("rival", "one-identity", "breaks"));

    [Fact]
    public void What_the_publisher_may_have_printed_is_not_suggested_away() => Assert.Empty(Suggest("publisher", "clean-source", "too-dear"));

    [Fact]
    public void A_repaired_sentence_delivers_the_amount_that_its_repair_names()
    {
        Fact[] facts =
        [
            new("f1", null, "收入", new(Evidence.OnLine(1, 0, 1)), "收入 525.8 万元，比上年减少 3 万元", 525.8m, "万元", 5_258_000, 1000, 2024,
                new("上年", "decrease", 3, 30_000, null)),
            new("f2", null, "支出", new(Evidence.OnLine(2, 0, 1)), "支出 7 万元", 7, "万元", 70_000, 10_000, 2024, null),
        ];
        var ledger = new AmountLedger([], [.. facts]);
        var (value, change) = (ledger.Find(AmountKey.OfFact("f1"))!.Value, ledger.Find(AmountKey.OfChange("f1"))!.Value);
        Figure[] figures = [.. ledger.Amounts.Select(amount => new Figure(amount.Yuan, amount.Resolution, false))];
        figures[value] = new(5_528_000, 1000, false);
        figures[change] = new(-80_000, 10_000, false);
        var applied = new[] { value, change }.Select(i => new Proposal(Move.Of(new(i, i, figures[i], "", 3, 0, 0)), [], [], 1, 9, null));

        var repaired = FactRepairs.Apply([.. facts], ledger, new([.. figures], [.. applied], [], []));

        Assert.True(repaired[0] is { Value: 552.8m, Yuan: 5_528_000, Text: "收入 525.8 万元，比上年减少 3 万元", Change: { Direction: "decrease", Value: 8, Yuan: 80_000 } });
        Assert.Equal(facts[1], repaired[1]);
    }
}
