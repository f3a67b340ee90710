using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Wording = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Extractor.Reading.Office;

/// <summary>Word documents (docx): paragraphs and tables in reading order.</summary>
/// <remarks>Read as it would be printed with all changes accepted: deleted and hidden text is left out. Nothing is fetched,
/// no field is computed. A place is a "line": paragraphs and table rows are counted from 1, as Word keeps no pages.</remarks>
internal sealed class WordReader
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const int MostColumns = 400;
    private const int MostCells = 2_000_000;

    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<Repair>.Builder repairs = ImmutableArray.CreateBuilder<Repair>();
    private int line;
    private int cellCount;

    public Staged<ExtractedDocument> Read(SourceDocument source, CancellationToken stop)
    {
        using var stream = new MemoryStream(source.Bytes.ToArray(), writable: false);
        using var word = WordprocessingDocument.Open(stream, false);
        if (word.MainDocumentPart?.Document?.Body is { } body) ReadBlocks(body, stop);
        if (blocks.Count == 0) throw new DocumentRejectedException("empty", "The Word document shows no text.");
        return new(new(MediaType, null, blocks.ToImmutable(), repairs.ToImmutable()), []);
    }

    private void ReadBlocks(OpenXmlElement parent, CancellationToken stop)
    {
        foreach (var element in parent.ChildElements)
        {
            stop.ThrowIfCancellationRequested();
            switch (element)
            {
                case Paragraph paragraph:
                    AddParagraph(paragraph);
                    break;
                case Table table:
                    blocks.AddRange(OfficeGrid.Blocks(Cells(table), isFramed: true, repairs));
                    break;
                case SdtBlock or SdtContentBlock or CustomXmlBlock or InsertedRun:
                    ReadBlocks(element, stop);
                    break;
            }
        }
    }

    private void AddParagraph(Paragraph paragraph)
    {
        line++;
        var text = Text(paragraph).Trim();
        if (text.Length > 0) blocks.Add(new TextBlock(text, HeadingLevel(paragraph), [new(0, Evidence.OnLine(line, 0, text.Length))]));
    }

    private List<GridCell> Cells(Table table)
    {
        var cells = new List<GridCell>();
        var open = new Dictionary<int, int>();   // by column: the cell that vertical merges below go on with
        var row = 0;
        foreach (var tableRow in table.Descendants<TableRow>().Where(candidate => candidate.Ancestors<Table>().First() == table))
        {
            line++;
            var column = tableRow.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0;
            foreach (var tableCell in tableRow.Descendants<TableCell>().Where(candidate => candidate.Ancestors<TableRow>().First() == tableRow))
            {
                var properties = tableCell.TableCellProperties;
                var width = Math.Clamp(properties?.GridSpan?.Val?.Value ?? 1, 1, MostColumns);
                if (column + width > MostColumns || ++cellCount > MostCells)
                    throw new DocumentRejectedException("limit.table", $"A table is larger than {MostColumns} columns, or all hold more than {MostCells} cells.");
                var merge = properties?.VerticalMerge;
                if (merge is not null && merge.Val?.Value != MergedCellValues.Restart)
                {
                    if (open.TryGetValue(column, out var above)) cells[above] = cells[above] with { RowSpan = row - cells[above].Row + 1 };
                }
                else
                {
                    var printed = string.Join('\n', tableCell.Descendants<Paragraph>().Select(Text));
                    var text = CellText.OneLine(printed).Trim(' ', '\t', '\u3000', '\u00A0');
                    if (merge is not null) open[column] = cells.Count;
                    else open.Remove(column);
                    cells.Add(new(row, column, 1, width, text, text, Evidence.OnLine(line, 0, text.Length), Indent(tableCell, printed)));
                }
                column += width;
            }
            row++;
        }
        return [.. cells.Where(cell => cell.Text.Length > 0)];
    }

    /// <summary>The runs of a paragraph that are shown; a break is a line of its own.</summary>
    private static string Text(Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var run in paragraph.Descendants<Run>())
        {
            if (run.RunProperties?.Vanish is { } hidden && hidden.Val?.Value != false) continue;
            foreach (var element in run.ChildElements)
                _ = element switch
                {
                    Wording part => text.Append(part.Text),
                    TabChar => text.Append(' '),
                    Break or CarriageReturn => text.Append('\n'),
                    NoBreakHyphen => text.Append('-'),
                    _ => text,
                };
        }
        return text.ToString();
    }

    /// <summary>1 to 6 for the built-in headings; 0 for all else.</summary>
    private static int HeadingLevel(Paragraph paragraph)
    {
        var level = paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value + 1;
        if (level is null && paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } style
            && style.StartsWith("Heading", StringComparison.OrdinalIgnoreCase) && style.Length == 8) level = style[7] - '0';
        return level is >= 1 and <= 6 ? level.Value : 0;
    }

    /// <summary>Leading ideographic spaces, or the paragraph's own indentation in hundredths of a character.</summary>
    private static double Indent(TableCell cell, string printed)
    {
        var spaces = printed.Length - printed.TrimStart('\u3000').Length;
        var set = cell.Descendants<Paragraph>().FirstOrDefault()?.ParagraphProperties?.Indentation;
        if (set?.LeftChars?.Value is { } hundredths) return spaces + (hundredths / 100.0);
        // Twentieths of a point; a character of a table is about ten points wide.
        return int.TryParse(set?.Left?.Value, out var twips) ? spaces + (twips / 200.0) : spaces;
    }
}
