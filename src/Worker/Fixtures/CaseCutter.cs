using System.Net;
using System.Text;
using Extractor.Reading;
using Extractor.Reading.Pdf;
using Normalizer.Tables;

namespace Worker.Fixtures;

/// <summary>Cuts a document down to one table with its title, unit line and notes, without names of persons.</summary>
/// <remarks>The cut must read as the whole does: the same grid, once. A page keeps more than the table where that is needed.</remarks>
public sealed class CaseCutter(TableReader tables)
{
    /// <summary>Lines above a table that may hold its title and unit; lines below that may be its notes.</summary>
    private const int LinesAbove = 12, NotesBelow = 4;

    /// <exception cref="InvalidDataException">There is no such table, or more than one to choose from; the message lists them.</exception>
    /// <exception cref="DocumentRejectedException">The file cannot be read.</exception>
    public CaseInput Cut(string fileName, byte[] bytes, CaseRange range)
    {
        if (bytes.AsSpan().StartsWith("%PDF"u8)) return CutPages(bytes, range);
        var document = new DocumentReader().Read(new(fileName, bytes)).Value;
        var index = Choose(document, range);
        return document.MediaType == "text/plain" ? CutLines(bytes, document, index, range) : CutBlocks(document, index, range);
    }

    /// <summary>The table's place among the blocks.</summary>
    private int Choose(ExtractedDocument document, CaseRange range)
    {
        var found = Enumerable.Range(0, document.Blocks.Length)
            .Where(index => document.Blocks[index] is TableBlock block && IsWithin(block.Table, range)).ToArray();
        if (found.Length == 0) throw new InvalidDataException("there is no table in that part of the document");
        if (range.Table is { } number && number >= 1 && number <= found.Length) return found[number - 1];
        if (range.Table is null && found.Length == 1) return found[0];
        var read = tables.Read(document).Tables;
        var order = Enumerable.Range(0, document.Blocks.Length).Where(index => document.Blocks[index] is TableBlock).ToArray();
        throw new InvalidDataException($"choose one of {found.Length} tables by --table or a smaller range:\n" + string.Join('\n',
            found.Select((index, i) => $"  --table {i + 1}: {Where(((TableBlock)document.Blocks[index]).Table)} \"{read[Array.IndexOf(order, index)].Title}\"")));
    }

    private static bool IsWithin(ExtractedTable table, CaseRange range) =>
        (range.Lines is not var (firstLine, lastLine) || table.At[0].Line is { } from && (table.At[^1].Line ?? from) is var to && from <= lastLine && to >= firstLine)
        && (range.Pages is not var (firstPage, lastPage) || table.At.Any(at => at.Page is { } page && page >= firstPage && page <= lastPage));

    private static string Where(ExtractedTable table) =>
        table.At[0].Line is { } line ? $"lines {line}-{table.At[^1].Line ?? line}" : $"page {table.At[0].Page}";

