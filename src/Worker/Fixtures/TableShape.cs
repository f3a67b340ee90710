using Normalizer.Amounts;
using Normalizer.Canonical;

namespace Worker.Fixtures;

/// <summary>What kind of grid a table is, and what its columns are by their place where their headers don't say.</summary>
/// <param name="Grid">coded | two_sided | list | form | single_row.</param>
internal sealed record TableShape(string Grid, ImmutableDictionary<int, string> Roles)
{
    /// <summary>A column of amounts has at least this share of them among its filled cells.</summary>
    private const double AmountShare = 0.6;

    public string? RoleOf(int column) => Roles.GetValueOrDefault(column);

    public static TableShape Of(CanonicalTable table)
    {
        var amounts = Enumerable.Range(0, table.Columns.Length).Where(column => IsAmounts(table, column)).ToArray();
        var hasAmount = table.Grid.Skip(table.HeaderRows).SelectMany(row => row).Any(IsAmount);
        if (table.HeaderRows == 0 || amounts.Length == 0 && hasAmount) return new("form", Empty);
        if (amounts.Length == 0) return new("list", Empty);
        var labels = Enumerable.Range(0, table.Columns.Length).Where(column => IsLabels(table, column)).ToArray();
        if (labels.Length == 0 && table.Rows.Length == 1) return new("single_row", Empty);
        if (TwoSides(labels, amounts) is { Count: > 0 } sides) return new("two_sided", sides);
        // The only labels in front of the amounts are the rows' names, whatever their header.
        var names = labels.Where(label => label < amounts[0]).ToArray();
        return new("coded", names is [var only] && table.Columns[only].Meaning is null && table.Columns[only].Type == ColumnType.Text ? Empty.Add(only, "name") : Empty);
    }

    private static readonly ImmutableDictionary<int, string> Empty = ImmutableDictionary<int, string>.Empty;

    /// <summary>A label to the right of an amount, with an amount of its own, begins a second side.</summary>
    private static ImmutableDictionary<int, string> TwoSides(int[] labels, int[] amounts)
    {
        if (labels.FirstOrDefault(label => label > amounts[0] && amounts.Any(amount => amount > label), -1) is not (>= 0 and var second) || labels[0] > amounts[0]) return Empty;
        return Empty.Add(labels[0], "revenue.name").Add(amounts[0], "revenue.amount")
            .Add(second, "expenditure.name").Add(amounts.First(amount => amount > second), "expenditure.total");
    }

    private static bool IsAmounts(CanonicalTable table, int column)
    {
        var filled = Body(table, column).Where(text => text.Length > 0).ToArray();
        var count = filled.Count(IsAmount);
        return table.Columns[column].Type != ColumnType.Code && !table.Columns[column].Header.IsEmpty && count > 0 && count >= AmountShare * filled.Length;
    }

    private static bool IsLabels(CanonicalTable table, int column) =>
        table.Columns[column].Type is ColumnType.Name or ColumnType.Text && Body(table, column).Count(text => text.Length > 0 && !IsAmount(text)) * 2 > table.Rows.Length;

    private static IEnumerable<string> Body(CanonicalTable table, int column) => table.Grid.Skip(table.HeaderRows).Select(row => row[column]);

    internal static bool IsAmount(string text) => AmountReader.Read(text).State == CellState.Amount;
}

/// <summary>The labels that the amounts of a form stand beside or below.</summary>
internal static class FormLabels
{
    public static IEnumerable<string> Of(CanonicalTable table)
    {
        for (var row = 0; row < table.Grid.Length; row++)
            for (var column = 0; column < table.Grid[row].Length; column++)
            {
                if (!TableShape.IsAmount(table.Grid[row][column])) continue;
                var beside = Enumerable.Range(0, column).Reverse().Select(left => table.Grid[row][left]).FirstOrDefault(text => text.Length > 0);
                var above = Enumerable.Range(0, row).Reverse().Select(up => table.Grid[up][column]).FirstOrDefault(text => text.Length > 0);
                if (new[] { beside, above }.FirstOrDefault(text => text is not null && !TableShape.IsAmount(text)) is { } label) yield return label;
            }
    }
}
