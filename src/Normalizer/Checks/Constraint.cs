using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>An identity bound to the ledger: indices instead of keys, left minus right.</summary>
/// <param name="Group">Identities that stand or fall together: the same rule over the same table or pair of tables.</param>
/// <param name="Terms">Each amount once.</param>
public sealed record Constraint(Identity Identity, string Group, ImmutableArray<BoundTerm> Terms)
{
    /// <summary>Two columns that happen to agree: a hint, and several of them are hardly more.</summary>
    public bool IsTwin => Identity.Rule == TwinIdentities.Rule;

    /// <summary>What the printed digits leave open: half the sum of their last digits.</summary>
    public decimal Tolerance(IReadOnlyList<Figure> figures)
    {
        var sum = 0m;
        foreach (var term in Terms) sum += Math.Abs(term.Factor) * figures[term.Amount].Resolution;
        return sum / 2;
    }

    /// <summary>Left minus right in yuan; null when a term is unreadable.</summary>
    public decimal? Residual(IReadOnlyList<Figure> figures)
    {
        var sum = 0m;
        foreach (var term in Terms)
        {
            if (figures[term.Amount].Yuan is not { } yuan) return null;
            sum += term.Factor * yuan;
        }
        return sum;
    }

    /// <summary>The value of one amount that would make the identity hold, all others as they are; null where none does.</summary>
    public decimal? Wanted(int amount, IReadOnlyList<Figure> figures)
    {
        if (Identity.Kind != IdentityKind.Equality) return null;
        decimal rest = 0, factor = 0;
        foreach (var term in Terms)
            if (term.Amount == amount) factor = term.Factor;
            else if (figures[term.Amount].Yuan is { } yuan) rest += term.Factor * yuan;
            else return null;
        return factor == 0 ? null : -rest / factor;
    }

    public CheckResult Result(IReadOnlyList<Figure> figures)
    {
        if (Identity.Why is not null) return CheckResult.Undecided;
        return Identity.Kind == IdentityKind.Percent ? PercentResult(figures) : SumResult(figures);
    }

    private CheckResult SumResult(IReadOnlyList<Figure> figures)
    {
        if (Residual(figures) is not { } residual || !IsStated(figures)) return CheckResult.Undecided;
        var excess = Identity.Kind == IdentityKind.Inequality ? residual : Math.Abs(residual);
        return excess <= Tolerance(figures) ? CheckResult.Holds : CheckResult.Broken;
    }

    /// <summary>A sum says something when both its sides have a printed figure: blanks alone agree with everything.</summary>
    private bool IsStated(IReadOnlyList<Figure> figures)
    {
        bool left = false, right = false;
        foreach (var term in Terms)
            if (!figures[term.Amount].IsBlank)
                if (term.IsLeft) left = true;
                else right = true;
        return left && right;
    }

    private CheckResult PercentResult(IReadOnlyList<Figure> figures)
    {
        if (Identity.Percent is not { } percent) return CheckResult.Undecided;
        decimal part = 0, whole = 0, partSlack = 0, wholeSlack = 0;
        foreach (var term in Terms)
        {
            var figure = figures[term.Amount];
            if (figure.Yuan is not { } yuan) return CheckResult.Undecided;
            part += term.LeftFactor * yuan;
            whole += term.RightFactor * yuan;
            partSlack += Math.Abs(term.LeftFactor) * figure.Resolution / 2;
            wholeSlack += Math.Abs(term.RightFactor) * figure.Resolution / 2;
        }
        if (whole == 0) return CheckResult.Undecided;
        var slack = percent.Resolution / 2 + 100 * (partSlack + Math.Abs(part / whole) * wholeSlack) / Math.Abs(whole);
        return Math.Abs(100 * part / whole - percent.Value) <= slack ? CheckResult.Holds : CheckResult.Broken;
    }

    /// <returns>Null when a term is no amount of this document.</returns>
    public static Constraint? Bind(Identity identity, string group, AmountLedger ledger)
    {
        var terms = new Dictionary<int, BoundTerm>();
        foreach (var (side, sign) in new[] { (identity.Left, 1), (identity.Right, -1) })
            foreach (var term in side)
            {
                if (ledger.Find(term.Amount) is not { } amount) return null;
                var old = terms.GetValueOrDefault(amount, new(amount, 0, 0));
                terms[amount] = sign > 0
                    ? old with { LeftFactor = old.LeftFactor + term.Factor }
                    : old with { RightFactor = old.RightFactor + term.Factor };
            }
        return new(identity, group, [.. terms.Values.OrderBy(term => term.Amount)]);
    }
}

/// <param name="Amount">Index in the ledger.</param>
public readonly record struct BoundTerm(int Amount, decimal LeftFactor, decimal RightFactor)
{
    public decimal Factor => LeftFactor - RightFactor;
    public bool IsLeft => LeftFactor != 0;
}

/// <summary>What an amount is taken to be at the moment: as printed, or as a reading proposes.</summary>
public readonly record struct Figure(decimal? Yuan, decimal Resolution, bool IsBlank);
