using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <summary>Replaces misread characters in names, headers and titles before anything is made of them: 政府性基金预箅 -> 预算.</summary>
/// <remarks>Amounts and figures are never touched. What was printed stays in the cells' <see cref="GridCell.Printed"/>.</remarks>
public sealed class LookAlikeRepairer(ReferenceData reference)
{
    /// <summary>Longest text in which a name is looked for; longer ones are prose.</summary>
    private const int LongestName = 400;
    private readonly Lazy<NameContext> names = new(() => new(reference));

    public ExtractedDocument Repair(ExtractedDocument document)
    {
        var texts = new List<string>();
        var prose = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in document.Blocks)
            if (block is TextBlock text)
            {
                texts.Add(new CompactText(text.Text).Text);
                prose.Add(texts[^1]);
            }
            else foreach (var cell in ((TableBlock)block).Table.Cells)
                if (HasName(cell.Text)) texts.Add(new CompactText(cell.Text).Text);
        var context = new DocumentContext(texts);
        var reading = new LookAlikeReading(names.Value, context, reference.Confusions);
        var readings = new Dictionary<string, ImmutableArray<LookAlike>>(StringComparer.Ordinal);
        foreach (var text in context.Distinct)
            if (text.Length is >= 2 and <= LongestName && reading.Read(text, prose.Contains(text)) is { Length: > 0 } found) readings[text] = found;
        return readings.Count == 0 ? document : Apply(document, readings);
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
                ? text with { Text = Note(repaired, "name", text.Locate(0, text.Text.Length), text.Text, repairs) } : text,
            TableBlock table => table with { Table = table.Table with { Cells = [.. table.Table.Cells.Select(cell => Repaired(cell.Text, readings) is { } repaired
                ? cell with { Text = Note(repaired, cell.Row < table.Table.HeaderRows ? "header" : "name", cell.At, cell.Text, repairs) } : cell)] } },
            _ => block,
        });
        return document with { Blocks = [.. blocks], Repairs = repairs.ToImmutable() };
    }

    private static (string Text, ImmutableArray<LookAlike> Found)? Repaired(string text, Dictionary<string, ImmutableArray<LookAlike>> readings)
    {
        var compact = new CompactText(text);
        if (!readings.TryGetValue(compact.Text, out var found)) return null;
        var characters = text.ToCharArray();
        foreach (var one in found) characters[compact.Source(one.Index, 1).Start] = one.Meant;
        return (new(characters), found);
    }

    private static string Note(
        (string Text, ImmutableArray<LookAlike> Found) repaired, string kind, Evidence at, string from, ImmutableArray<Repair>.Builder repairs)
    {
        repairs.Add(new(kind, new(at), from, repaired.Text, "lookalike",
            [.. repaired.Found.Select(one => one.Evidence)], repaired.Found.Min(one => one.Confidence), true));
        return repaired.Text;
    }
}
