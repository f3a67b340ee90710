using Normalizer.Canonical;

namespace Normalizer.Names;

/// <summary>Repairs made before the tables were read learn which table, row and column they stand in.</summary>
internal static class RepairPlaces
{
    public static ImmutableArray<Repair> InTables(ImmutableArray<Repair> repairs, ImmutableArray<CanonicalTable> tables)
    {
        var open = repairs.Where(repair => repair.At.Table is null).Select(repair => repair.At.At).ToHashSet();
        if (open.Count == 0) return repairs;
        var places = new Dictionary<Evidence, Place>();
        foreach (var table in tables)
            foreach (var row in table.Rows)
                foreach (var (column, cell) in row.Cells)
                    if (open.Contains(cell.At)) places.TryAdd(cell.At, new(cell.At, table.Id, row.Index, column));
        return [.. repairs.Select(repair => repair.At.Table is null && places.TryGetValue(repair.At.At, out var place)
            ? repair with { At = place } : repair)];
    }

    /// <summary>Titles are lines of text, which keep no printed form: the repairs of names in them are undone there.</summary>
    public static ImmutableArray<CanonicalTable> TitlesAsPrinted(ImmutableArray<CanonicalTable> tables, ImmutableArray<Repair> repairs)
    {
        var inText = repairs.Where(repair => repair is { Rule: "agency" or "lookalike" or "stray-character", At.Table: null }).ToArray();
        if (inText.Length == 0) return tables;
        return [.. tables.Select(table => table with { TitleAsPrinted = Array.FindLast(inText, repair => IsOf(table, repair)) is { } repair
            ? table.TitleAsPrinted.Replace(repair.To, repair.From, StringComparison.Ordinal) : table.TitleAsPrinted })];
    }

    private static bool IsOf(CanonicalTable table, Repair repair) =>
        table.TitleAsPrinted.Contains(repair.To, StringComparison.Ordinal) && table.At.Length > 0
        && (repair.At.At.Line, table.At[0].Line) is ({ } line, { } first) && line >= first && line <= (table.At[^1].Line ?? first);
}
