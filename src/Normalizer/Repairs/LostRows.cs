using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Tells a wrong figure in a column from a row that was lost: a document prints its amounts more than once, so what a lost
/// row leaves open in the sum of its column mostly stands in another table.</summary>
public sealed class LostRows
{
    /// <summary>Amounts of fewer digits stand elsewhere by chance.</summary>
    private const int LeastDigits = 5;

    private readonly FigureState state;
    private readonly HashSet<decimal> printed = [];

    public LostRows(FigureState state)
    {
        this.state = state;
        foreach (var amount in state.Graph.Ledger.Amounts)
            if (amount is { Key.Row: >= 0, Yuan: > 0 and { } yuan } && amount.Printed.Count(char.IsAsciiDigit) >= LeastDigits) printed.Add(yuan);
    }

    /// <summary>True where the figure's column, with this reading, lacks exactly an amount that is printed elsewhere, and as printed lacks none such.</summary>
    public bool IsLeftBy(Move move)
    {
        var amount = move.Readings[0].Amount;
        foreach (var constraint in state.Graph.ByAmount[amount])
            if (state.IsBroken(constraint) && IsPart(constraint, amount) && !IsMissing(constraint) && state.Try(move, () => IsMissing(constraint))) return true;
        return false;
    }

    private bool IsPart(int constraint, int amount) => state.Graph.Constraints[constraint] is { Identity.Rule: "H1" or "H2" } bound &&
        bound.Terms.Any(term => term.Amount == amount && !term.IsLeft);

    /// <summary>The sum's parts fall short of it by an amount of the document.</summary>
    private bool IsMissing(int constraint) => state.Residual(constraint) is { } residual && printed.Contains(residual);
}