    private static CaseInput CutLines(byte[] bytes, ExtractedDocument document, int index, CaseRange range)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var (first, last) = range.Lines ?? LinesOf(document, index);
        last = Math.Min(last, lines.Length);
        var kept = string.Join('\n', lines[(first - 1)..last]).Replace("\r", "", StringComparison.Ordinal).Trim('\uFEFF', '\n') + "\n";
        var input = new CaseInput("input.txt", Encoding.UTF8.GetBytes(PersonalData.Blanked(kept)), $"lines {first}-{last}", PersonalData.Find(kept).Count());
        return Checked(input, document, index);
    }

    /// <summary>From the title's line, with short lines just above it, to the last note.</summary>
    private static (int First, int Last) LinesOf(ExtractedDocument document, int index)
    {
        var table = ((TableBlock)document.Blocks[index]).Table;
        var (first, last) = (table.At[0].Line ?? 1, table.At[^1].Line ?? 1);
        foreach (var block in CaptionsOf(document, index))
            first = Math.Min(first, block.Segments[0].At.Line ?? first);
        foreach (var block in NotesOf(document, index))
            last = Math.Max(last, block.Segments[^1].At.Line ?? last);
        return (first, last);
    }

    private static IEnumerable<TextBlock> CaptionsOf(ExtractedDocument document, int index)
    {
        for (var at = index - 1; at >= Math.Max(0, index - LinesAbove) && document.Blocks[at] is TextBlock block && !IsProse(block); at--) yield return block;
    }

    private static IEnumerable<TextBlock> NotesOf(ExtractedDocument document, int index)
    {
        for (var at = index + 1; at <= Math.Min(document.Blocks.Length - 1, index + NotesBelow) && document.Blocks[at] is TextBlock block && IsNote(block); at++) yield return block;
    }

    private static bool IsProse(TextBlock block) => block.Text.Length > 80 || block.Text.EndsWith('。') || block.Text.EndsWith('；');

    private static bool IsNote(TextBlock block) => block.Text.TrimStart('（', '(', ' ').StartsWith("备注", StringComparison.Ordinal) || block.Text.TrimStart('（', '(', ' ').StartsWith('注');

    private CaseInput CutPages(byte[] bytes, CaseRange range)
    {
        var pages = new List<Page>();
        using (var file = PdfFile.Open(bytes))
        {
            var (first, last) = range.Pages ?? (1, file.PageCount);
            if (first > file.PageCount) throw new InvalidDataException($"the PDF has {file.PageCount} pages");
            var reader = new PdfPageReader();
            for (var number = first; number <= Math.Min(last, file.PageCount); number++)
                if (reader.Read(file, number) is { } page) pages.Add(page);
        }
        var document = CaseDocument.OfPages(pages);
        var index = Choose(document, range);
        var at = ((TableBlock)document.Blocks[index]).Table.At;
        var needed = pages.Where(page => at.Any(place => place.Page == page.Number)).ToArray();
        var names = NamesOf(((TableBlock)document.Blocks[index]).Table).Select(cell => cell.At).ToArray();
        var place = needed.Length == 1 ? $"page {needed[0].Number}" : $"pages {needed[0].Number}-{needed[^1].Number}";
        foreach (var cut in (Page[][])[[.. needed.Select(page => Kept(page, document, index))], needed])
        {
            var blanked = cut.Select(page => PersonsBlanked(page, names)).ToArray();
            var input = new CaseInput(PageJson.FileName, PageJson.Write(blanked.Select(page => page.Page)), place, blanked.Sum(page => page.Count));
            if (SameTable(input, document, index)) return input;
        }
        throw new InvalidDataException($"{place}: cut out, the table does not read as it does in the whole document; give a range with one table only");
    }

    /// <summary>The band of the page that the table, its captions and notes take up.</summary>
    private static Page Kept(Page page, ExtractedDocument document, int index)
    {
        var boxes = ((TableBlock)document.Blocks[index]).Table.At
            .Concat(CaptionsOf(document, index).Concat(NotesOf(document, index)).SelectMany(block => block.Segments.Select(segment => segment.At)))
            .Where(at => at.Page == page.Number && at.Box is not null).Select(at => at.Box!.Value).ToArray();
        var (top, bottom) = (boxes.Min(box => box.Y0) - 1, boxes.Max(box => box.Y1) + 1);
        bool IsIn(Box box) => box.CenterY >= top && box.CenterY <= bottom;
        return page with
        {
            Glyphs = [.. page.Glyphs.Where(glyph => IsIn(glyph.Box))], Rulings = [.. page.Rulings.Where(ruling => IsIn(ruling.Box))],
            Fills = [], Strokes = [],
        };
    }

    private static (Page Page, int Count) PersonsBlanked(Page page, Evidence[] names)
    {
        var text = string.Concat(page.Glyphs.Select(glyph => glyph.Text.Length == 1 ? glyph.Text : "\uFFFD"));
        var glyphs = page.Glyphs.ToBuilder();
        var count = names.Count(name => name.Page == page.Number);
        foreach (var (start, length) in PersonalData.Find(text))
        {
            count++;
            for (var i = start; i < start + length; i++) Blank(i);
        }
        for (var i = 0; i < glyphs.Count; i++)
            if (Array.Exists(names, name => name.Page == page.Number && name.Box is { } box && box.Contains(glyphs[i].Box.CenterX, glyphs[i].Box.CenterY))) Blank(i);
        return (page with { Glyphs = glyphs.ToImmutable() }, count);

        void Blank(int at) => glyphs[at] = glyphs[at] with { Text = PersonalData.Blank(text[at]).ToString() };
    }

    /// <summary>Formats without lines or geometry: the table and the texts around it as a web page, spans kept.</summary>
    private static CaseInput CutBlocks(ExtractedDocument document, int index, CaseRange range)
    {
        var table = ((TableBlock)document.Blocks[index]).Table;
        var names = NamesOf(table);
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
        var blanked = 0;
        string Text(string text)
        {
            blanked += PersonalData.Find(text).Count();
            return WebUtility.HtmlEncode(PersonalData.Blanked(text));
        }
        string Name(string text)
        {
            blanked++;
            return string.Concat(text.Select(PersonalData.Blank));
        }
        foreach (var block in CaptionsOf(document, index).Reverse()) html.Append("<p>").Append(Text(block.Text)).Append("</p>\n");
        html.Append("<table>\n");
        for (var row = 0; row < table.RowCount; row++) html.Append("<tr>").AppendJoin("", Row(table, row, cell => names.Contains(cell) ? Name(cell.Text) : Text(cell.Text))).Append("</tr>\n");
        html.Append("</table>\n");
        foreach (var block in NotesOf(document, index)) html.Append("<p>").Append(Text(block.Text)).Append("</p>\n");
        html.Append("</body></html>\n");
        var place = range.Pages is var (first, last) ? $"sheets {first}-{last}" : table.At[0].Page is { } sheet ? $"sheet {sheet}" : "table";
        return Checked(new("input.html", Encoding.UTF8.GetBytes(html.ToString()), place, blanked), document, index);
    }

    /// <summary>Cells beside a label such as 经办人.</summary>
    private static HashSet<GridCell> NamesOf(ExtractedTable table) =>
        [.. table.Cells.Where(cell => table.Cells.Where(left => left.Row == cell.Row && left.Column < cell.Column).MaxBy(left => left.Column) is { } label
            && PersonalData.IsName(label.Text, cell.Text))];

    private static IEnumerable<string> Row(ExtractedTable table, int row, Func<GridCell, string> text)
    {
        var covered = new bool[table.ColumnCount];
        foreach (var cell in table.Cells.Where(cell => cell.Row < row && cell.Row + cell.RowSpan > row))
            for (var column = cell.Column; column < Math.Min(cell.Column + cell.ColumnSpan, table.ColumnCount); column++) covered[column] = true;
        for (var column = 0; column < table.ColumnCount; column++)
        {
            if (covered[column]) continue;
            var cell = table.Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column);
            if (cell is null) { yield return "<td></td>"; continue; }
            yield return $"<td{(cell.RowSpan > 1 ? $" rowspan=\"{cell.RowSpan}\"" : "")}{(cell.ColumnSpan > 1 ? $" colspan=\"{cell.ColumnSpan}\"" : "")}>{text(cell)}</td>";
            column += cell.ColumnSpan - 1;
        }
    }

    private static CaseInput Checked(CaseInput input, ExtractedDocument document, int index) => SameTable(input, document, index)
        ? input
        : throw new InvalidDataException($"{input.Place}: cut out, the table does not read as it does in the whole document; try a wider range");

    private static bool SameTable(CaseInput input, ExtractedDocument document, int index)
    {
        var cut = CaseDocument.Read(input.FileName, input.Bytes).Blocks.OfType<TableBlock>().ToArray();
        return cut is [var only] && Grid(only.Table).SequenceEqual(Grid(((TableBlock)document.Blocks[index]).Table));
    }

    /// <summary>The grid with every name and number of a person taken out, so that a cut compares equal to its whole.</summary>
    private static IEnumerable<string> Grid(ExtractedTable table) => table.ToGrid().Select(row => PersonalData.Blanked(string.Join('\t',
        row.Select((text, column) => row.Take(column).LastOrDefault(left => left.Length > 0) is { } label && PersonalData.IsName(label, text) ? "" : text))));
}
