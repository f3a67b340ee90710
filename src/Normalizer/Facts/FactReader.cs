using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Canonical;

namespace Normalizer.Facts;

/// <summary>Finds the amounts and counts that paragraphs, and sentences inside table cells, state.</summary>
public sealed partial class FactReader
{
    /// <param name="document">As extracted; only its prose is read here.</param>
    /// <param name="fiscalYear">The year of the document; amounts that name no other year are of it. Null if not known.</param>
    /// <returns>Facts in reading order, with ids "f1", "f2", …, and what they state of each other.</returns>
    public FactReading Read(ExtractedDocument document, int? fiscalYear)
    {
        var facts = new List<StatedFact>();
        string? section = null;
        Statement? carried = null;
        var paragraph = 0;
        foreach (var block in document.Blocks)
        {
            if (block is TableBlock { Table: var table })
            {
                carried = null;
                foreach (var cell in table.Cells)
                    if (IsProse(cell.Text))
                        Add(cell.Text, (offset, length) => cell.Printed == cell.Text ? Within(cell.At, offset, length) : cell.At, null, true);
                continue;
            }
            var text = (TextBlock)block;
            if (IsHeading(text))
            {
                section = Numbering().Replace(text.Text, "").Trim();
                carried = null;
                continue;
            }
            carried = Add(text.Text, text.Locate, carried, false);
        }
        return new([.. facts], []);

        Statement? Add(string original, Func<int, int, Evidence> locate, Statement? whole, bool isInTable)
        {
            var prose = new ProseText(original);
            var reader = new ParagraphReader(prose, fiscalYear, whole);
            var statements = reader.Read();
            paragraph++;
            foreach (var statement in statements) facts.Add(AsFact(statement, prose, locate, $"f{facts.Count + 1}", section, paragraph) with { IsInTable = isInTable });
            return reader.OpenWhole ?? (whole is not null && statements.Count > 0 && prose.Text.EndsWith('；') ? whole : null);
        }
    }

    private static StatedFact AsFact(Statement statement, ProseText prose, Func<int, int, Evidence> locate, string id, string? section, int paragraph)
    {
        Place PlaceOf(int start, int end) => new(locate(prose.OffsetOf(start), prose.OffsetOf(end - 1) + 1 - prose.OffsetOf(start)));
        var factor = statement.YuanPerUnit;
        var change = statement.Change;
        var changeFactor = change?.Unit is { } unit ? ProseUnits.Yuan(unit) : factor;
        // Digits that allow more than one reading are no figure; the amount's own are settled later, against the tables.
        var amount = change is { Sign: 0 } ? 0 : change?.Amount is { IsWellFormed: true } stated ? stated.Value : default(decimal?);
        var fact = new Fact(
            id, section, statement.Subject, PlaceOf(statement.NumberStart, statement.NumberEnd), prose.Text[statement.Start..statement.End],
            statement.Number?.Value, statement.Unit, statement.Number?.Value * factor,
            (statement.Number ?? change?.Amount)?.Resolution() * factor ?? 0, statement.Year,
            change is null ? null : new(
                change.From, change.Sign switch { > 0 => "increase", < 0 => "decrease", _ => "none" },
                amount, amount * changeFactor, change.Percent?.Number.Value));
        return new(fact, statement, paragraph,
            change is null ? null : PlaceOf(change.Start, change.End),
            change?.Percent is { } percent ? PlaceOf(percent.Start, percent.End) : null,
            statement.Share is { } share ? PlaceOf(share.Start, share.End) : null,
            prose.Printed(statement.NumberStart, statement.NumberEnd));
    }

    private static Evidence Within(Evidence at, int offset, int length) =>
        at.Line is { } line ? Evidence.OnLine(line, at.Start + offset, Math.Min(at.Start + offset + length, at.End)) : at;

    /// <summary>A sentence in a cell, not a figure, a label or an indicator's value.</summary>
    private static bool IsProse(string text) => text.Count(c => c >= '一' && c <= '鿿') >= 8 && SentenceMark().IsMatch(text) && Amount().IsMatch(text);

    private static bool IsHeading(TextBlock text) =>
        text.HeadingLevel > 0 && !Sentence().IsMatch(text.Text) || text.Text.Length <= 40 && Heading().IsMatch(text.Text) && !Sentence().IsMatch(text.Text);

    [GeneratedRegex(@"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(?:第[一二三四五六七八九十]+部分[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    /// <summary>Ends like a sentence or holds an amount: then it is one, however it is marked.</summary>
    [GeneratedRegex(@"[。；]|[\d０-９]\s*(?:亿|万|千)?元", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex("[，。；=＝、]|\\d\\s*(?:万|元)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceMark();

    [GeneratedRegex(@"[\d０-９]\s*(?:亿|万|千)?元|[\d０-９]\s*万|[\d０-９]\s*(?:人|名|次|辆|个|户|家)", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
