using Normalizer.Canonical;

namespace Worker.Output;

/// <summary>How the amounts of a table, or of a whole document, stand.</summary>
/// <param name="Read">Amounts whose figure could be read; the four statuses below add up to it.</param>
/// <param name="Unreadable">Cells of amount columns that hold something which is no figure; not part of <paramref name="Read"/>.</param>
/// <param name="WithoutUnit">Of those read: amounts of tables without a unit, which have no value in yuan.</param>
public sealed record AmountCounts(
    int Read, int Confirmed, int Unchecked, int Repaired, int Disputed, int Unreadable, int WithoutUnit)
{
    public static AmountCounts Of(CanonicalTable table) => Of([table]);

    public static AmountCounts Of(IEnumerable<CanonicalTable> tables)
    {
        int read = 0, unreadable = 0, withoutUnit = 0;
        var statuses = new int[4];
        foreach (var table in tables)
            foreach (var row in table.Rows)
                foreach (var cell in row.Cells.Values)
                {
                    if (cell.State == CellState.Unreadable) unreadable++;
                    if (cell.State != CellState.Amount) continue;
                    read++;
                    // An amount that nobody looked at is unchecked, never confirmed.
                    statuses[(int)(cell.Status ?? CellStatus.Unchecked)]++;
                    if (cell.Yuan is null) withoutUnit++;
                }
        return new(read, statuses[(int)CellStatus.Confirmed], statuses[(int)CellStatus.Unchecked],
            statuses[(int)CellStatus.Repaired], statuses[(int)CellStatus.Disputed], unreadable, withoutUnit);
    }
}

/// <summary>How the checks of a table, or of a whole document, came out. Undecided is not held.</summary>
public sealed record CheckCounts(int Holds, int Broken, int Undecided)
{
    public static CheckCounts Of(IEnumerable<Check> checks)
    {
        var results = new int[3];
        foreach (var check in checks) results[(int)check.Result]++;
        return new(results[(int)CheckResult.Holds], results[(int)CheckResult.Broken], results[(int)CheckResult.Undecided]);
    }
}
