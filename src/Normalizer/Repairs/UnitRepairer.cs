using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Finds the unit of a table whose unit line is missing, unreadable or contradicted by the document's other tables.</summary>
/// <remarks>A disclosure prints the same amounts in several tables. Under the right unit many of a table's figures are found
/// elsewhere, under a wrong one hardly any. A table without a unit that shares no figure takes the unit that nearly all others have.
/// A unit that can be read and is wrong is mostly the publisher's own mistake, and nothing on the page tells it from damage: it is
/// always reported, and the amounts follow the other tables only where several of them prove it.</remarks>
public sealed class UnitRepairer
{
    /// <summary>So many different figures of so many digits must be found elsewhere before a unit is believed.</summary>
    private const int LeastMatches = 3, LeastDigits = 4;

    /// <summary>Where the whole document has one unit, so many tables must say so.</summary>
    private const int LeastTables = 3;

    /// <summary>And so large a share of all that have one.</summary>
    private const double MostTables = 0.75;

    /// <summary>A unit that can be read gives way to so many tables with so many of its figures each.</summary>
    private const int LeastWitnesses = 2, LeastShared = 2;

    private static readonly (string Name, decimal Yuan)[] Units = [("元", 1), ("万元", 10_000)];

    public UnitChoices Repair(ImmutableArray<CanonicalTable> tables)
    {
        var values = tables.Select(ValuesOf).ToArray();
        var repaired = tables.ToBuilder();
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        for (var i = 0; i < tables.Length; i++)
        {
            if (values[i].Count == 0 || Choose(tables, values, i) is not var (unit, why) || unit.Yuan == tables[i].Unit?.Yuan) continue;
            var place = new Place(tables[i].Unit?.At ?? tables[i].At[0], tables[i].Id);
            var isProven = tables[i].Unit is null || Witnesses(tables, values, i, unit.Yuan) >= LeastWitnesses;
            if (isProven) repaired[i] = WithUnit(tables[i], new(unit.Name, unit.Yuan, place.At));
            repairs.Add(new("unit", place, tables[i].Unit?.Printed ?? "", unit.Name, "unit.elsewhere", [why], isProven ? Proven : Suggested, isProven));
            if (tables[i].Unit is { } printed) findings.Add(Contradiction(tables[i].Title, printed, unit, why, place, isProven));
        }
        return new(repaired.ToImmutable(), repairs.ToImmutable(), findings.ToImmutable());
    }

    /// <summary>How certain a unit is that two or more tables, or only one, speak for.</summary>
    private const double Proven = 0.99, Suggested = 0.5;

    private static Finding Contradiction(string title, UnitLabel printed, (string Name, decimal Yuan) proven, string why, Place at, bool isProven)
    {
        var factor = Math.Max(printed.Yuan, proven.Yuan) / Math.Min(printed.Yuan, proven.Yuan);
        var consequence = isProven ? $"Its amounts are delivered as {proven.Name}." : $"Too few tables say so: its amounts are delivered as {printed.Printed}.";
        return new("unit.contradicted", Severity.Error, FindingCause.Unknown,
            $"{title}: the unit is printed as {printed.Printed}, off by a factor of {factor.ToString("0", System.Globalization.CultureInfo.InvariantCulture)}. {why} {consequence}",
            [at], proven.Name, printed.Printed);
    }

    private static ((string Name, decimal Yuan) Unit, string Why)? Choose(ImmutableArray<CanonicalTable> tables, HashSet<decimal>[] values, int table)
    {
        var matches = Units.Select(unit => Matches(tables, values, table, unit.Yuan)).ToArray();
        var witnesses = Units.Select(unit => Witnesses(tables, values, table, unit.Yuan)).ToArray();
        var best = (matches[0], witnesses[0]).CompareTo((matches[1], witnesses[1])) >= 0 ? 0 : 1;
        var current = tables[table].Unit;
        // Two tables whose unit lines are wrong alike bear each other out; most of the others don't.
        if (witnesses[1 - best] > witnesses[best]) best = 1 - best;
        if (matches[best] >= LeastMatches && (matches[best] >= 3 * matches[1 - best] || witnesses[best] >= LeastTables && witnesses[best] >= 3 * witnesses[1 - best]))
            return (Units[best], $"In {Units[best].Name} {matches[best]} of its amounts stand in other tables as well, in {Units[1 - best].Name} {matches[1 - best]}.");
        if (current is not null) return null;
        var others = tables.Where((_, i) => i != table && values[i].Count > 0).Select(other => other.Unit?.Yuan).OfType<decimal>().ToArray();
        var common = Enumerable.Range(0, Units.Length).MaxBy(unit => others.Count(other => other == Units[unit].Yuan));
        var agreeing = others.Count(other => other == Units[common].Yuan);
        if (agreeing < LeastTables || agreeing < MostTables * others.Length || matches[common] < matches[1 - common]) return null;
        return (Units[common], $"{agreeing} of {others.Length} other tables with a unit have it, and none of its amounts says otherwise.");
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

    /// <summary>How many tables have several of a table's values, taken in this unit.</summary>
    private static int Witnesses(ImmutableArray<CanonicalTable> tables, HashSet<decimal>[] values, int table, decimal unit) =>
        Enumerable.Range(0, tables.Length).Count(other => other != table && tables[other].Unit is { } known &&
            values[table].Count(value => values[other].Contains(value * unit / known.Yuan)) >= LeastShared);

    /// <summary>The table's printed values with enough digits to be told apart.</summary>
    private static HashSet<decimal> ValuesOf(CanonicalTable table)
    {
        var values = new HashSet<decimal>();
        foreach (var row in table.Rows)
            foreach (var cell in row.Cells.Values)
                if (cell.State == CellState.Amount && AmountReader.Read(cell.Text).Value is { } value && value != 0 &&
                    cell.Text.Count(char.IsAsciiDigit) >= LeastDigits && IsInUnit(cell, value, table.Unit))
                    values.Add(value);
        return values;
    }

    /// <summary>False for an amount with a unit of its own: its column's header or its label in a form states one.</summary>
    private static bool IsInUnit(Cell cell, decimal value, UnitLabel? unit) => unit is null ? cell.Yuan is null : cell.Yuan == value * unit.Yuan;

    private static CanonicalTable WithUnit(CanonicalTable table, UnitLabel unit) => table with
    {
        Unit = unit,
        Rows = [.. table.Rows.Select(row => row with { Cells = row.Cells.With((_, cell) => WithUnit(cell, table.Unit, unit)) })],
    };

    private static Cell WithUnit(Cell cell, UnitLabel? printed, UnitLabel unit)
    {
        if (cell.State != CellState.Amount || AmountReader.Read(cell.Text) is not { Value: { } value } reading || !IsInUnit(cell, value, printed)) return cell;
        return cell with { Yuan = value * unit.Yuan, Resolution = AmountText.LastPlace(reading.Decimals) * unit.Yuan };
    }
}

/// <summary>The tables in the units that the document proves.</summary>
/// <param name="Repairs">Units delivered, or only suggested, instead of what is printed.</param>
/// <param name="Findings">One for each unit that can be read and that other tables contradict.</param>
public sealed record UnitChoices(ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs, ImmutableArray<Finding> Findings);
