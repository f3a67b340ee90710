using Normalizer.Canonical;

namespace Normalizer.Repairs;

/// <summary>Puts the cells of a row back into their columns where the kinds of the columns show that a blank was lost or
/// two cells ran together, and takes out a blank too many.</summary>
/// <remarks>A lost blank moves the rest of the row one place to the left and leaves the last place empty, so does a lost
/// boundary, unless the second cell's own place was left empty. Only rows with a cell in a column of another kind are looked at,
/// and only what makes every cell fit is done (one word among codes may stay). Where several places for the blank fit, it goes before
/// the first cell that does not: what is left open between amounts is for their sums to decide.</remarks>
public sealed class RowShapeRepairer
{
    /// <param name="columns">Of the whole grid.</param>
    public (ExtractedTable Table, ImmutableArray<Repair> Repairs) Repair(ExtractedTable table, ImmutableArray<Column> columns)
    {
        if (columns.Length < 2 || columns.All(column => column.Type != ColumnType.Amount)) return (table, []);
        var cells = new List<GridCell>(table.Cells.Length);
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        foreach (var row in table.Cells.GroupBy(cell => cell.Row))
            cells.AddRange(row.Key < table.HeaderRows || row.Any(cell => cell.RowSpan > 1)
                ? row : Repair(row.OrderBy(cell => cell.Column).ToArray(), columns, repairs));
        return repairs.Count == 0 ? (table, []) : (table with { Cells = [.. cells] }, repairs.ToImmutable());
    }

    private static IEnumerable<GridCell> Repair(GridCell[] row, ImmutableArray<Column> columns, ImmutableArray<Repair>.Builder repairs)
    {
        var places = new GridCell?[columns.Length];
        foreach (var cell in row) places[cell.Column] = cell with { ColumnSpan = 1 };
        var misfits = RowShape.Misfits(TextsOf(places), columns);
        if (misfits < 2) return row;
        var best = Candidates(places).Select(candidate => (candidate, Misfits: RowShape.Misfits(TextsOf(candidate.Places), columns)))
            .Where(pair => pair.Misfits < misfits).OrderBy(pair => pair.Misfits).ThenBy(pair => pair.candidate.Rank).ThenByDescending(pair => pair.candidate.At)
            .FirstOrDefault();
        if (best.candidate is not { } found || best.Misfits > 1) return row;
        var moved = found.Places.Select((cell, column) => cell is null ? null : cell with { Column = column }).OfType<GridCell>().ToArray();
        repairs.Add(Describe(found, row, places));
        return moved;
    }

    /// <summary>Every way to cut a cell in two, into its empty neighbour or moving the rest one place to the right, and every way to
    /// put a blank in or to take one out.</summary>
    private static IEnumerable<Candidate> Candidates(GridCell?[] places)
    {
        var isRoom = places[^1] is null or { Text.Length: 0 };
        for (var at = 0; at < places.Length - 1; at++)
        {
            if (isRoom) yield return new(at, [.. places[..at], null, .. places[at..^1]], "shifted_cells", 2);
            if (places[at] is not { Text.Length: > 0 } cell)
            {
                yield return new(at, [.. places[..at], .. places[(at + 1)..], null], "shifted_cells", 3);
                continue;
            }
            foreach (var (left, right) in RowShape.Cuts(cell.Text))
            {
                GridCell?[] cut = [Part(cell, left, true), Part(cell, right, false)];
                if (places[at + 1] is null or { Text.Length: 0 }) yield return new(at, [.. places[..at], .. cut, .. places[(at + 2)..]], "merged_cells", 0);
                if (isRoom) yield return new(at, [.. places[..at], .. cut, .. places[(at + 1)..^1]], "merged_cells", 1);
            }
        }
    }

    private static GridCell Part(GridCell cell, string text, bool isLeft)
    {
        var at = cell.At.Line is null ? cell.At : isLeft
            ? cell.At with { End = Math.Min(cell.At.End, cell.At.Start + text.Length) }
            : cell.At with { Start = Math.Max(cell.At.Start, cell.At.End - text.Length) };
        return cell with { Text = text, Printed = cell.Printed.Contains(text, StringComparison.Ordinal) ? text : cell.Printed, At = at };
    }

    private static Repair Describe(Candidate found, GridCell[] row, GridCell?[] places)
    {
        var cell = found.Class == "merged_cells" ? places[found.At]! : places[found.At..].OfType<GridCell>().First();
        var (from, to) = found.Class == "merged_cells"
            ? (cell.Printed, $"{found.Places[found.At]!.Text}\t{found.Places[found.At + 1]!.Text}")
            : (string.Join('\t', row.Select(other => other.Printed)), string.Join('\t', found.Places.Select(other => other?.Text)));
        return new(found.Class, new(cell.At), from, to, "row.columns",
            ["The cells stand in columns of another kind as printed; so every cell fits its column."], 0.99, true);
    }

    private static string[] TextsOf(GridCell?[] places) => [.. places.Select(cell => cell?.Text.Trim() ?? "")];

    /// <param name="At">Where the blank was put in, or which cell was cut.</param>
    /// <param name="Rank">Lower is likelier.</param>
    private sealed record Candidate(int At, GridCell?[] Places, string Class, int Rank);
}
