using System.Text;

namespace Normalizer.Reference;

/// <summary>Reads the reference files: RFC 4180 quoting, a header row, LF or CRLF.</summary>
/// <remarks>Start-up time is felt at every call of the program: a reflecting reader costs more than all files together.</remarks>
internal sealed class CsvRows
{
    private readonly Dictionary<string, int> columns;
    private readonly List<string[]> rows;

    /// <param name="text">A whole file.</param>
    /// <exception cref="FormatException">The file has no header row.</exception>
    public CsvRows(string text)
    {
        rows = Split(text);
        if (rows.Count == 0) throw new FormatException("A reference file is empty.");
        columns = rows[0].Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        rows.RemoveAt(0);
    }

    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Where a column stands in every row.</summary>
    /// <exception cref="FormatException">The file lacks the column.</exception>
    public int Column(string name) =>
        columns.TryGetValue(name, out var index) ? index : throw new FormatException($"A reference file lacks the column {name}.");

    private static List<string[]> Split(string text)
    {
        var rows = new List<string[]>();
        var fields = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            fields.Add(Field(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            while (at < text.Length && text[at] is '\r' or '\n') at++;
            rows.Add([.. fields]);
            fields.Clear();
        }
        return rows;
    }

    private static string Field(string text, ref int at)
    {
        var start = at;
        if (text[at] != '"')
        {
            while (at < text.Length && text[at] is not (',' or '\r' or '\n')) at++;
            return text[start..at];
        }
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 >= text.Length || text[at + 1] != '"')) break;
            if (text[at] == '"') at++;
            field.Append(text[at]);
        }
        at++;
        return field.ToString();
    }
}
