using Extractor.Reading.Html;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>A piece of lines that hold HTML tables: the rows of one table, or the prose before, between and after them.</summary>
public sealed record HtmlPiece(int FirstLine, int LastLine, List<TabbedRow> Rows, ImmutableArray<SourceLine> Prose);

/// <summary>Cuts lines with HTML tables into tables and prose.</summary>
public static class HtmlPieces
{
    private const string Start = "<table", End = "</table>";

    public static List<HtmlPiece> Of(ReadOnlySpan<SourceLine> lines)
    {
        var pieces = new List<HtmlPiece>();
        var text = string.Join('\n', lines.ToArray().Select(line => line.Text));
        var at = new Position(lines[0].Number, 0, 0);
        while (true)
        {
            var start = text.IndexOf(Start, at.Index, StringComparison.OrdinalIgnoreCase);
            var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.OrdinalIgnoreCase);
            if (end < 0) break;
            AddProse(pieces, text, at, start);
            at = at.MoveTo(text, start);
            var after = at.MoveTo(text, end + End.Length);
            var rows = HtmlRowReader.Read(text[start..after.Index], at.Line, at.Column);
            if (rows.Count == 0) AddProse(pieces, text, at, after.Index);
            else pieces.Add(new(at.Line, after.Line, rows, []));
            at = after;
        }
        AddProse(pieces, text, at, text.Length);
        return pieces;
    }

    /// <summary>Lines of prose, moved to where they stand by blanks before them.</summary>
    private static void AddProse(List<HtmlPiece> pieces, string text, Position from, int end)
    {
        var prose = ImmutableArray.CreateBuilder<SourceLine>();
        var number = from.Line;
        foreach (var part in text[from.Index..end].Split('\n'))
        {
            var isBlank = Cleanup.CharacterClass.IsBlank(part);
            var line = number == from.Line ? new string(' ', from.Column) + part : part;
            prose.Add(new(number++, line, isBlank ? LineKind.Blank : LineKind.Prose));
        }
        if (prose.Any(line => line.Kind == LineKind.Prose)) pieces.Add(new(from.Line, number - 1, [], prose.ToImmutable()));
    }

    private readonly record struct Position(int Line, int Column, int Index)
    {
        public Position MoveTo(string text, int index)
        {
            var passed = text.AsSpan(Index, index - Index);
            var breaks = passed.Count('\n');
            return new(Line + breaks, breaks == 0 ? Column + passed.Length : passed.Length - passed.LastIndexOf('\n') - 1, index);
        }
    }
}
