using System.Text.RegularExpressions;
using Extractor.Cleanup;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>Cuts a text into lines and tells what each of them is.</summary>
public static partial class LineClassifier
{
    public static ImmutableArray<SourceLine> Classify(string text)
    {
        var lines = ImmutableArray.CreateBuilder<SourceLine>();
        var number = 1;
        for (var start = 0; start <= text.Length; number++)
        {
            var end = text.IndexOfAny(['\n', '\r'], start);
            if (end < 0) end = text.Length;
            var line = text[start..end];
            lines.Add(new(number, line, KindOf(line)));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        if (text.Contains("<table", StringComparison.OrdinalIgnoreCase)) MarkHtmlTables(lines);
        return lines.ToImmutable();
    }

    /// <summary>The lines from each "&lt;table" to its "&lt;/table&gt;"; a tag without its end is left-over markup.</summary>
    private static void MarkHtmlTables(ImmutableArray<SourceLine>.Builder lines)
    {
        var lastEnd = lines.Count - 1;
        while (lastEnd >= 0 && !Holds(lines[lastEnd], "</table>")) lastEnd--;
        for (var i = 0; i <= lastEnd; i++)
        {
            if (!Holds(lines[i], "<table")) continue;
            for (; i <= lastEnd; i++)
            {
                lines[i] = lines[i] with { Kind = LineKind.HtmlTable };
                if (Holds(lines[i], "</table>")) break;
            }
        }
    }

    private static bool Holds(SourceLine line, string tag) => line.Text.Contains(tag, StringComparison.OrdinalIgnoreCase);

    private static LineKind KindOf(string line)
    {
        if (CharacterClass.IsBlank(line)) return LineKind.Blank;
        if (RowSplitter.IsSeparator(line)) return LineKind.Separator;
        if (RowSplitter.IsRow(line)) return LineKind.Row;
        return line.Length < 24 && PageNumber().IsMatch(line) ? LineKind.PageNumber : LineKind.Prose;
    }

    [GeneratedRegex(@"^\s*([-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页([\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();
}
