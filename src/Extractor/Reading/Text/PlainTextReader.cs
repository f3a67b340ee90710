using Extractor.Cleanup;
using Extractor.Tables.Tabbed;

namespace Extractor.Reading.Text;

/// <summary>Plain or OCR text: prose paragraphs and tab-separated tables, in reading order.</summary>
/// <remarks>Titles, unit lines, agency lines and notes are blocks of their own before and after their table, one a line.</remarks>
public sealed class PlainTextReader
{
    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<Repair>.Builder repairs = ImmutableArray.CreateBuilder<Repair>();
    private readonly ParagraphJoiner paragraphs = new();
    private readonly List<TabbedRow> table = [];
    private readonly List<SourceLine> gap = [];

    /// <summary>The line on which the captions of the collected table begin; 0 if it has none.</summary>
    private int captionLine;

    /// <summary>The texts of the captions of the collected table.</summary>
    private ImmutableArray<string> captions = [];

    /// <summary>Reads a file's bytes; a reader is good for one file.</summary>
    /// <exception cref="DocumentRejectedException">The bytes are no text, or no text is in them.</exception>
    public Staged<ExtractedDocument> Read(SourceDocument source)
    {
        ReadText(TextDecoder.Decode(source.Bytes.Span));
        return new(new("text/plain", null, blocks.ToImmutable(), repairs.ToImmutable()), []);
    }

