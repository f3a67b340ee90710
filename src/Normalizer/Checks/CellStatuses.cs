using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Writes onto each amount what the checks say of it.</summary>
public static class CellStatuses
{
    public static ImmutableArray<CanonicalTable> Mark(
        ImmutableArray<CanonicalTable> tables, ConstraintGraph graph, Assessment assessment) =>
        [.. tables.Select(table => table with
        {
            Rows = [.. table.Rows.Select(row => row with
            {
                Cells = row.Cells.ToImmutableSortedDictionary(
                    pair => pair.Key,
                    pair => Mark(pair.Value, graph.Ledger.Find(AmountKey.OfCell(table.Id, row.Index, pair.Key)), graph, assessment),
                    row.Cells.KeyComparer),
            })],
        })];

    private static Cell Mark(Cell cell, int? amount, ConstraintGraph graph, Assessment assessment)
    {
        if (cell.State != CellState.Amount || cell.Status == CellStatus.Repaired) return cell;
        return cell with { Status = amount is { } at ? Of(graph.ByAmount[at], assessment) : CellStatus.Unchecked };
    }

    private static CellStatus Of(ImmutableArray<int> constraints, Assessment assessment)
    {
        if (constraints.Any(assessment.IsBroken)) return CellStatus.Disputed;
        return constraints.Any(constraint => assessment.Results[constraint] == CheckResult.Holds)
            ? CellStatus.Confirmed : CellStatus.Unchecked;
    }
}
