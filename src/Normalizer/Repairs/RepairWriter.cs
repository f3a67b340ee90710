using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Writes readings into the tables, and into the list of repairs with the identities that prove them.</summary>
public static class RepairWriter
{
    /// <summary>The tables with every applied reading in its cell and in the grid; the printed text stays beside it.</summary>
    public static ImmutableArray<CanonicalTable> Apply(ImmutableArray<CanonicalTable> tables, AmountLedger ledger, Solution solution)
    {
        var byTable = solution.Applied.Select(proposal => (ledger.Amounts[proposal.Reading.Amount].Key, proposal.Reading))
            .Where(pair => pair.Key.Row >= 0).GroupBy(pair => pair.Key.Owner)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return [.. tables.Select(table => byTable.TryGetValue(table.Id, out var readings) ? Apply(table, readings) : table)];
    }

    private static CanonicalTable Apply(CanonicalTable table, (AmountKey Key, Reading Reading)[] readings)
    {
        var rows = table.Rows.ToBuilder();
        var grid = table.Grid.ToBuilder();
        foreach (var (key, reading) in readings)
        {
            var at = rows.IndexOf(rows.First(row => row.Index == key.Row));
            var cell = rows[at].Cells[key.Part] with
            {
                Text = reading.Text, State = CellState.Amount, Yuan = reading.Yuan, Resolution = reading.Resolution, Status = CellStatus.Repaired,
            };
            rows[at] = rows[at] with { Cells = rows[at].Cells.SetItem(key.Part, cell) };
            var (line, column) = (table.HeaderRows + key.Row, table.Columns.IndexOf(table.Columns.First(known => known.Key == key.Part)));
            if (line < grid.Count && column < grid[line].Length) grid[line] = grid[line].SetItem(column, reading.Text);
        }
        return table with { Rows = rows.ToImmutable(), Grid = grid.ToImmutable() };
    }

    public static IEnumerable<Repair> Describe(ConstraintGraph graph, Solution solution)
    {
        foreach (var proposal in solution.Applied) yield return Describe(graph, solution.Figures, proposal, true);
    }

    private static Repair Describe(ConstraintGraph graph, IReadOnlyList<Figure> figures, Proposal proposal, bool applied)
    {
        var amount = graph.Ledger.Amounts[proposal.Reading.Amount];
        var evaluator = new CheckEvaluator();
        var proof = proposal.Holds.Select(constraint =>
            $"{graph.Constraints[constraint].Identity.Rule}: " +
            evaluator.Evaluate(0, graph.Constraints[constraint], CheckResult.Holds, null, graph.Ledger, figures).Formula);
        return new(ClassOf(proposal.Reading), amount.At, amount.Printed, proposal.Reading.Text, "identities",
            [.. proof], 0, applied);
    }

    private static string ClassOf(Reading reading) =>
        !reading.IsFormOnly || double.IsPositiveInfinity(reading.FormCost) ? "digit" : reading.Cost < ReadingCost.LeastSeparator ? "split_number" : "misplaced_separator";
}
