using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>An identity bound to the ledger: indices instead of keys, left minus right.</summary>
/// <param name="Group">Identities that stand or fall together: the same rule over the same table or pair of tables.</param>
/// <param name="Terms">Each amount once.</param>
public sealed record Constraint(Identity Identity, string Group, ImmutableArray<BoundTerm> Terms)
{
    /// <summary>Two columns that happen to agree: a hint, and several of them are hardly more.</summary>
    public bool IsTwin => Identity.Rule == TwinIdentities.Rule;

    public Balance BalanceOf(IReadOnlyList<Figure> figures)
    {
        var balance = default(Balance);
        foreach (var term in Terms) balance = balance.With(term, figures[term.Amount]);
        return balance;
    }

    /// <summary>The value of each term's amount that would make the identity hold, all others as they are; null where none does.</summary>
    /// <remarks>Each is written with the digits of the others: their sum from the left and from the right, not the whole less its own.</remarks>
    public decimal?[] Wanted(IReadOnlyList<Figure> figures)
    {
        var wanted = new decimal?[Terms.Length];
        if (Identity.Kind != IdentityKind.Equality) return wanted;
        decimal? before = 0, behind = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = before;
            before += Terms[i].Factor * figures[Terms[i].Amount].Yuan;
        }
        for (var i = wanted.Length - 1; i >= 0; i--)
        {
            var factor = Terms[i].Factor;
            wanted[i] = factor == 0 ? null : -(wanted[i] + behind) / factor;
            behind += factor * figures[Terms[i].Amount].Yuan;
        }
        return wanted;
    }

    /// <summary>Which of the terms is this amount; it must be one.</summary>
    public int IndexOf(int amount)
    {
        int low = 0, high = Terms.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Terms[middle].Amount < amount) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    public CheckResult Result(IReadOnlyList<Figure> figures) => Result(BalanceOf(figures));

    public CheckResult Result(in Balance balance)
    {
        if (Identity.Why is not null) return CheckResult.Undecided;
        return Identity.Kind == IdentityKind.Percent ? PercentResult(balance) : SumResult(balance);
    }

    private CheckResult SumResult(in Balance balance)
    {
        if (balance.Residual is not { } residual || !balance.IsStated) return CheckResult.Undecided;
        var excess = Identity.Kind == IdentityKind.Inequality ? residual : Math.Abs(residual);
        return excess <= balance.Tolerance ? CheckResult.Holds : CheckResult.Broken;
    }

    private CheckResult PercentResult(in Balance balance)
    {
        if (Identity.Percent is not { } percent || balance.Unreadable > 0 || balance.Right == 0) return CheckResult.Undecided;
        var (part, whole) = (balance.Left, balance.Right);
        var slack = percent.Resolution / 2 + 100 * (balance.LeftSlack / 2 + Math.Abs(part / whole) * balance.RightSlack / 2) / Math.Abs(whole);
        return Math.Abs(100 * part / whole - percent.Value) <= slack ? CheckResult.Holds : CheckResult.Broken;
    }

    /// <returns>Null when a term is no amount of this document.</returns>
    public static Constraint? Bind(Identity identity, string group, AmountLedger ledger)
    {
        var stated = new BoundTerm[identity.Left.Length + identity.Right.Length];
        var count = 0;
        foreach (var term in identity.Left)
            if (ledger.Find(term.Amount) is { } amount) stated[count++] = new(amount, term.Factor, 0);
            else return null;
        foreach (var term in identity.Right)
            if (ledger.Find(term.Amount) is { } amount) stated[count++] = new(amount, 0, term.Factor);
            else return null;
        Array.Sort(stated, (one, other) => one.Amount.CompareTo(other.Amount));
        var terms = ImmutableArray.CreateBuilder<BoundTerm>(count);
        foreach (var term in stated)
            if (terms.Count > 0 && terms[^1] is var last && last.Amount == term.Amount)
                terms[^1] = new(term.Amount, last.LeftFactor + term.LeftFactor, last.RightFactor + term.RightFactor);
            else terms.Add(term);
        return new(identity, group, terms.DrainToImmutable());
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
