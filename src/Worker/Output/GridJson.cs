using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Extractor.Reading;
using Extractor.Reading.Pdf;
using Extractor.Tables;

namespace Worker.Output;

/// <summary>Every table of any document as a plain grid, page by page as it stands there (CONTRACT of `extract --format grid`).</summary>
public static class GridJson
{
    private static readonly JsonWriterOptions format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>UTF-8 JSON: pages (those that were read; null without), seconds, tables of page, title, box, cells, spans.</returns>
    /// <exception cref="DocumentRejectedException">The file cannot be read.</exception>
    public static byte[] Write(SourceDocument source, PageSelection selection, Stopwatch watch, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, format))
        {
            json.WriteStartObject();
            json.WriteStartArray("tables");
            var pages = PdfFile.IsPdf(source.Bytes.Span) ? WritePdf(json, source, selection, stop) : WriteOther(json, source, stop);
            json.WriteEndArray();
            if (pages is { } count) json.WriteNumber("pages", count);
            else json.WriteNull("pages");
            json.WriteNumber("seconds", Math.Round(watch.Elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }
        return [.. buffer.ToArray(), (byte)'\n'];
    }

    private static int? WritePdf(Utf8JsonWriter json, SourceDocument source, PageSelection selection, CancellationToken stop)
    {
        var pages = 0;
        foreach (var layout in new PdfReader { Pages = selection }.ReadLayouts(source, stop))
        {
            pages++;
            foreach (var table in layout.Tables)
                WriteTable(json, layout.Page, TableTitle.Above(layout, table), table.Box, table.RowCount, table.ColumnCount, table.Cells);
        }
        return pages;
    }

    private static int? WriteOther(Utf8JsonWriter json, SourceDocument source, CancellationToken stop)
    {
        var document = new DocumentReader().Read(source, stop).Value;
        var title = "";
        foreach (var block in document.Blocks)
        {
            if (block is TextBlock text) title = text.Text;
            if (block is TableBlock { Table: var table })
                WriteTable(json, table.At[0].Page, title, table.At[0].Box, table.RowCount, table.ColumnCount, table.Cells);
        }
        return document.PageCount;
    }

    private static void WriteTable(Utf8JsonWriter json, int? page, string title, Box? box, int rows, int columns, ImmutableArray<GridCell> cells)
    {
        json.WriteStartObject();
        if (page is { } number) json.WriteNumber("page", number);
        else json.WriteNull("page");
        json.WriteString("title", title);
        if (box is { } at)
        {
            json.WriteStartArray("box");
            foreach (var edge in (ReadOnlySpan<double>)[at.X0, at.Y0, at.X1, at.Y1]) json.WriteNumberValue(Math.Round(edge, 1));
            json.WriteEndArray();
        }
        else json.WriteNull("box");
        json.WriteStartArray("cells");
        foreach (var row in new ExtractedTable(rows, columns, 0, cells, []).ToGrid())
        {
            json.WriteStartArray();
            foreach (var text in row) json.WriteStringValue(text);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("spans");
        foreach (var cell in cells.Where(cell => cell.IsSpanning))
        {
            json.WriteStartArray();
            foreach (var part in (ReadOnlySpan<int>)[cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan]) json.WriteNumberValue(part);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
