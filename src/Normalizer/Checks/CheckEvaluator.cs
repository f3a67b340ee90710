using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Identities in, checks out: what holds, what is broken, and what could not be computed and why.</summary>
public sealed class CheckEvaluator
{
    /// <summary>So many parts are written out in a formula; longer sums say how many there are.</summary>
    private const int ShownParts = 8;

    public Check Evaluate(int number, Constraint constraint, CheckResult result, string? why, AmountLedger ledger, IReadOnlyList<Figure> figures)
    {
        var identity = constraint.Identity;
        if (constraint.Terms.IsEmpty)
            return new($"k{number}", identity.Rule, [], identity.Scope, identity.Words, null, null, null, 0, CheckResult.Undecided, identity.Why, []);
        var (left, right) = (Side(constraint, figures, term => term.LeftFactor), Side(constraint, figures, term => term.RightFactor));
        if (identity.Percent is { } percent) (left, right) = (right is 0 or null ? null : 100 * left / right, percent.Value);
        return new(
            $"k{number}", identity.Rule,
            [.. identity.Left.Concat(identity.Right).Select(term => term.Amount).Where(key => key.Row >= 0).Select(key => key.Owner).Distinct()],
            identity.Scope, Formula(constraint, ledger, figures), left, right, left - right,
            identity.Percent is null ? constraint.BalanceOf(figures).Tolerance : identity.Percent.Resolution / 2,
            result, result == CheckResult.Undecided ? why ?? identity.Why ?? WhyUndecided(constraint, ledger, figures) : null,
            [.. constraint.Terms.Select(term => ledger.Amounts[term.Amount].At)]);
    }

    private static decimal? Side(Constraint constraint, IReadOnlyList<Figure> figures, Func<BoundTerm, decimal> factor)
    {
        decimal? sum = 0;
        foreach (var term in constraint.Terms)
            if (factor(term) is var weight && weight != 0) sum += weight * figures[term.Amount].Yuan;
        return sum;
    }

    private static string Formula(Constraint constraint, AmountLedger ledger, IReadOnlyList<Figure> figures)
    {
        var identity = constraint.Identity;
        if (identity.Left.IsEmpty && identity.Right.IsEmpty) return identity.Words;
        var sign = identity.Kind switch { IdentityKind.Equality => "=", IdentityKind.Inequality => "≤", _ => "/" };
        var sum = $"{Written(identity.Left, ledger, figures)} {sign} {Written(identity.Right, ledger, figures)}";
        return identity.Percent is { } percent ? $"{identity.Words}: {sum} = {percent.Value}%" : $"{identity.Words}: {sum}";
    }

    private static string Written(ImmutableArray<Term> side, AmountLedger ledger, IReadOnlyList<Figure> figures)
    {
        var shown = new List<string>();
        var stated = 0;
        foreach (var term in side)
        {
            if (ledger.Find(term.Amount) is not { } at || figures[at].IsBlank) continue;
            if (++stated > ShownParts) continue;
            var text = figures[at].Yuan is { } yuan ? AmountText.Format(yuan) : "?";
            shown.Add(shown.Count == 0 ? (term.Factor < 0 ? "-" : "") + text : (term.Factor < 0 ? "- " : "+ ") + text);
        }
        if (stated > ShownParts) shown.Add($"+ … ({stated} amounts)");
        return stated == 0 ? "(blank)" : string.Join(" ", shown);
    }

    private static string WhyUndecided(Constraint constraint, AmountLedger ledger, IReadOnlyList<Figure> figures)
    {
        foreach (var term in constraint.Terms)
            if (figures[term.Amount].Yuan is null) return $"\"{ledger.Amounts[term.Amount].Printed}\" is not readable as an amount.";
        if (constraint.Identity.Kind == IdentityKind.Percent) return "The amount compared with is zero.";
        return constraint.Terms.All(term => figures[term.Amount].IsBlank) ? "Both sides are blank." : "One side is blank.";
    }
}
