namespace Normalizer.Layouts;

/// <summary>What a layout makes of a table: whether it claims it, and why.</summary>
/// <param name="Score">Between layouts that claim, the highest wins.</param>
/// <param name="Reason">One sentence: what speaks for it, or what ruled it out.</param>
/// <param name="Columns">One entry a column of the table.</param>
public sealed record LayoutMatch(
    LayoutDefinition Layout, bool Claims, double Score, string Reason, ImmutableArray<ColumnMatch> Columns);

/// <param name="Column">Grid column, from 0.</param>
/// <param name="Meaning">With the group's prefix; null if the layout knows no such column.</param>
/// <param name="Why">Which pattern matched, or that none did.</param>
public readonly record struct ColumnMatch(int Column, string? Meaning, string Why);
