using Extractor.Cleanup;
using static Extractor.Cleanup.CharacterClass;

namespace Extractor.Tables.Tabbed;

/// <summary>Cuts a line into cells: at its tabs, or at the bars of a Markdown table row.</summary>
public static class RowSplitter
{
    public static bool IsRow(string line) => line.Contains('\t', StringComparison.Ordinal) && !IsBlank(line) || IsBarRow(line);

    /// <summary>A line such as "--⇥--⇥-----" or "| --- | :-: |" that rules a table off and says nothing.</summary>
    public static bool IsSeparator(string line)
    {
        var dashes = 0;
        var separators = 0;
        foreach (var c in line)
            if (c == '-') dashes++;
            else if (c is '\t' or '|') separators++;
            else if (c != ':' && c != '=' && !IsBlank(c)) return false;
        return separators > 0 && dashes >= 2 * (separators - 1) && dashes >= 3;
    }

    public static TabbedRow Split(int line, string text)
    {
        var (separator, first, last) = text.Contains('\t', StringComparison.Ordinal) ? ('\t', 0, text.Length) : BarRow(text);
        var cells = ImmutableArray.CreateBuilder<TabbedCell>(8);
        for (var start = first; start <= last;)
        {
            var length = text.AsSpan(start, last - start).IndexOf(separator);
            var end = length < 0 ? last : start + length;
            cells.Add(Cell(text, start, end));
            start = end + 1;
        }
        return new(line, cells.ToImmutable());
    }

    /// <summary>A whole line as the only cell of a row: neighbouring cells that ran together.</summary>
    public static TabbedRow Single(int line, string text) => new(line, [Cell(text, 0, text.Length)]);

    private static TabbedCell Cell(string line, int start, int end)
    {
        double indent = 0;
        while (start < end && IsBlank(line[start])) indent += line[start++] == '\u3000' ? 1 : 0.5;
        while (end > start && IsBlank(line[end - 1])) end--;
        if (start == end) return new("", "", start, 0);
        var printed = line[start..end];
        var text = MarkupScanner.MayHoldMarkup(printed) ? MarkupCleaner.Clean(printed).Text.Trim() : printed;
        return new(printed, text, start, indent);
    }

    private static bool IsBarRow(string line)
    {
        var trimmed = line.AsSpan().Trim();
        return trimmed.Length > 3 && trimmed[0] == '|' && trimmed[^1] == '|' && trimmed[1..^1].Contains('|');
    }

    private static (char Separator, int First, int Last) BarRow(string line) =>
        ('|', line.IndexOf('|', StringComparison.Ordinal) + 1, line.LastIndexOf('|'));
}
