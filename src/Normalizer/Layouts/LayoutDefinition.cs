namespace Normalizer.Layouts;

/// <summary>How a table is laid out.</summary>
/// <remarks>Coded: rows keyed by a code or a name. TwoSided: blocks of name and amount beside each other. List: one thing a
/// row. Form: labels and values in no fixed columns. SingleRow: the amounts stand under the header, with no row key.</remarks>
public enum GridKind { Coded, TwoSided, List, Form, SingleRow }

/// <summary>One table layout as a maintainer wrote it, with what it inherits filled in.</summary>
/// <param name="Name">The folder's name under fixtures/.</param>
/// <param name="Kind">The kind of table_kinds.csv it stands for, or a kind of its own; null only for abstract parents.</param>
/// <param name="Titles">Any of these found in the folded title speaks for the layout.</param>
/// <param name="NotTitles">Any of these found in the folded title rules the layout out.</param>
/// <param name="Codes">The code system the rows are keyed by; codes of another one rule the layout out. Null: any or none.</param>
/// <param name="Unit">The unit meant where the publisher prints none; null: none is assumed.</param>
/// <param name="TitleOptional">True where the columns alone tell the table.</param>
/// <param name="Columns">What the columns may be, the first that fits wins.</param>
/// <param name="Groups">Header groups that change what the columns under them mean: 增减 over the same columns as 当年.</param>
/// <param name="Checks">Row sums by meaning.</param>
/// <param name="Indicators">How performance indicators stand in the form; null where there are none.</param>
/// <param name="AmountLabels">Of forms: labels whose values are amounts of money.</param>
public sealed record LayoutDefinition(
    string Name, string? Kind, GridKind Grid, ImmutableArray<TextPattern> Titles, ImmutableArray<TextPattern> NotTitles,
    string? Codes, string? Unit, bool TitleOptional,
    ImmutableArray<LayoutColumn> Columns, ImmutableArray<LayoutGroup> Groups, ImmutableArray<LayoutCheck> Checks,
    IndicatorShape? Indicators, ImmutableArray<TextPattern> AmountLabels)
{
    /// <summary>Abstract layouts are parents only: they claim nothing.</summary>
    public bool IsAbstract => Kind is null;
}

/// <param name="Is">A meaning of meanings.json.</param>
/// <param name="Header">Patterns for the header path: the last for the column's own header, those before it for headers above,
/// in order, gaps allowed. Empty: the meaning's own words.</param>
/// <param name="Required">Without such a column the layout does not claim the table.</param>
public sealed record LayoutColumn(string Is, ImmutableArray<TextPattern> Header, bool Required);

/// <param name="Header">Pattern for a header above the columns.</param>
/// <param name="Prefix">Put before their meanings: "change." makes three_public.total change.three_public.total.</param>
public sealed record LayoutGroup(TextPattern Header, string Prefix);

/// <summary>"In every row, Total is the sum of its parts."</summary>
/// <param name="Rule">Id of reference/identities.csv.</param>
/// <param name="Parts">Meanings without whose columns the sum is not asked for.</param>
/// <param name="Optional">Meanings that belong to the sum where the table has them.</param>
/// <param name="Contains">By a meaning, those it already contains: 财政拨款小计 stands for the three funds beside it.</param>
public sealed record LayoutCheck(
    string Rule, string Total, ImmutableArray<string> Parts, ImmutableArray<string> Optional,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Contains)
{
    /// <summary>The parts a table with these meanings has; empty where the sum cannot be asked for.</summary>
    public ImmutableArray<string> PartsAmong(IReadOnlySet<string> meanings, string prefix)
    {
        bool Has(string meaning) => meanings.Contains(prefix + meaning);
        if (!Has(Total) || !Parts.All(Has)) return [];
        var contained = Contains.Where(whole => Has(whole.Key)).SelectMany(whole => whole.Value).ToHashSet(StringComparer.Ordinal);
        var present = Parts.Concat(Optional.Where(Has)).Where(part => !contained.Contains(part)).Select(part => prefix + part).ToImmutableArray();
        return present.Length < 2 ? [] : present;
    }
}

/// <summary>How a performance form prints its indicators.</summary>
/// <param name="Columns">Header patterns by part: level1, level2, level3, operator, value, unit, weight.</param>
/// <param name="Level1">Names of first-level classes (产出指标); they tell a class from an indicator where cells slid left.</param>
/// <param name="Level2">Names of second-level classes (数量指标).</param>
public sealed record IndicatorShape(
    ImmutableSortedDictionary<string, ImmutableArray<TextPattern>> Columns, ImmutableArray<TextPattern> Level1, ImmutableArray<TextPattern> Level2);

/// <summary>A meaning a column can have.</summary>
/// <param name="Type">code | name | index | amount | percent | count | text.</param>
/// <param name="Words">Patterns for the whole folded header.</param>
public sealed record Meaning(string Id, Canonical.ColumnType Type, ImmutableArray<TextPattern> Words);

/// <summary>A mistake in a layout file, said so that its author can mend it.</summary>
public sealed record LayoutError(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>At least one layout file is malformed; every mistake found is listed.</summary>
public sealed class LayoutFormatException(ImmutableArray<LayoutError> errors)
    : Exception(string.Join('\n', errors))
{
    public ImmutableArray<LayoutError> Errors { get; } = errors;
}
