using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Asks whether the publisher printed a figure as it stands: then it is reported, never repaired.</summary>
/// <remarks>Publishers compute nearly everything from the leaves, so it is totals, sums of parts and sentences that they get wrong,
/// and by amounts somebody budgeted or rounded. A reader errs anywhere, by a glyph, and often leaves a figure that nobody prints
/// so. Costs compare with <see cref="ReadingCost"/>.</remarks>
public sealed class SourceJudge
{
    private const double WrongLeaf = 10, WrongSum = 5, WrongSentence = 4;

    /// <summary>At most added where the glyphs are no amount as the table prints them: a publisher's program doesn't do that.</summary>
    private const double BrokenForm = 6;

    /// <summary>Added where the figure is out by half or more: sums that publishers get wrong stay near the right ones.</summary>
    private const double FarOff = 4;

    /// <summary>Added where a sum is off by an odd amount.</summary>
    private const double OddDifference = 4;

    /// <summary>Taken off where the same figure stands elsewhere in the document.</summary>
    private const double Repeated = 6;

    /// <summary>Share of visibly damaged figures below which a well-formed one is never doubted.</summary>
    private const double LeastDamage = 0.003;

    /// <summary>So much likelier must the reader's mistake be.</summary>
    private const double LeastMargin = 3;

    private readonly ConstraintGraph graph;
    private readonly bool[] isSum;
    private readonly Dictionary<decimal, int> occurrences = [];
    private readonly double damage;

    public SourceJudge(ConstraintGraph graph, ReadingGenerator generator)
    {
        this.graph = graph;
        var amounts = graph.Ledger.Amounts;
        isSum = new bool[amounts.Count];
        foreach (var constraint in graph.Constraints)
            if (constraint.Identity is { Kind: IdentityKind.Equality } identity && IsColumnSum(identity.Rule))
                foreach (var term in constraint.Terms)
                    if (term.IsLeft) isSum[term.Amount] = true;
        int damaged = 0, printed = 0;
        for (var i = 0; i < amounts.Count; i++)
        {
            if (amounts[i].IsBlank) continue;
            if (amounts[i].Yuan is { } yuan) occurrences[yuan] = occurrences.GetValueOrDefault(yuan) + 1;
            printed++;
            if (!generator.IsIntact(i)) damaged++;
        }
        damage = printed == 0 ? 0 : (double)damaged / printed;
    }

    /// <summary>True for an amount that stands for others of its column.</summary>
    public bool IsSum(int amount) => isSum[amount];

    /// <param name="isRounded">False where the sums that are mended come out to the last digit elsewhere: then a publisher who
    /// computes them is not a few last digits off.</param>
    /// <returns>Why the figure is left as printed; null where the reader is to blame.</returns>
    public string? Refuse(Reading reading, Figure printed, bool isRounded)
    {
        if (!reading.IsFormOnly && reading.FormCost == 0 && damage < LeastDamage) return "clean-source";
        return PublisherCost(reading, printed, isRounded) - reading.Cost >= LeastMargin ? null : "publisher";
    }

    private double PublisherCost(Reading reading, Figure printed, bool isRounded)
    {
        var amount = graph.Ledger.Amounts[reading.Amount];
        var cost = amount.Key.Row < 0 ? WrongSentence : isSum[reading.Amount] ? WrongSum : WrongLeaf;
        cost += Math.Min(BrokenForm, reading.FormCost);
        if (printed.Yuan is not { } yuan) return cost;
        if (IsFar(Math.Abs(yuan), Math.Abs((reading.Figure.Yuan ?? 0)))) cost += FarOff;
        if (isSum[reading.Amount] && IsOdd(Math.Abs(yuan - (reading.Figure.Yuan ?? 0)), amount, isRounded)) cost += OddDifference;
        if (occurrences.GetValueOrDefault(yuan) > 1 && Math.Abs(yuan) >= 100 * amount.Resolution * 10) cost -= Repeated;
        return cost;
    }

    private static bool IsFar(decimal a, decimal b) => Math.Max(a, b) > 1.5m * Math.Min(a, b);

    /// <summary>Neither a round sum (whole thousands of yuan), as a forgotten or changed item leaves it, nor what rounding leaves.</summary>
    private static bool IsOdd(decimal difference, LedgerAmount amount, bool isRounded) =>
        difference % 1000 != 0 && (!isRounded || difference > 10 * amount.Resolution);

    private static bool IsColumnSum(string rule) =>
        rule is "H1" or "H2" or "B1" or "B2" or "B3" or "B4" or "B8" or "F1" or "F2" or "F3" or "F8";
}
