using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Normalizer.Repairs;

/// <summary>Finds the unit of a table whose unit line is missing, unreadable or contradicted by the document's other tables.</summary>
/// <remarks>A disclosure prints the same amounts in several tables. Under the right unit many of a table's figures are found
/// elsewhere, under a wrong one hardly any. A table without a unit that shares no figure takes the unit that all others have.</remarks>
public sealed class UnitRepairer
{
    /// <summary>So many different figures of so many digits must be found elsewhere before a unit is believed.</summary>
    private const int LeastMatches = 3, LeastDigits = 4;

    /// <summary>Where the whole document has one unit, so many tables must say so.</summary>
    private const int LeastTables = 3;

    private static readonly (string Name, decimal Yuan)[] Units = [("元", 1), ("万元", 10_000)];

    public (ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs) Repair(ImmutableArray<CanonicalTable> tables)
    {
        var values = tables.Select(ValuesOf).ToArray();
        var repaired = tables.ToBuilder();
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        for (var i = 0; i < tables.Length; i++)
        {
            if (values[i].Count == 0 || Choose(tables, values, i) is not var (unit, why) || unit.Yuan == tables[i].Unit?.Yuan) continue;
            var at = tables[i].Unit?.At ?? tables[i].At[0];
            repaired[i] = WithUnit(tables[i], new(unit.Name, unit.Yuan, at));
            repairs.Add(new("unit", new(at, tables[i].Id), tables[i].Unit?.Printed ?? "", unit.Name, "unit.elsewhere", [why], 0.99, true));
        }
        return (repaired.ToImmutable(), repairs.ToImmutable());
    }

    private static ((string Name, decimal Yuan) Unit, string Why)? Choose(ImmutableArray<CanonicalTable> tables, HashSet<decimal>[] values, int table)
    {
        var matches = Units.Select(unit => Matches(tables, values, table, unit.Yuan)).ToArray();
        var best = matches[0] >= matches[1] ? 0 : 1;
        var current = tables[table].Unit;
        if (matches[best] >= LeastMatches && matches[best] >= 3 * matches[1 - best])
            return (Units[best], $"In {Units[best].Name} {matches[best]} of its amounts stand in other tables as well, in {Units[1 - best].Name} {matches[1 - best]}.");
        if (current is not null) return null;
        var others = tables.Where((_, i) => i != table && values[i].Count > 0).Select(other => other.Unit?.Yuan).OfType<decimal>().ToArray();
        if (others.Length < LeastTables || others.Distinct().Count() != 1 || !Units.Any(unit => unit.Yuan == others[0])) return null;
        return (Units.First(unit => unit.Yuan == others[0]), $"All {others.Length} other tables with a unit have it.");
    }

    /// <summary>How many of a table's values, taken in this unit, are amounts of a table of another unit line or of the same.</summary>
    private static int Matches(ImmutableArray<CanonicalTable> tables, HashSet<decimal>[] values, int table, decimal unit)
    {
        var count = 0;
        foreach (var value in values[table])
            for (var other = 0; other < tables.Length; other++)
                if (other != table && tables[other].Unit is { } known && values[other].Contains(value * unit / known.Yuan))
                {
                    count++;
                    break;
                }
        return count;
    }

    /// <summary>The table's printed values with enough digits to be told apart.</summary>
    private static HashSet<decimal> ValuesOf(CanonicalTable table)
    {
        var values = new HashSet<decimal>();
        foreach (var row in table.Rows)
            foreach (var column in table.Columns)
                if (column.Type == ColumnType.Amount && row.Cells.TryGetValue(column.Key, out var cell) && cell.State == CellState.Amount &&
                    AmountReader.Read(cell.Text).Value is { } value && cell.Text.Count(char.IsAsciiDigit) >= LeastDigits && value != 0)
                    values.Add(value);
        return values;
    }

    private static CanonicalTable WithUnit(CanonicalTable table, UnitLabel unit) => table with
    {
        Unit = unit,
        Rows = [.. table.Rows.Select(row => row with { Cells = row.Cells.ToImmutableSortedDictionary(pair => pair.Key, pair => WithUnit(pair.Value, unit), row.Cells.KeyComparer) })],
    };

    private static Cell WithUnit(Cell cell, UnitLabel unit)
    {
        if (cell.State != CellState.Amount || AmountReader.Read(cell.Text) is not { Value: { } value } reading) return cell;
        var last = 1m;
        for (var i = 0; i < reading.Decimals; i++) last /= 10;
        return cell with { Yuan = value * unit.Yuan, Resolution = last * unit.Yuan };
    }
}
