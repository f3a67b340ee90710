using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Looks for the cheapest set of readings under which the document's identities hold, and takes only what is safe.</summary>
/// <remarks>A wrong amount leaves the same residual in every identity it is in. So each broken identity says of each of its
/// amounts what it would have to be; where the glyphs allow that value, it is a proposal. A proposal is applied when two
/// independent identities want it (or one, where the glyphs show that the figure is damaged), when no other amount explains
/// the same identities nearly as well, and when the publisher is not as likely to have printed the figure as it is. Every round
/// takes what is safe and looks again: a repaired figure turns the identities it is in into evidence on their other amounts.</remarks>
public sealed class ReadingSolver(ReadingCost cost)
{
    private const int MaxRounds = 8;

    /// <summary>What an identity that holds is worth against a reading's cost, by how little it would hold by chance.</summary>
    private const double SumWorth = 6, PercentWorth = 3, TwinWorth = 2;

    private const double LeastNet = 0.5;

    /// <summary>Least distance to the next best explanation.</summary>
    private const double LeastMargin = 3;

    public Solution Solve(ConstraintGraph graph)
    {
        var generator = new ReadingGenerator(graph, cost);
        var figures = Enumerable.Range(0, graph.Figures.Length).Select(generator.FigureOf).ToArray();
        var source = new SourceJudge(graph, generator);
        var applied = ImmutableArray.CreateBuilder<Proposal>();
        for (var round = 0; ; round++)
        {
            var proposals = Propose(graph, figures, generator, source);
            var safe = Independent(graph, proposals.Where(proposal => proposal.Refusal is null));
            if (safe.Count == 0 || round == MaxRounds)
                return new([.. figures], applied.ToImmutable(), [.. proposals.Where(proposal => proposal.Refusal is not null)]);
            foreach (var proposal in safe)
            {
                figures[proposal.Reading.Amount] = new(proposal.Reading.Yuan, proposal.Reading.Resolution, false);
                applied.Add(proposal);
            }
        }
    }

    /// <summary>Of proposals that touch the same constraint only the best: the others are looked at again afterwards.</summary>
    private static List<Proposal> Independent(ConstraintGraph graph, IEnumerable<Proposal> safe)
    {
        var taken = new List<Proposal>();
        var touched = new HashSet<int>();
        foreach (var proposal in safe.OrderByDescending(proposal => proposal.Net).ThenBy(proposal => proposal.Reading.Amount))
            if (graph.ByAmount[proposal.Reading.Amount].All(constraint => !touched.Contains(constraint)))
            {
                taken.Add(proposal);
                touched.UnionWith(graph.ByAmount[proposal.Reading.Amount]);
            }
        return taken;
    }

