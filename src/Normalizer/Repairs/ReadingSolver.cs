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
    private const int MaxRounds = 10;

    public Solution Solve(ConstraintGraph graph)
    {
        var generator = new ReadingGenerator(graph, cost);
        var rows = new RowMoveGenerator(graph);
        var state = new FigureState(graph, Enumerable.Range(0, graph.Figures.Length).Select(generator.FigureOf));
        var judge = new ProposalJudge(state, new(graph, generator));
        var board = new DraftBoard(state, generator, rows, judge);
        var applied = ImmutableArray.CreateBuilder<Proposal>();
        applied.AddRange(Spell(graph, generator, state));
        state.Assess();
        foreach (var move in rows.OfPattern(state))
        {
            var proposal = judge.Weigh(move);
            if (!proposal.Breaks.IsEmpty) continue;
            state.Apply(move);
            applied.Add(proposal);
        }
        for (var round = 0; ; round++)
        {
            state.Assess();
            var proposals = Propose(board.Drafts(), judge);
            var safe = Independent(graph, proposals.Where(proposal => proposal.Refusal is null));
            if (safe.Count == 0 || round == MaxRounds)
                return new([.. state.Figures], applied.ToImmutable(), [.. proposals.Where(proposal => proposal.Refusal is not null)],
                    [.. Enumerable.Range(0, graph.Figures.Length).Select(generator.IsIntact)]);
            foreach (var proposal in safe) state.Apply(proposal.Move);
            applied.AddRange(safe);
        }
    }

    /// <summary>Figures that are none as they stand and spell exactly one amount are read so before anything is computed.</summary>
    private static IEnumerable<Proposal> Spell(ConstraintGraph graph, ReadingGenerator generator, FigureState state)
    {
        var spelled = Enumerable.Range(0, graph.Figures.Length).Select(generator.Spelled).OfType<Reading>().Select(Move.Of).ToArray();
        state.Assess();
        var held = spelled.Select(move => graph.ByAmount[move.Readings[0].Amount].Count(state.IsHolding)).ToArray();
        foreach (var move in spelled) state.Apply(move);
        state.Assess();
        for (var i = 0; i < spelled.Length; i++)
        {
            var constraints = graph.ByAmount[spelled[i].Readings[0].Amount];
            var holds = constraints.Where(state.IsHolding).ToImmutableArray();
            if (holds.Length < held[i]) state.Undo(spelled[i]);
            else yield return new(spelled[i], holds, [.. constraints.Where(state.IsBroken)], 0, 0, null);
        }
    }

    /// <summary>Of proposals that touch the same constraint only the best: the others are looked at again afterwards.</summary>
    private static List<Proposal> Independent(ConstraintGraph graph, IEnumerable<Proposal> safe)
    {
        var taken = new List<Proposal>();
        var touched = new HashSet<int>();
        foreach (var proposal in safe)
        {
            var constraints = proposal.Move.Readings.SelectMany(reading => graph.ByAmount[reading.Amount]).ToArray();
            if (constraints.Any(touched.Contains)) continue;
            taken.Add(proposal);
            touched.UnionWith(constraints);
        }
        return taken;
    }

    /// <returns>Best first.</returns>
    private static List<Proposal> Propose(List<Proposal> drafts, ProposalJudge judge)
    {
        // For each constraint the drafts that would mend it, best first: the rivals of each other.
        var byConstraint = drafts.SelectMany(draft => draft.Holds.Select(constraint => (constraint, draft)))
            .GroupBy(pair => pair.constraint, pair => pair.draft)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(draft => draft.Net).Take(2).ToArray());
        return [.. drafts.Select(draft =>
        {
            var rival = draft.Holds.SelectMany(constraint => byConstraint[constraint].Where(other => !ReferenceEquals(other, draft)).Take(1))
                .Select(other => (double?)other.Net).Max();
            return judge.Decide(draft with { Margin = rival is { } best ? draft.Net - best : double.PositiveInfinity });
        }).OrderByDescending(draft => draft.Net).ThenBy(draft => draft.Move.Readings[0].Amount)];
    }
}
