using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Writes readings into the tables, and into the list of repairs with the identities that prove them.</summary>
public static class RepairWriter
{
    /// <summary>The tables with every applied reading in its cell and in the grid; the printed text stays beside it.</summary>
    public static ImmutableArray<CanonicalTable> Apply(ImmutableArray<CanonicalTable> tables, AmountLedger ledger, Solution solution)
    {
        // A cell may be moved first and read otherwise afterwards: the last word is the figure's.
        var byTable = solution.Applied.SelectMany(proposal => proposal.Move.Readings)
            .Where(reading => ledger.Amounts[reading.Amount].Key.Row >= 0)
            .GroupBy(reading => ledger.Amounts[reading.Amount].Key.Owner)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return [.. tables.Select(table => byTable.TryGetValue(table.Id, out var readings) ? Apply(table, readings, ledger) : table)];
    }

    private static CanonicalTable Apply(CanonicalTable table, Reading[] readings, AmountLedger ledger)
    {
        var rows = table.Rows.ToDictionary(row => row.Index);
        var grid = table.Grid.ToBuilder();
        var asPrinted = table.Rows.ToDictionary(row => row.Index, row => row.Cells);
        foreach (var reading in readings)
        {
            var (key, from) = (ledger.Amounts[reading.Amount].Key, ledger.Amounts[reading.Source].Key);
            var old = reading.Source == reading.Amount ? rows[key.Row].Cells[key.Part] : asPrinted[from.Row][from.Part];
            var cell = reading.Figure.IsBlank
                ? old with { Printed = "", Text = "", State = CellState.Blank, Yuan = null, Resolution = 0, Status = null }
                : old with
                {
                    Text = reading.Text, State = reading.Figure.Yuan is null ? old.State : CellState.Amount, Yuan = reading.Figure.Yuan,
                    Resolution = reading.Figure.Resolution, Status = CellStatus.Repaired,
                };
            rows[key.Row] = rows[key.Row] with { Cells = rows[key.Row].Cells.SetItem(key.Part, cell) };
            var (line, column) = (table.HeaderRows + key.Row, table.Columns.IndexOf(table.Columns.First(known => known.Key == key.Part)));
            if (line < grid.Count && column < grid[line].Length) grid[line] = grid[line].SetItem(column, reading.Text);
        }
        return table with { Rows = [.. table.Rows.Select(row => rows[row.Index])], Grid = grid.ToImmutable() };
    }

    /// <summary>The applied repairs with the identities that prove them, in figures.</summary>
    public static IEnumerable<Repair> Describe(ConstraintGraph graph, Solution solution, IReadOnlyList<double> confidence) =>
        solution.Applied.Select(proposal => Describe(graph, solution.Figures, proposal, proposal.Move.Readings.Min(reading => confidence[reading.Amount]), true));

    /// <summary>A person looks at so few suggestions in earnest.</summary>
    private const int MostSuggestions = 20;

    /// <summary>Readings that would mend an identity that stays broken, and are not safe: the likeliest of each identity.</summary>
    /// <remarks>Where the publisher is as likely to have printed the figure as it stands, the finding is all there is to say.
    /// A suggestion is no more certain than what is printed is doubtful.</remarks>
    public static IEnumerable<Repair> Suggest(ConstraintGraph graph, Solution solution, Assessment assessment, IReadOnlyList<double> confidence)
    {
        var told = new HashSet<int>();
        var count = 0;
        foreach (var proposal in solution.Suggested)
        {
            if (proposal.Refusal is not ("rival" or "one-identity" or "breaks")) continue;
            var broken = proposal.Holds.Where(assessment.IsBroken).ToArray();
            if (broken.Length == 0 || broken.Any(told.Contains)) continue;
            told.UnionWith(broken);
            var figures = solution.Figures.ToBuilder();
            foreach (var reading in proposal.Move.Readings) figures[reading.Amount] = reading.Figure;
            yield return Describe(graph, figures, proposal, 1 - proposal.Move.Readings.Max(reading => confidence[reading.Amount]), false);
            if (++count == MostSuggestions) yield break;
        }
    }

    private static Repair Describe(ConstraintGraph graph, IReadOnlyList<Figure> figures, Proposal proposal, double confidence, bool isApplied)
    {
        var readings = proposal.Move.Readings;
        var amounts = readings.Select(reading => graph.Ledger.Amounts[reading.Amount]).OrderBy(amount => amount.Key.Part.Length)
            .ThenBy(amount => amount.Key.Part, StringComparer.Ordinal).ToArray();
        var texts = readings.ToDictionary(reading => reading.Amount, reading => reading.Text);
        var evaluator = new CheckEvaluator();
        var proof = proposal.Holds.Select(constraint =>
            $"{graph.Constraints[constraint].Identity.Rule}: " +
            evaluator.Evaluate(0, graph.Constraints[constraint], CheckResult.Holds, null, graph.Ledger, figures).Formula).ToImmutableArray();
        if (proof.IsEmpty) proof = ["The glyphs spell one amount in the form of the table's other amounts, and no other."];
        return new(proposal.Move.Class, amounts[0].At, string.Join('\t', amounts.Select(amount => amount.Printed)),
            string.Join('\t', amounts.Select(amount => texts[graph.Ledger.Find(amount.Key)!.Value])), "identities", proof, confidence, isApplied);
    }
}
