using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>The document's amounts and everything they owe each other: a sparse graph of sums over one ledger.</summary>
/// <param name="Figures">The amounts as printed, one for each of the ledger's.</param>
/// <param name="Units">For each constraint the unit of all its amounts; null where they differ, one stands in a sentence, or it is no equality.</param>
/// <param name="ByAmount">For each amount the constraints it takes part in, as indices.</param>
public sealed record ConstraintGraph(
    AmountLedger Ledger, ImmutableArray<Constraint> Constraints, ImmutableArray<Figure> Figures,
    ImmutableArray<decimal?> Units, ImmutableArray<ImmutableArray<int>> ByAmount)
{
    /// <param name="identities">In the order they are to be listed; those that name an amount the ledger doesn't have are left out.</param>
    public static ConstraintGraph Of(AmountLedger ledger, IEnumerable<Identity> identities)
    {
        var constraints = ImmutableArray.CreateBuilder<Constraint>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var identity in identities)
            if (Constraint.Bind(identity, GroupOf(identity), ledger) is { } constraint && seen.Add(Signature(constraint)))
                constraints.Add(constraint);
        var byAmount = ledger.Amounts.Select(_ => ImmutableArray.CreateBuilder<int>()).ToArray();
        for (var i = 0; i < constraints.Count; i++)
            foreach (var term in constraints[i].Terms) byAmount[term.Amount].Add(i);
        return new(ledger, constraints.ToImmutable(),
            [.. ledger.Amounts.Select(amount => new Figure(amount.Yuan, amount.Resolution, amount.IsBlank))],
            [.. constraints.Select(constraint => UnitOf(constraint, ledger))], [.. byAmount.Select(list => list.ToImmutable())]);
    }

    private static decimal? UnitOf(Constraint constraint, AmountLedger ledger)
    {
        decimal? unit = null;
        if (constraint.Identity.Kind != IdentityKind.Equality) return null;
        foreach (var term in constraint.Terms)
        {
            var amount = ledger.Amounts[term.Amount];
            if (amount.Key.Row < 0 || unit is { } other && other != amount.Unit) return null;
            unit = amount.Unit;
        }
        return unit;
    }

    /// <summary>The same rule over the same tables: it is the publisher's habit, or it is not.</summary>
    private static string GroupOf(Identity identity) =>
        string.Join(' ', identity.Left.Concat(identity.Right).Select(term => term.Amount)
            .Select(key => key.Row >= 0 ? key.Owner : "prose").Distinct().Prepend(FamilyOf(identity.Rule)));

    /// <summary>H1 and H2 are one habit: a table lists its whole tree, or it doesn't.</summary>
    private static string FamilyOf(string rule) => rule is "H1" or "H2" ? "H" : rule;

    /// <summary>Two rules may say the same of the same amounts (a stated row sum and its header group): once is enough.</summary>
    private static string Signature(Constraint constraint) =>
        constraint.Identity.Why is not null || constraint.Terms.IsEmpty
            ? $"{constraint.Identity.Rule}|{constraint.Identity.Scope}|{constraint.Identity.Words}"
            : $"{constraint.Identity.Kind}|{constraint.Identity.Percent?.At}|" +
              string.Join('|', constraint.Terms.Select(term => $"{term.Amount}*{term.Factor}"));
}
