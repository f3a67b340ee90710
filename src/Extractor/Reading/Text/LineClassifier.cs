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
        return lines.ToImmutable();
    }

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