    private void ReadText(string text)
    {
        var lines = LineClassifier.Classify(text);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Kind is LineKind.Row or LineKind.Separator) i = ReadRun(lines, i);
            else if (lines[i].Kind == LineKind.HtmlTable) i = ReadHtmlTables(lines, i);
            else gap.Add(lines[i]);
        }
        FlushTable();
        FlushGap();
        GluedLabelSplitter.Split(blocks, repairs);
        Advise();
    }

    private void Advise()
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is TextBlock paragraph)
            {
                foreach (var advice in ProseAdvisor.Of(paragraph.Text)) repairs.Add(advice.ToRepair(paragraph.Text, paragraph.Locate(advice.Start, advice.Length)));
                var next = i + 1 < blocks.Count ? blocks[i + 1] : null;
                if (ProseAdvisor.ClosingStop(paragraph, next) is { } stop) repairs.Add(stop.ToRepair(paragraph.Text, paragraph.Locate(stop.Start, 0)));
            }
            else if (blocks[i] is TableBlock table)
                foreach (var cell in table.Table.Cells)
                    foreach (var advice in ProseAdvisor.Of(cell.Text)) repairs.Add(advice.ToRepair(cell.Text, cell.At));
        }
    }

    /// <summary>Reads the rows from line index <paramref name="first"/> on; returns the index of the last line of the run.</summary>
    private int ReadRun(ImmutableArray<SourceLine> lines, int first)
    {
        var rows = new List<TabbedRow>();
        var rules = new List<SourceLine>();
        var i = first;
        for (; i < lines.Length; i++)
        {
            if (lines[i].Kind == LineKind.Row) rows.Add(RowSplitter.Split(lines[i].Number, lines[i].Text));
            else if (lines[i].Kind == LineKind.Separator) rules.Add(lines[i]);
            else if (rows.Count > 0 && CollapsedRow.IsAt(lines, i)) rows.Add(RowSplitter.Single(lines[i].Number, lines[i].Text));
            else break;
        }
        if (rows.Count > 0) AddRun(TableRun.Of(lines[first].Number, lines[i - 1].Number, rows));
        foreach (var rule in rules)
            repairs.Add(new("markup", new(Evidence.OnLine(rule.Number, 0, rule.Text.Length)), rule.Text, "", "separator-row", ["A rule of dashes between rows says nothing."], 1, true));
        return i - 1;
    }

    /// <summary>Reads the HTML tables of the lines from index <paramref name="first"/> on, and the prose beside them.</summary>
    private int ReadHtmlTables(ImmutableArray<SourceLine> lines, int first)
    {
        var last = first;
        while (last + 1 < lines.Length && lines[last + 1].Kind == LineKind.HtmlTable) last++;
        foreach (var piece in HtmlPieces.Of(lines.AsSpan(first, last - first + 1)))
        {
            if (piece.Rows.Count == 0) gap.AddRange(piece.Prose);
            else AddRun(TableRun.Of(piece.FirstLine, piece.LastLine, piece.Rows));
        }
        return last;
    }

    private void AddRun(TableRun run)
    {
        if (table.Count > 0 && run.Captions.IsEmpty && run.Rows.Length > 0 && Continuation(run) is { } continuation)
        {
            var from = table.Count;
            DropGap(continuation);
            AppendRows(run.Rows, continuation);
            SplitTables(from);
        }
        else
        {
            FlushTable();
            captionLine = TableSurroundings.FirstCaptionLine(gap, run.FirstLine);
            captions = [.. gap.Where(line => line.Kind == LineKind.Prose && line.Number >= captionLine).Select(line => ParagraphText.Of(line).Text)];
            FlushGap();
            foreach (var caption in run.Captions) AddCells(caption);
            table.AddRange(run.Rows);
            SplitTables(0);
        }
        if (run.Notes.IsEmpty) return;
        FlushTable();
        foreach (var note in run.Notes) AddCells(note);
    }

    private Continuation? Continuation(TableRun run)
    {
        var between = gap.Where(line => line.Kind == LineKind.Prose).Select(line => ParagraphText.Of(line)).ToArray();
        var texts = between.Select(line => line.Text).ToArray();
        if (TabbedRunJoiner.JoinRepeatedCaption(table, captions, texts, run.Rows) is { } repeated) return repeated;
        return Array.Exists(between, line => line.HeadingLevel > 0) ? null : TabbedRunJoiner.Join(table, texts, run.Rows);
    }

    private void DropGap(Continuation continuation)
    {
        var (rule, reason) = continuation.RepeatedHeaderRows > 0
            ? ("repeated-caption", "The table's caption is printed again above its repeated header.")
            : ("stray-label", "A piece of a merged label stands alone between the rows of one table, at a page break.");
        foreach (var line in gap)
            if (line.Kind == LineKind.Prose)
                repairs.Add(new("row", new(Evidence.OnLine(line.Number, 0, line.Text.Length)), line.Text, "", rule, [reason], 0.95, true));
        gap.Clear();
    }

    private void AppendRows(ImmutableArray<TabbedRow> rows, Continuation continuation)
    {
        for (var k = 0; k < rows.Length; k++)
        {
            if (k < continuation.RepeatedHeaderRows) DropHeader(rows[k]);
            else table.Add(rows[k].Shift(continuation.Shift));
            if (k >= continuation.RepeatedHeaderRows && continuation.Shift > 0)
                repairs.Add(new("shifted_cells", new(Evidence.OnLine(rows[k].Line, 0, rows[k].Cells[^1].End)), rows[k].Print(), table[^1].Print(), "columns-lost-at-page-break",
                    [$"After the page break the rows lost {continuation.Shift} leading column(s); moved right, their cells look like those above."], 0.95, true));
        }
    }

    private void DropHeader(TabbedRow row) =>
        repairs.Add(new("header", new(Evidence.OnLine(row.Line, 0, row.Cells[^1].End)), row.Print(), "", "repeated-header", ["The table's header is printed again."], 0.99, true));

    /// <summary>Takes repeated headers out of the collected rows and closes every table but the last.</summary>
    /// <param name="from">The first row that was not looked at before.</param>
    private void SplitTables(int from)
    {
        for (; table.Count > 0; from = 0)
        {
            var headerRows = TabbedHeaderCounter.Count(table);
            foreach (var index in TableSplitter.RepeatedHeaders(table, headerRows, from).Reverse().ToArray())
            {
                for (var k = 0; k < headerRows; k++) DropHeader(table[index + k]);
                table.RemoveRange(index, headerRows);
            }
            var end = headerRows == 0 ? table.Count : TableSplitter.NextTable(table, headerRows, from);
            if (end == table.Count) return;
            var rest = table.Skip(end).ToArray();
            table.RemoveRange(end, table.Count - end);
            FlushTable();
            table.AddRange(rest);
        }
    }

    private void FlushTable()
    {
        if (table.Count == 0) return;
        paragraphs.Flush(blocks);
        var built = TabbedTableBuilder.Build(table, repairs);
        var first = captionLine > 0 ? Evidence.OnLine(captionLine, 0, 0) : built.At[0];
        var last = TableSurroundings.LastNoteLine(gap) is { } note ? Evidence.OnLine(note.Number, 0, note.Text.Length) : built.At[1];
        blocks.Add(new TableBlock(built with { At = [first, last] }));
        table.Clear();
        captionLine = 0;
    }

    private void FlushGap()
    {
        foreach (var line in gap)
            if (line.Kind == LineKind.Prose) paragraphs.Add(ParagraphText.Of(line), blocks, repairs);
            else paragraphs.Break();
        paragraphs.Flush(blocks);
        gap.Clear();
    }

    /// <summary>A caption or note that stood in the table's frame: one block a filled cell.</summary>
    private void AddCells(TabbedRow row)
    {
        foreach (var cell in row.Cells)
            if (!cell.IsBlank) blocks.Add(new TextBlock(cell.Text, 0, [new(0, Evidence.OnLine(row.Line, cell.Start, cell.End))]));
    }
}
