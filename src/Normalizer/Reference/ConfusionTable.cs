namespace Normalizer.Reference;

/// <summary>Which characters are read for which others: 箅 for 算, 贵 for 费, O for 0.</summary>
public sealed class ConfusionTable
{
    private readonly HashSet<uint> pairs = [];
    private readonly Dictionary<char, string> meanings = [];

    internal ConfusionTable(string text)
    {
        var csv = new CsvRows(text);
        var (a, b) = (csv.Column("a"), csv.Column("b"));
        foreach (var row in csv.Rows)
            if (row[a].Length == 1 && row[b].Length == 1 && pairs.Add(Key(row[a][0], row[b][0])))
                meanings[row[a][0]] = meanings.GetValueOrDefault(row[a][0], "") + row[b];
    }

    /// <summary>True if <paramref name="read"/> is a known misreading of <paramref name="meant"/>.</summary>
    public bool IsMisreading(char read, char meant) => pairs.Contains(Key(read, meant));

    /// <summary>Everything that <paramref name="read"/> may stand for, the likeliest first.</summary>
    public string Meanings(char read) => meanings.GetValueOrDefault(read, "");

    private static uint Key(char read, char meant) => ((uint)read << 16) | meant;
}
