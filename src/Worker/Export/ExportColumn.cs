using Normalizer.Privacy;

namespace Worker.Export;

/// <summary>One column of an exported table: the same definition makes the CSV field, the data package's field and the SQL column.</summary>
/// <param name="Type">Table Schema type: string, integer, number or boolean.</param>
/// <param name="Value">The text as it stands in the CSV; null where there is none.</param>
/// <param name="ColumnType">Of the Fiscal Data Package taxonomy; null outside of it.</param>
/// <param name="Values">The only values there are; empty where any may stand.</param>
internal sealed record ExportColumn<T>(
    string Name, string Type, string Description, Func<T, string?> Value, string? ColumnType = null, params string[] Values)
{
    public bool IsText => Type == "string";

    /// <summary>Whether the text of a row is an amount or a code: eleven digits there are no mobile number.</summary>
    public Func<T, bool> IsFigure { get; init; } = _ => false;

    /// <summary>The same column with mobile numbers treated as the rule says.</summary>
    public ExportColumn<T> Under(MobileNumberRule rule) => !IsText ? this
        : this with { Value = row => Value(row) is { } text && !IsFigure(row) ? MobileNumber.Apply(text, rule) : Value(row) };
}

/// <summary>One exported table: a CSV file, a resource of the data package and a table of the SQLite file.</summary>
/// <param name="Name">With underscores: file and SQL name; the resource's name has hyphens.</param>
/// <param name="Key">The column that tells its rows apart.</param>
/// <param name="References">Column by the table whose key it holds.</param>
internal sealed record ExportTable<T>(
    string Name, string Title, string Description, string Key, ImmutableArray<ExportColumn<T>> Columns,
    params (string Column, string Table)[] References)
{
    public ExportTable<T> Under(MobileNumberRule rule) => this with { Columns = [.. Columns.Select(column => column.Under(rule))] };
}
