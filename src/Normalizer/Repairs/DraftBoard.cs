using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Every move that an open identity suggests, weighed. From round to round only what a repair has touched is weighed anew.</summary>
internal sealed class DraftBoard(FigureState state, ReadingGenerator generator, RowMoveGenerator rows, ProposalJudge judge)
{
    private readonly Dictionary<int, Reading[]> readingsOf = [];
    private readonly Dictionary<int, List<Proposal>> ofAmount = [];
    private readonly Dictionary<(string Table, int Row), Proposal[]> ofRow = [];

    /// <returns>Those that mend something, in the order of the identities.</returns>
    public List<Proposal> Drafts()
    {
        Forget(state.Changed);
        var drafts = new List<Proposal>();
        var seen = new HashSet<(int, decimal?)>();
        var open = Enumerable.Range(0, state.Graph.Constraints.Length).Where(i => !state.IsHolding(i) && !state.Graph.Constraints[i].Terms.IsEmpty).ToArray();
        foreach (var constraint in open)
            foreach (var reading in Readings(constraint))
                if (seen.Add((reading.Amount, reading.Figure.Yuan)) && Draft(reading) is { Holds.IsEmpty: false } draft) drafts.Add(draft);
        foreach (var row in rows.RowsOf(open.Where(state.IsOpen).SelectMany(i => state.Graph.Constraints[i].Terms).Select(term => term.Amount)))
            drafts.AddRange(Drafts(row).Where(draft => !draft.Holds.IsEmpty));
        return drafts;
    }

    /// <summary>What these constraints and their amounts suggested, and how it was weighed.</summary>
    private void Forget(IReadOnlySet<int> changed)
    {
        foreach (var constraint in changed)
        {
            readingsOf.Remove(constraint);
            foreach (var term in state.Graph.Constraints[constraint].Terms)
            {
                ofAmount.Remove(term.Amount);
                var key = state.Graph.Ledger.Amounts[term.Amount].Key;
                ofRow.Remove((key.Owner, key.Row));
            }
        }
    }

    private Reading[] Readings(int constraint) => readingsOf.TryGetValue(constraint, out var known) ? known : readingsOf[constraint] =
    [
        .. state.Wanted(constraint).Select(wanted => generator.Read(wanted.Amount, wanted.Yuan, wanted.Slack)).OfType<Reading>()
            .Where(reading => reading.Figure.Yuan != state[reading.Amount].Yuan),
    ];

    /// <summary>Several identities may want the same: a reading follows from the amount and its value.</summary>
    private Proposal Draft(Reading reading)
    {
        if (!ofAmount.TryGetValue(reading.Amount, out var drafts)) ofAmount[reading.Amount] = drafts = [];
        var draft = drafts.Find(known => known.Move.Readings[0].Figure.Yuan == reading.Figure.Yuan);
        if (draft is null) drafts.Add(draft = judge.Weigh(Move.Of(reading)));
        return draft;
    }

    private Proposal[] Drafts((string Table, int Row) row) =>
        ofRow.TryGetValue(row, out var known) ? known : ofRow[row] = [.. rows.Of(row, state.Figures).Select(judge.Weigh)];
}
