namespace Normalizer.Canonical;

/// <summary>One row of one block of a table: a code or name and the amounts that stand beside it.</summary>
/// <param name="Amounts">Cells of the block's amount columns by meaning; where a meaning occurs for two years, the current year's.</param>
public readonly record struct Entry(Row Row, int Block, string? Code, string? Name, ImmutableArray<EntryAmount> Amounts);

public readonly record struct EntryAmount(Column Column, Cell Cell);

public static class Entries
{
    /// <summary>The entries of a table, row by row and block by block; one a row for ordinary tables.</summary>
    public static IEnumerable<Entry> Of(CanonicalTable table)
    {
        var blocks = table.Columns.Select(column => column.Block).Distinct().Order().ToArray();
        foreach (var row in table.Rows)
            foreach (var block in blocks)
            {
                var columns = table.Columns.Where(column => column.Block == block).ToArray();
                var amounts = columns
                    .Where(column => column.Type == ColumnType.Amount && row.Cells.ContainsKey(column.Key))
                    .Select(column => new EntryAmount(column, row.Cells[column.Key]));
                var name = blocks.Length == 1 ? row.Name : TextOf(row, columns, ColumnType.Name);
                var code = blocks.Length == 1 ? row.Code : TextOf(row, columns, ColumnType.Code);
                yield return new(row, block, code, name, [.. amounts]);
            }
    }

    private static string? TextOf(Row row, Column[] columns, ColumnType type)
    {
        foreach (var column in columns)
            if (column.Type == type && row.Cells.TryGetValue(column.Key, out var cell) && cell.Text.Length > 0) return cell.Text;
        return null;
    }
}
