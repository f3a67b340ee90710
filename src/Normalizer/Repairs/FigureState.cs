using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>The figures of a document while readings are tried, and how its constraints stand under them.</summary>
public sealed class FigureState(ConstraintGraph graph, IEnumerable<Figure> start)
{
    private readonly ImmutableArray<Figure>.Builder figures = Builder(start);
    private readonly Dictionary<Move, Figure[]> before = new(ReferenceEqualityComparer.Instance);
    private Assessment assessment = new([], [], []);
    private CheckResult[] results = [];

    public ConstraintGraph Graph => graph;

    /// <summary>The figures as they are now; a view, not a copy.</summary>
    public IReadOnlyList<Figure> Figures => figures;

    public Figure this[int amount] => figures[amount];

    /// <summary>Looks at every constraint anew: what holds, which rules the publisher keeps, where nothing is rounded.</summary>
    public void Assess()
    {
        assessment = Assessment.Of(graph, figures);
        results = [.. Enumerable.Range(0, graph.Constraints.Length).Select(ResultOf)];
    }

    public bool IsHolding(int constraint) => results[constraint] == CheckResult.Holds;

    public bool IsBroken(int constraint) => results[constraint] == CheckResult.Broken;

    /// <summary>Broken, or with all its figures on one side: a parent without an amount above children that have some.</summary>
    public bool IsOpen(int constraint) => IsBroken(constraint) || !IsHolding(constraint) && graph.Constraints[constraint] is { Identity.Kind: IdentityKind.Equality } bound &&
        bound.Residual(figures) is { } residual && residual != 0;

    /// <summary>Nothing is left over: the sum holds, or both its sides are blank.</summary>
    public bool IsSettled(int constraint) => ResultOf(constraint) is var result && (result == CheckResult.Holds ||
        result == CheckResult.Undecided && graph.Constraints[constraint] is { Identity.Kind: IdentityKind.Equality } bound && bound.Residual(figures) == 0);

    /// <summary>False where the rule is not this publisher's habit in these tables.</summary>
    public bool IsTrusted(int constraint) => assessment.IsTrusted(constraint);

    /// <summary>True where nothing was rounded among the identities of its group.</summary>
    public bool IsExact(int constraint) => assessment.Exact[constraint];

    public void Apply(Move move)
    {
        before[move] = [.. move.Readings.Select(reading => figures[reading.Amount])];
        foreach (var reading in move.Readings) figures[reading.Amount] = reading.Figure;
    }

    public void Undo(Move move)
    {
        for (var i = 0; i < move.Readings.Length; i++) figures[move.Readings[i].Amount] = before[move][i];
        before.Remove(move);
    }

    /// <summary>What the constraint comes to now, without a new assessment.</summary>
    /// <remarks>Where nothing is rounded in the group, even a difference that rounding would forgive is one.</remarks>
    public CheckResult ResultOf(int constraint)
    {
        var bound = graph.Constraints[constraint];
        var result = bound.Result(figures);
        return assessment.Exact[constraint] && result == CheckResult.Holds && bound.Identity.Kind == IdentityKind.Equality &&
            bound.Residual(figures) != 0 ? CheckResult.Broken : result;
    }

    /// <summary>The value that would make the constraint hold, and how far rounding leaves it open; null where none would.</summary>
    public (decimal Yuan, decimal Slack)? Wanted(int constraint, BoundTerm term)
    {
        var bound = graph.Constraints[constraint];
        if (bound.Wanted(term.Amount, figures) is not { } yuan) return null;
        return (yuan, assessment.Exact[constraint] ? 0 : bound.Tolerance(figures) / Math.Abs(term.Factor));
    }

    private static ImmutableArray<Figure>.Builder Builder(IEnumerable<Figure> start)
    {
        var builder = ImmutableArray.CreateBuilder<Figure>();
        builder.AddRange(start);
        return builder;
    }
}