    private List<Proposal> Propose(ConstraintGraph graph, Figure[] figures, ReadingGenerator generator, SourceJudge source)
    {
        var assessment = Assessment.Of(graph, figures);
        var candidates = Candidates(graph, figures, assessment, generator);
        var drafts = candidates.Select(reading => Weigh(graph, figures, assessment, reading)).Where(draft => !draft.Holds.IsEmpty).ToList();
        // For each constraint the drafts that would mend it, best first: the rivals of each other.
        var byConstraint = drafts.SelectMany(draft => draft.Holds.Select(constraint => (constraint, draft)))
            .GroupBy(pair => pair.constraint, pair => pair.draft)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(draft => draft.Net).ToArray());
        return [.. drafts.Select(draft =>
        {
            var rival = draft.Holds.SelectMany(constraint => byConstraint[constraint].Where(other => other.Reading != draft.Reading).Take(1))
                .Select(other => (double?)other.Net).Max();
            var judged = draft with { Margin = draft.Net - (rival ?? 0) };
            return judged with { Refusal = Refuse(graph, assessment, judged, source, figures) };
        }).OrderByDescending(draft => draft.Net).ThenBy(draft => draft.Reading.Amount)];
    }

    private static HashSet<Reading> Candidates(ConstraintGraph graph, Figure[] figures, Assessment assessment, ReadingGenerator generator)
    {
        var readings = new HashSet<Reading>();
        for (var i = 0; i < graph.Constraints.Length; i++)
        {
            var constraint = graph.Constraints[i];
            if (Result(constraint, figures, assessment.Exact[i]) == CheckResult.Holds || constraint.Terms.IsEmpty) continue;
            foreach (var term in constraint.Terms)
            {
                if (constraint.Wanted(term.Amount, figures) is not { } wanted) continue;
                var slack = assessment.Exact[i] ? 0 : constraint.Tolerance(figures) / Math.Abs(term.Factor);
                if (generator.Read(term.Amount, wanted, slack) is { } reading && reading.Yuan != figures[term.Amount].Yuan)
                    readings.Add(reading);
            }
        }
        return readings;
    }

    private static Proposal Weigh(ConstraintGraph graph, Figure[] figures, Assessment assessment, Reading reading)
    {
        var (holds, breaks) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        var net = reading.ExplainsForm ? DamageWorth - reading.Cost : -reading.Cost;
        var old = figures[reading.Amount];
        foreach (var constraint in graph.ByAmount[reading.Amount])
        {
            var before = Result(graph.Constraints[constraint], figures, assessment.Exact[constraint]);
            figures[reading.Amount] = new(reading.Yuan, reading.Resolution, false);
            var after = Result(graph.Constraints[constraint], figures, assessment.Exact[constraint]);
            figures[reading.Amount] = old;
            if (after == CheckResult.Holds && before != CheckResult.Holds) holds.Add(constraint);
            if (after == CheckResult.Broken && before == CheckResult.Holds) breaks.Add(constraint);
        }
        net += holds.Sum(constraint => Worth(graph.Constraints[constraint])) - breaks.Sum(constraint => Worth(graph.Constraints[constraint]));
        return new(reading, holds.ToImmutable(), breaks.ToImmutable(), net, 0, null);
    }

    /// <summary>Glyphs that cannot be an amount speak for damage as such.</summary>
    private const double DamageWorth = 4;

    /// <summary>Where nothing is rounded in the group, even a difference that rounding would forgive is one.</summary>
    private static CheckResult Result(Constraint constraint, Figure[] figures, bool exact)
    {
        var result = constraint.Result(figures);
        return exact && result == CheckResult.Holds && constraint.Identity.Kind == IdentityKind.Equality &&
            constraint.Residual(figures) != 0 ? CheckResult.Broken : result;
    }

    private static double Worth(Constraint constraint) => constraint.Identity.Kind switch
    {
        IdentityKind.Equality => constraint.IsTwin ? TwinWorth : SumWorth,
        IdentityKind.Percent => PercentWorth,
        _ => 0,
    };

    /// <summary>True where every other amount of the sum takes part in another identity that holds: the fault can only be here.</summary>
    private static bool OthersAreConfirmed(ConstraintGraph graph, Figure[] figures, Assessment assessment, int amount, int broken) =>
        graph.Constraints[broken].Terms.All(term => term.Amount == amount || figures[term.Amount].IsBlank ||
            graph.ByAmount[term.Amount].Any(other => other != broken && graph.Constraints[other].Identity.Kind == IdentityKind.Equality &&
                Result(graph.Constraints[other], figures, assessment.Exact[other]) == CheckResult.Holds));

    private static string? Refuse(ConstraintGraph graph, Assessment assessment, Proposal proposal, SourceJudge source, Figure[] figures)
    {
        var reading = proposal.Reading;
        var sums = proposal.Holds.Count(constraint => graph.Constraints[constraint] is { IsTwin: false, Identity.Kind: IdentityKind.Equality });
        if (proposal.Net < LeastNet) return "too-dear";
        if (proposal.Breaks.Length > 0) return "breaks";
        if (sums == 0) return "no-sum";
        var isShown = reading.ExplainsForm || reading.IsFormOnly;
        if (proposal.Holds.Length < 2 && !assessment.IsTrusted(proposal.Holds[0])) return "one-identity";
        if (proposal.Holds.Length < 2 && !isShown && !OthersAreConfirmed(graph, figures, assessment, reading.Amount, proposal.Holds[0]))
            return "one-identity";
        if (proposal.Margin < LeastMargin) return "rival";
        return source.Refuse(reading, figures[reading.Amount]);
    }
}
