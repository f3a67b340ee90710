using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Writes onto each amount what the checks say of it, and how certain it is.</summary>
public static class CellStatuses
{
    /// <param name="confidence">Of each amount of the ledger.</param>
    /// <param name="suspects">Amounts that a finding names as the one at fault.</param>
    public static ImmutableArray<CanonicalTable> Mark(
        ImmutableArray<CanonicalTable> tables, ConstraintGraph graph, Assessment assessment, IReadOnlyList<double> confidence, double uncovered, IReadOnlySet<int> suspects) =>
        [.. tables.Select(table => table with
        {
            Rows = [.. table.Rows.Select(row => row with
            {
                Cells = row.Cells.With((column, cell) => cell.State != CellState.Amount ? cell
                    : Mark(cell, graph.Ledger.Find(AmountKey.OfCell(table.Id, row.Index, column)), graph, assessment, confidence, uncovered, suspects)),
            })],
        })];

    private static Cell Mark(
        Cell cell, int? amount, ConstraintGraph graph, Assessment assessment, IReadOnlyList<double> confidence, double uncovered, IReadOnlySet<int> suspects)
    {
        if (amount is not { } at) return cell with { Status = CellStatus.Unchecked, Confidence = uncovered };
        return cell with { Status = cell.Status == CellStatus.Repaired ? CellStatus.Repaired : Of(at, graph, assessment, suspects), Confidence = confidence[at] };
    }

    /// <summary>A broken identity disputes the amount it is blamed on, and each that nothing else confirms.</summary>
    private static CellStatus Of(int amount, ConstraintGraph graph, Assessment assessment, IReadOnlySet<int> suspects)
    {
        if (suspects.Contains(amount)) return CellStatus.Disputed;
        var constraints = graph.ByAmount[amount].Where(constraint => graph.Constraints[constraint].Identity.Kind != IdentityKind.Inequality).ToArray();
        if (constraints.Any(constraint => assessment.Results[constraint] == CheckResult.Holds && !graph.Constraints[constraint].IsTwin)) return CellStatus.Confirmed;
        return constraints.Any(assessment.IsBroken) ? CellStatus.Disputed : CellStatus.Unchecked;
    }
}
