using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Broken checks in, findings by root cause out: one error for a fault, its consequences beside it under the same root.</summary>
/// <remarks>A wrong amount breaks every identity it is in. So the amount that explains most broken identities by one
/// and the same value is named first, and what it explains needs no finding of its own.</remarks>
public sealed class FindingReporter(IdentityCatalogue catalogue)
{
    public (ImmutableArray<Finding> Findings, IReadOnlySet<int> Suspects) Report(ConstraintGraph graph, IReadOnlyList<Figure> figures, Assessment assessment)
    {
        var open = Enumerable.Range(0, graph.Constraints.Length).Where(assessment.IsBroken).ToHashSet();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var blamed = new HashSet<int>();
        var roots = 0;
        foreach (var suspect in Suspects(graph, figures, open))
        {
            if (suspect.Explains.Count(open.Contains) < 2 || suspect.Explains.Where(open.Contains).All(constraint => graph.Constraints[constraint].IsTwin)) continue;
            var explained = suspect.Explains.Where(open.Contains).ToArray();
            var root = $"root{++roots}";
            blamed.Add(suspect.Amount);
            var severity = explained.Max(constraint => SeverityOf(graph.Constraints[constraint], figures));
            findings.Add(OfSuspect(graph, figures, suspect, explained, severity, root));
            foreach (var constraint in explained)
            {
                open.Remove(constraint);
                findings.Add(OfConstraint(graph, figures, constraint, Severity.Info, root));
            }
        }
        foreach (var constraint in open.Order())
        {
            var root = $"root{++roots}";
            findings.Add(OfConstraint(graph, figures, constraint, SeverityOf(graph.Constraints[constraint], figures), root));
        }
        return (findings.ToImmutable(), blamed);
    }

    /// <summary>The rule's own; a sentence that is off by no more than its last digit was rounded the other way: a warning.</summary>
    private Severity SeverityOf(Constraint constraint, IReadOnlyList<Figure> figures)
    {
        var severity = catalogue.SeverityOf(constraint.Identity.Rule);
        var isRounding = constraint.Identity.Rule == "T2" && constraint.BalanceOf(figures) is { Residual: { } residual, Tolerance: var tolerance } && Math.Abs(residual) <= 2 * tolerance;
        return severity == Severity.Error && isRounding ? Severity.Warning : severity;
    }

    /// <summary>Amounts with the value that would make most of their broken identities hold, best first.</summary>
    private static IEnumerable<Suspect> Suspects(ConstraintGraph graph, IReadOnlyList<Figure> figures, HashSet<int> open)
    {
        var suspects = new List<Suspect>();
        var wants = open.ToDictionary(constraint => constraint, constraint => (Values: graph.Constraints[constraint].Wanted(figures), Slack: graph.Constraints[constraint].BalanceOf(figures).Tolerance));
        var holding = graph.Constraints.Select(constraint => constraint.Result(figures) == CheckResult.Holds).ToArray();
        foreach (var amount in open.SelectMany(constraint => graph.Constraints[constraint].Terms).Select(term => term.Amount).Distinct())
        {
            var wanted = new List<(decimal Yuan, decimal Slack, int Constraint)>();
            foreach (var constraint in graph.ByAmount[amount])
                if (wants.TryGetValue(constraint, out var want) && want.Values[graph.Constraints[constraint].IndexOf(amount)] is { } value)
                    wanted.Add((value, want.Slack, constraint));
            foreach (var (yuan, slack, _) in wanted)
                suspects.Add(new(amount, yuan,
                    [.. wanted.Where(other => Math.Abs(other.Yuan - yuan) <= Math.Max(other.Slack, slack)).Select(other => other.Constraint)],
                    graph.ByAmount[amount].Count(constraint => holding[constraint])));
        }
        return suspects.OrderByDescending(suspect => suspect.Explains.Length).ThenBy(suspect => suspect.Holding)
            .ThenBy(suspect => suspect.Amount).ThenBy(suspect => suspect.Yuan);
    }

    private static Finding OfSuspect(
        ConstraintGraph graph, IReadOnlyList<Figure> figures, Suspect suspect, int[] explained, Severity severity, string root)
    {
        var amount = graph.Ledger.Amounts[suspect.Amount];
        var found = figures[suspect.Amount].Yuan ?? 0;
        var rules = string.Join(", ", explained.Select(constraint => graph.Constraints[constraint].Identity.Rule).Distinct());
        return new(graph.Constraints[explained[0]].Identity.Rule, severity, FindingCause.Source,
            $"{amount.Label}: {AmountText.Format(found)} is printed; {explained.Length} identities ({rules}) want {AmountText.Format(suspect.Yuan)}.",
            [amount.At], Shown(suspect.Yuan, amount), Shown(found, amount), Shown(found - suspect.Yuan, amount), root);
    }

    private static Finding OfConstraint(
        ConstraintGraph graph, IReadOnlyList<Figure> figures, int constraint, Severity severity, string root)
    {
        var bound = graph.Constraints[constraint];
        var check = new CheckEvaluator().Evaluate(0, bound, CheckResult.Broken, null, graph.Ledger, figures);
        var stated = Stated(bound, graph.Ledger);
        var places = bound.Terms.OrderByDescending(term => term.IsLeft).Select(term => graph.Ledger.Amounts[term.Amount].At);
        return new(bound.Identity.Rule, severity, FindingCause.Unknown, $"{check.Formula} does not hold.", [.. places],
            check.Right is { } right ? Shown(right, stated) : null, check.Left is { } left ? Shown(left, stated) : null,
            check.Difference is { } difference ? Shown(difference, stated) : null, root);
    }

    /// <summary>The sentence's amount on the left of an equality; null where the left side is something else.</summary>
    private static LedgerAmount? Stated(Constraint constraint, AmountLedger ledger) =>
        constraint.Identity is { Kind: IdentityKind.Equality, Left: [{ Amount: { Row: < 0 } key }] } && ledger.Find(key) is { } amount
            ? ledger.Amounts[amount] : null;

    /// <summary>Yuan; of a sentence in 万元 the figures it prints, which the reader looks for.</summary>
    private static string Shown(decimal yuan, LedgerAmount? stated) =>
        stated is { Key.Row: < 0, Unit: TenThousand } ? $"{AmountText.Format(yuan / TenThousand)}万元" : AmountText.Format(yuan);

    private const decimal TenThousand = 10_000;

    /// <param name="Yuan">The value that the identities in <paramref name="Explains"/> want.</param>
    /// <param name="Holding">How many identities hold with the amount as it is.</param>
    private sealed record Suspect(int Amount, decimal Yuan, int[] Explains, int Holding);
}
