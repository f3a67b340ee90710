using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Replaces misread characters in names, headers and titles before anything is made of them, and leaves out those that
/// were read twice: 政府性基金预箅 -> 预算, 医医保政策 -> 医保政策.</summary>
/// <remarks>Amounts and figures are never touched. What was printed stays in the cells' <see cref="GridCell.Printed"/>.</remarks>
public sealed class LookAlikeRepairer(ReferenceData reference)
{
    private const string Stops = "，。；：！？、,;:!?“”\"《》〈〉（）()【】[]";

    /// <summary>Longest text that is taken for a heading or a label.</summary>
    private const int LongestLine = 45;
    private readonly Lazy<NameContext> names = new(() => new(reference));

    public ExtractedDocument Repair(ExtractedDocument document)
    {
        var parts = new Dictionary<string, ImmutableArray<Part>>(StringComparer.Ordinal);
        var cells = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new List<string>();
        foreach (var block in document.Blocks)
            if (block is TextBlock text) Add(text.Text, text.Text.Length <= LongestLine ? NameText.Line : NameText.Clause);
            else foreach (var cell in ((TableBlock)block).Table.Cells)
                if (HasName(cell.Text)) Add(cell.Text, NameText.Cell);
        var context = new DocumentContext(texts);
        var reading = new LookAlikeReading(names.Value, context, reference.Confusions);
        var doubled = new DoubledReading(names.Value, context);
        var readings = new Dictionary<string, ImmutableArray<LookAlike>>(StringComparer.Ordinal);
        foreach (var (text, ofText) in parts)
        {
            var found = ofText.SelectMany(part => reading.Read(part.Text, part.Kind).Concat(doubled.Read(part.Text, part.Kind)).DistinctBy(one => one.Index)
                .Select(one => one with { Index = part.Start + one.Index })).ToImmutableArray();
            if (doubled.ReadComma(text, cells.GetValueOrDefault(text)) is { } comma) found = found.Add(comma);
            if (found.Length > 0) readings[text] = found;
        }
        return readings.Count == 0 ? document : Apply(document, readings);

        void Add(string source, NameText kind)
        {
            var compact = new CompactText(source).Text;
            if (kind == NameText.Cell) cells[compact] = cells.GetValueOrDefault(compact) + 1;
            if (!parts.TryGetValue(compact, out var ofText))
                parts[compact] = ofText = kind == NameText.Clause || compact.AsSpan().IndexOfAny("，。；") >= 0 ? Clauses(compact) : Name(compact, kind);
            foreach (var part in ofText) texts.Add(part.Text);
        }
    }

    private readonly record struct Part(int Start, string Text, NameText Kind);

    private static ImmutableArray<Part> Name(string text, NameText kind)
    {
        var start = LookAlikeReading.NameStart(text);
        return [new(start, text[start..], kind)];
    }

    /// <summary>The pieces of prose between stops and figures.</summary>
    private static ImmutableArray<Part> Clauses(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsAsciiDigit(text[i]) && !Stops.Contains(text[i], StringComparison.Ordinal)) continue;
            if (i - start >= 2) parts.Add(new(start, text[start..i], NameText.Clause));
            start = i + 1;
        }
        return parts.ToImmutable();
    }

    private static bool HasName(string text)
    {
        var hanzi = 0;
        foreach (var character in text)
            if (character is >= '\u4e00' and <= '\u9fff' && ++hanzi == 2) return true;
        return false;
    }

    private static ExtractedDocument Apply(ExtractedDocument document, Dictionary<string, ImmutableArray<LookAlike>> readings)
    {
        var repairs = document.Repairs.ToBuilder();
        var blocks = document.Blocks.Select(block => block switch
        {
            TextBlock text => Repaired(text.Text, readings) is { } repaired
                ? Shortened(text, repaired.LeftOut) with { Text = Note(repaired, "name", text.Locate(repaired.Found[0].Index, 1), text.Text, repairs) } : text,
            TableBlock table => table with { Table = table.Table with { Cells = [.. table.Table.Cells.Select(cell => Repaired(cell.Text, readings) is { } repaired
                ? cell with { Text = Note(repaired, cell.Row < table.Table.HeaderRows ? "header" : "name", cell.At, cell.Text, repairs) } : cell)] } },
            _ => block,
        });
        return document with { Blocks = [.. blocks], Repairs = repairs.ToImmutable() };
    }

    /// <param name="LeftOut">Where in the old text characters were left out, with the white space behind them.</param>
    private sealed record RepairedText(string Text, ImmutableArray<LookAlike> Found, ImmutableArray<int> LeftOut);

    private static RepairedText? Repaired(string text, Dictionary<string, ImmutableArray<LookAlike>> readings)
    {
        if (!HasName(text)) return null;
        var compact = new CompactText(text);
        if (!readings.TryGetValue(compact.Text, out var found)) return null;
        var characters = text.ToCharArray();
        var leftOut = ImmutableArray.CreateBuilder<int>();
        foreach (var one in found)
        {
            var place = compact.Source(one.Index, 1).Start;
            if (one.Meant is { } meant) characters[place] = meant;
            else for (var end = place; end == place || (end < text.Length && char.IsWhiteSpace(text[end])); end++) leftOut.Add(end);
        }
        return new(new([.. characters.Where((_, place) => !leftOut.Contains(place))]), found, leftOut.ToImmutable());
    }

    /// <summary>The pieces behind a character that is left out begin one place earlier.</summary>
    private static TextBlock Shortened(TextBlock block, ImmutableArray<int> leftOut) => leftOut.IsEmpty ? block : block with
    {
        Segments = [.. block.Segments.Select(segment => segment with { Offset = segment.Offset - leftOut.Count(place => place < segment.Offset) })],
    };

    /// <summary>Long texts are quoted around the change only.</summary>
    private static string Note(RepairedText repaired, string kind, Evidence at, string from, ImmutableArray<Repair>.Builder repairs)
    {
        var (start, end) = (0, from.Length);
        if (from.Length > 40)
        {
            start = Math.Max(Difference(from, repaired.Text) - 8, 0);
            end = Math.Min(from.Length, from.Length - Difference(Reversed(from), Reversed(repaired.Text)) + 8);
        }
        repairs.Add(new(kind, new(at), from[start..end], repaired.Text[start..(end - repaired.LeftOut.Length)],
            repaired.LeftOut.IsEmpty ? "lookalike" : "stray-character",
            [.. repaired.Found.Select(one => one.Evidence)], repaired.Found.Min(one => one.Confidence), true));
        return repaired.Text;
    }

    private static int Difference(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    private static string Reversed(string text) => new([.. text.Reverse()]);
}
