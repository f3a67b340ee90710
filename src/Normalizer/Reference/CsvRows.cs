using CsvHelper;

namespace Normalizer.Reference;

/// <summary>A reference file by rows: RFC 4180 with a header row.</summary>
internal sealed class CsvRows
{
    private readonly Dictionary<string, int> columns;
    private readonly List<string[]> rows = [];

    /// <param name="text">A whole file.</param>
    /// <exception cref="FormatException">The file has no header row.</exception>
    public CsvRows(string text)
    {
        using var reader = CsvReader.FromText(text, new() { HasHeader = false });
        while (reader.Read())
        {
            var row = new string[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.GetString(i);
            rows.Add(row);
        }
        if (rows.Count == 0) throw new FormatException("A reference file is empty.");
        columns = rows[0].Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        rows.RemoveAt(0);
    }

    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Where a column stands in every row.</summary>
    /// <exception cref="FormatException">The file lacks the column.</exception>
    public int Column(string name) =>
        columns.TryGetValue(name, out var index) ? index : throw new FormatException($"A reference file lacks the column {name}.");
}
