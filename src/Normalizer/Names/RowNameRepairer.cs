using Normalizer.Canonical;
using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Holds each row's name against its code: a name that is no name of the code gives way to the one that the official list
/// and the rest of the document agree on.</summary>
/// <remarks>A name that the document prints twice for a code is the publisher's own and stands, cut or not.</remarks>
public sealed class RowNameRepairer(ReferenceData reference)
{
    private const int ShortestName = 4;

    public (ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs) Repair(ImmutableArray<CanonicalTable> tables, int? year)
    {
        var uses = tables.SelectMany(table => table.Rows).Where(row => row is { Code: not null, Name: not null })
            .GroupBy(row => (row.Code!, row.Name!)).ToDictionary(group => group.Key, group => group.Count());
        var names = uses.Keys.ToLookup(use => use.Item1, use => use.Item2, StringComparer.Ordinal);
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var repaired = tables.Select(table =>
        {
            foreach (var row in table.Rows)
                if (Meant(row, uses, names, year) is { } meant && CellOf(row) is { } at)
                {
                    repairs.Add(new("name", new(at.Cell.At, table.Id, row.Index, at.Column), row.Name!, meant, "name-of-code",
                        [$"{row.Code} is called {meant} in the official list{(year is { } y ? $" of {y}" : "")} and elsewhere in the document; {row.Name} is printed for it once."],
                        0.98, true));
                    table = Named(table, row, at.Column, meant);
                }
            return table;
        }).ToImmutableArray();
        return (repaired, repairs.ToImmutable());
    }

    private string? Meant(Row row, Dictionary<(string, string), int> uses, ILookup<string, string> names, int? year)
    {
        if (row is not { Code: { } code, Name: { Length: >= ShortestName } name } || reference.Codes(row.CodeSystem) is not { } codes) return null;
        if (uses[(code, name)] > 1) return null;
        var official = new Dictionary<string, ReferenceTrust>(StringComparer.Ordinal);
        foreach (var entry in codes.Names(code))
        {
            if (entry.Name == name) return null;
            if (entry.IsNearlyValidIn(year) && entry.Trust <= official.GetValueOrDefault(entry.Name, entry.Trust)) official[entry.Name] = entry.Trust;
        }
        var candidates = names[code].Where(other => official.ContainsKey(other) && IsDamagedForm(name, other)).Take(2).ToArray();
        if (candidates is not [var meant]) return null;
        // A name that is only recalled proves nothing: then the document itself must prefer it.
        return official[meant] == ReferenceTrust.Seen || uses[(code, meant)] > 1 ? meant : null;
    }

    /// <summary>Cut at its end, or one character lost, doubled or misread.</summary>
    private static bool IsDamagedForm(string name, string whole) =>
        whole.StartsWith(name, StringComparison.Ordinal) || EditDistance.Between(name, whole, 1) == 1;

    private static (string Column, Cell Cell)? CellOf(Row row)
    {
        foreach (var (column, cell) in row.Cells)
            if (cell.Text == row.Name) return (column, cell);
        return null;
    }

    private static CanonicalTable Named(CanonicalTable table, Row row, string column, string name)
    {
        var index = table.Rows.IndexOf(row);
        var (line, place) = (table.HeaderRows + row.Index, int.Parse(column.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1);
        return table with
        {
            Rows = table.Rows.SetItem(index, row with { Name = name, Cells = row.Cells.SetItem(column, row.Cells[column] with { Text = name }) }),
            Grid = table.Grid.SetItem(line, table.Grid[line].SetItem(place, name)),
        };
    }
}
