using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Weighs a move by the identities it mends and breaks, and says whether it is safe.</summary>
public sealed class ProposalJudge(FigureState state, SourceJudge source)
{
    private readonly LostRows lostRows = new(state);

    /// <summary>What an identity that holds is worth against a move's cost, by how little it would hold by chance.</summary>
    private const double SumWorth = 6, PercentWorth = 3, TwinWorth = 2;

    /// <summary>Glyphs that cannot be an amount speak for damage as such.</summary>
    private const double DamageWorth = 4;

    /// <summary>A sum that is left open by exactly an amount that stands elsewhere has lost the row of that amount.</summary>
    private const double LostRowWorth = 4;

    private const double ZeroWorth = 0.8, MostZeros = 2.4;

    /// <summary>So many zeros more at its end make a reading the likelier one of two.</summary>
    private const int LeastZeros = 2;

    private const double LeastNet = 0.5;

    /// <summary>Least distance to the next best explanation.</summary>
    private const double LeastMargin = 3;

    public Proposal Weigh(Move move)
    {
        var touched = move.Readings.SelectMany(reading => state.Graph.ByAmount[reading.Amount]).Distinct().Order().ToArray();
        var (settled, after) = state.Try(move, () => (touched.Select(state.IsSettled).ToArray(), touched.Select(state.ResultOf).ToArray()));
        var holds = touched.Where((constraint, i) => settled[i] && !state.IsHolding(constraint) && (after[i] == CheckResult.Holds || state.IsOpen(constraint)))
            .ToImmutableArray();
        var breaks = touched.Where((constraint, i) => !settled[i] && state.IsHolding(constraint)).ToImmutableArray();
        var net = (move.Readings[0].ExplainsForm ? DamageWorth : 0) - move.Cost + holds.Sum(Worth) - breaks.Sum(Worth);
        if (!move.IsOfRow) net += RoundnessWorth(move.Readings[0]) + (lostRows.IsLeftBy(move) ? LostRowWorth : 0);
        return new(move, holds, breaks, net, 0, null);
    }

    /// <summary>Amounts end in zeros far more often than by chance, and a fault of the reader seldom puts several there.</summary>
    private static double RoundnessWorth(Reading reading) => Math.Clamp(reading.ZerosWon * ZeroWorth, -MostZeros, MostZeros);

    public Proposal Decide(Proposal proposal) => proposal with { Refusal = Refuse(proposal) };

    private string? Refuse(Proposal proposal)
    {
        var sums = proposal.Holds.Count(IsSum);
        if (sums == 0) return "no-sum";
        if (proposal.Net < LeastNet) return "too-dear";
        if (proposal.Margin < LeastMargin) return "rival";
        // Columns that happen to agree say nothing against sums: they rest on the same printed row.
        if (proposal.Move.IsOfRow) return sums < 2 || proposal.Breaks.Count(IsSum) * 2 >= sums ? "one-identity" : null;
        if (proposal.Breaks.Length > 0) return "breaks";
        var reading = proposal.Move.Readings[0];
        if (proposal.Holds.Length < 2 && !IsEnough(reading, proposal.Holds[0])) return "one-identity";
        return source.Refuse(reading, state[reading.Amount], sums < 2 || !proposal.Holds.Where(IsSum).All(state.IsExact));
    }

    /// <summary>One identity is enough where the glyphs are damaged to see, or where the fault can be nowhere else in it.</summary>
    private bool IsEnough(Reading reading, int constraint) =>
        state.IsTrusted(constraint) && (reading.ExplainsForm || reading.IsFormOnly || IsLikelier(reading) || OthersAreConfirmed(reading.Amount, constraint));

    /// <summary>The reading is the rounder one, or leaves no other contradiction than a row that was lost.</summary>
    private bool IsLikelier(Reading reading) =>
        reading.ZerosWon >= LeastZeros && !source.IsSum(reading.Amount) || lostRows.IsLeftBy(Move.Of(reading));

    /// <summary>True where every other amount of the sum takes part in another sum that holds.</summary>
    private bool OthersAreConfirmed(int amount, int broken) =>
        state.Graph.Constraints[broken].Terms.All(term => term.Amount == amount || state[term.Amount].IsBlank ||
            state.Graph.ByAmount[term.Amount].Any(other => other != broken && state.IsHolding(other) &&
                state.Graph.Constraints[other].Identity.Kind == IdentityKind.Equality));

    private bool IsSum(int constraint) => state.Graph.Constraints[constraint] is { IsTwin: false, Identity.Kind: IdentityKind.Equality };

    private double Worth(int constraint) => state.Graph.Constraints[constraint] switch
    {
        { IsTwin: true } => TwinWorth,
        { Identity.Kind: IdentityKind.Equality } => SumWorth,
        { Identity.Kind: IdentityKind.Percent } => PercentWorth,
        _ => 0,
    };
}
