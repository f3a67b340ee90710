namespace Normalizer.Canonical;

/// <summary>One table of a disclosure with its columns understood and its amounts in yuan.</summary>
/// <param name="Id">"t01", "t02", … in reading order.</param>
/// <param name="Kind">A kind of reference/table_kinds.csv, a kind of a layout's own, or "unknown".</param>
/// <param name="Layout">The layout that claimed the table; null for unknown tables.</param>
/// <param name="Unit">Null if none was found: then no yuan is computed and no amount is compared.</param>
/// <param name="EmptyReason">The publisher's own note for an empty table; null otherwise.</param>
/// <param name="HeaderRows">How many of the grid's rows are header.</param>
/// <param name="Grid">The whole table after cleaning, header rows first; a spanning cell's text once, in its top left place.</param>
/// <param name="Spans">Row, column, rows, columns of each spanning cell of the grid.</param>
/// <param name="RowChecks">The row sums that the layout states (its "checks"), for this table's columns.</param>
public sealed record CanonicalTable(
    string Id, string Kind, string? Layout, string Title, string TitleAsPrinted, UnitLabel? Unit,
    ImmutableArray<Evidence> At, string? EmptyReason, ImmutableArray<Column> Columns, ImmutableArray<Row> Rows,
    int HeaderRows, ImmutableArray<ImmutableArray<string>> Grid, ImmutableArray<GridSpan> Spans,
    ImmutableArray<Indicator> Indicators, ImmutableArray<RowCheck> RowChecks);

public readonly record struct GridSpan(int Row, int Column, int Rows, int Columns);

/// <summary>What the unit line says, and how many yuan one unit is (1 for 元, 10000 for 万元).</summary>
public sealed record UnitLabel(string Printed, decimal Yuan, Evidence At);

/// <param name="Key">"c1", "c2", … by grid column.</param>
/// <param name="Header">Header path, top down, as printed (cleaned); empty if the table has no header.</param>
/// <param name="Meaning">A meaning of fixtures/meanings.json, or null.</param>
/// <param name="FiscalYear">The year the column speaks of, where the header or layout says so; null otherwise.</param>
/// <param name="Block">0 for ordinary tables; in tables with blocks side by side (revenue beside expenditure) the block's number.</param>
public sealed record Column(
    string Key, ImmutableArray<string> Header, string? Meaning, ColumnType Type, int? FiscalYear, int Block);

public enum ColumnType { Text, Name, Code, Index, Amount, Percent, Count }

public enum RowKind { Item, Total, Subtotal, Note }

/// <summary>One row of the grid. In tables with blocks side by side, Code and Name are those of the first block that has them;
/// <see cref="Entries"/> gives one entry a block.</summary>
/// <param name="Index">Row of the grid's body, from 0.</param>
/// <param name="CodeSystem">cn-functional | cn-economic-department | cn-economic-government | unit | procurement | null.</param>
/// <param name="Level">Depth in the table's own tree: 1 for 类, 2 for 款, 3 for 项; null if not known.</param>
/// <param name="Parent">The code of the parent row, or null.</param>
public sealed record Row(
    int Index, RowKind Kind, string? Code, string? CodeSystem, string? SecondCode, int? Level, string? Parent,
    string? Name, string? NameAsPrinted, RowCells Cells);

public enum CellState { Amount, Percent, Count, Text, Code, Blank, Dash, Unreadable }

/// <summary>Of an amount: confirmed by at least one independent identity; unchecked by any; repaired with a proof; or disputed.</summary>
public enum CellStatus { Unchecked, Confirmed, Repaired, Disputed }

/// <param name="Printed">The characters of the source, untouched.</param>
/// <param name="Text">The reading in the printed unit, cleaned (and repaired where Status says so).</param>
/// <param name="Yuan">Null for anything but a readable amount with a known unit: a blank or a dash is not a zero.</param>
/// <param name="Resolution">Yuan per unit of the last printed digit: 100 for "12.34" under 万元; 0 where Yuan is null.</param>
/// <param name="Status">Null where State is not an amount.</param>
/// <param name="Confidence">Calibrated probability that Yuan is the true value of the source's own figure; null where there is no amount.</param>
public sealed record Cell(
    string Printed, string Text, CellState State, decimal? Yuan, decimal Resolution,
    CellStatus? Status, double? Confidence, Evidence At);

/// <param name="Operator">≥ ≤ &gt; &lt; = or null (定性 and unknown).</param>
public sealed record Indicator(
    string? Level1, string? Level2, string? Level3, string? Operator, string? Value, string? Unit, string? Weight, Evidence At);

/// <summary>"The amount of meaning <paramref name="Total"/> is the sum of <paramref name="Parts"/>, in every row."</summary>
/// <param name="Rule">Id of reference/identities.csv.</param>
public sealed record RowCheck(string Rule, string Total, ImmutableArray<string> Parts);
