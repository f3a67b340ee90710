using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>The figures of a document while readings are tried, and how its constraints stand under them.</summary>
public sealed class FigureState(ConstraintGraph graph, IEnumerable<Figure> start)
{
    private readonly Figure[] figures = [.. start];
    private readonly HashSet<int> moved = [];
    private readonly Dictionary<Move, Figure[]> before = new(ReferenceEqualityComparer.Instance);
    private Assessment assessment = new([], [], [], []);
    private CheckResult[] results = [];

    /// <summary>One a constraint, always of the figures as they are: a reading tried costs as much as the constraints it is in.</summary>
    private Balance[]? balances;

    public ConstraintGraph Graph => graph;

    /// <summary>The figures as they are now; a view, not a copy.</summary>
    public IReadOnlyList<Figure> Figures => figures;

    public Figure this[int amount] => figures[amount];

    /// <summary>The constraints that stand otherwise than at the assessment before the last: an amount of theirs is another, or what is
    /// known of their group.</summary>
    public IReadOnlySet<int> Changed { get; private set; } = ImmutableHashSet<int>.Empty;

    /// <summary>Looks at every constraint anew: what holds, which rules the publisher keeps, where nothing is rounded.</summary>
    public void Assess()
    {
        balances ??= [.. graph.Constraints.Select(constraint => constraint.BalanceOf(figures))];
        var last = assessment;
        assessment = Assessment.Of(graph, balances);
        Changed = moved.SelectMany(amount => graph.ByAmount[amount])
            .Concat(Enumerable.Range(0, last.Exact.Length).Where(i => last.Exact[i] != assessment.Exact[i] || last.IsTrusted(i) != assessment.IsTrusted(i))).ToHashSet();
        moved.Clear();
        results = [.. Enumerable.Range(0, graph.Constraints.Length).Select(ResultOf)];
    }

    public bool IsHolding(int constraint) => results[constraint] == CheckResult.Holds;

    public bool IsBroken(int constraint) => results[constraint] == CheckResult.Broken;

    /// <summary>Broken, or with all its figures on one side: a parent without an amount above children that have some.</summary>
    public bool IsOpen(int constraint) => IsBroken(constraint) || !IsHolding(constraint) && IsEquality(constraint) && Residual(constraint) is { } residual && residual != 0;

    /// <summary>Nothing is left over: the sum holds, or both its sides are blank.</summary>
    public bool IsSettled(int constraint) => ResultOf(constraint) is var result && (result == CheckResult.Holds ||
        result == CheckResult.Undecided && IsEquality(constraint) && Residual(constraint) == 0);

    /// <summary>Left minus right in yuan; null when a term is unreadable.</summary>
    public decimal? Residual(int constraint) => balances![constraint].Residual;

    /// <summary>False where the rule is not this publisher's habit in these tables.</summary>
    public bool IsTrusted(int constraint) => assessment.IsTrusted(constraint);

    /// <summary>True where nothing was rounded among the identities of its group.</summary>
    public bool IsExact(int constraint) => assessment.Exact[constraint];

    public void Apply(Move move)
    {
        before[move] = [.. move.Readings.Select(reading => figures[reading.Amount])];
        foreach (var reading in move.Readings) Set(reading.Amount, reading.Figure);
        moved.UnionWith(move.Readings.Select(reading => reading.Amount));
    }

    public void Undo(Move move)
    {
        PutBack(move, before[move]);
        moved.UnionWith(move.Readings.Select(reading => reading.Amount));
        before.Remove(move);
    }

    /// <summary>What is to be seen with the move applied, which it is only while one looks.</summary>
    public T Try<T>(Move move, Func<T> look)
    {
        Figure[] printed = [.. move.Readings.Select(reading => figures[reading.Amount])];
        foreach (var reading in move.Readings) Set(reading.Amount, reading.Figure);
        var seen = look();
        PutBack(move, printed);
        return seen;
    }

    /// <summary>What the constraint comes to now, without a new assessment.</summary>
    /// <remarks>Where nothing is rounded in the group, even a difference that rounding would forgive is one.</remarks>
    public CheckResult ResultOf(int constraint)
    {
        var result = graph.Constraints[constraint].Result(balances![constraint]);
        return assessment.Exact[constraint] && result == CheckResult.Holds && IsEquality(constraint) && Residual(constraint) != 0 ? CheckResult.Broken : result;
    }

    /// <summary>The values of single amounts that would make the constraint hold, and how far rounding leaves them open.</summary>
    public IEnumerable<(int Amount, decimal Yuan, decimal Slack)> Wanted(int constraint)
    {
        var bound = graph.Constraints[constraint];
        var tolerance = balances![constraint].Tolerance;
        var wanted = bound.Wanted(figures);
        for (var i = 0; i < wanted.Length; i++)
            if (wanted[i] is { } yuan)
                yield return (bound.Terms[i].Amount, yuan, assessment.Exact[constraint] ? 0 : tolerance / Math.Abs(bound.Terms[i].Factor));
    }

    private void PutBack(Move move, Figure[] old)
    {
        for (var i = 0; i < old.Length; i++) Set(move.Readings[i].Amount, old[i]);
    }

    private bool IsEquality(int constraint) => graph.Constraints[constraint].Identity.Kind == IdentityKind.Equality;

    private void Set(int amount, Figure figure)
    {
        foreach (var constraint in balances is null ? [] : graph.ByAmount[amount])
        {
            var bound = graph.Constraints[constraint];
            var term = bound.Terms[bound.IndexOf(amount)];
            balances![constraint] = balances[constraint].Without(term, figures[amount]).With(term, figure);
        }
        figures[amount] = figure;
    }
}
