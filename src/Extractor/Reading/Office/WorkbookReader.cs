using System.Text;
using ExcelDataReader;

namespace Extractor.Reading.Office;

/// <summary>Workbooks, xlsx and xls: a sheet is a page; numbers are read as their formats show them.</summary>
/// <remarks>Formulas give the result that was saved with them; nothing is computed. Hidden sheets are left out and named.</remarks>
internal sealed class WorkbookReader
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Xls = "application/vnd.ms-excel";

    private const int MostSheets = 500;
    private const int MostColumns = 400;
    private const int MostCells = 2_000_000;

    private int cellCount;

    public Staged<ExtractedDocument> Read(SourceDocument source, string mediaType, CancellationToken stop)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = new MemoryStream(source.Bytes.ToArray(), writable: false);
        var configuration = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") };
        using var reader = mediaType == Xls
            ? ExcelReaderFactory.CreateBinaryReader(stream, configuration)
            : ExcelReaderFactory.CreateOpenXmlReader(stream, configuration);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var errors = mediaType == Xlsx ? WorkbookErrors.Of(new MemoryStream(source.Bytes.ToArray(), writable: false), stop) : new();
        var sheet = 0;
        do
        {
            if (++sheet > MostSheets) throw new DocumentRejectedException("limit.pages", $"The workbook has more than {MostSheets} sheets.");
            if (reader.VisibleState is "hidden" or "veryhidden")
            {
                findings.Add(new("office.hidden-sheet", Severity.Info, FindingCause.Source,
                    $"Sheet {sheet} ({reader.Name}) is hidden in the workbook; it is not read.", [new(Evidence.OnPage(sheet, null))]));
                continue;
            }
            var cells = Cells(reader, sheet, errors, stop);
            var broken = cells.Where(cell => errors.At(reader.Name, cell.Row, cell.Column) is not null).ToArray();
            if (broken.Length > 0)
                findings.Add(new("office.error-cell", Severity.Warning, FindingCause.Source,
                    $"Sheet {sheet} ({reader.Name}) shows {string.Join(", ", broken.Select(cell => cell.Text).Distinct())} where a formula has no result; what belongs there is not known.",
                    [.. broken.Select(cell => new Place(cell.At))]));
            blocks.AddRange(OfficeGrid.Blocks(cells, isFramed: false, repairs));
        }
        while (reader.NextResult());
        if (blocks.Count == 0) throw new DocumentRejectedException("empty", "The workbook holds no text in any sheet that is shown.");
        return new(new(mediaType, sheet, blocks.ToImmutable(), repairs.ToImmutable()), findings.ToImmutable());
    }

    private List<GridCell> Cells(IExcelDataReader reader, int sheet, WorkbookErrors errors, CancellationToken stop)
    {
        var spans = (reader.MergeCells ?? []).ToLookup(range => (range.FromRow, range.FromColumn));
        var cells = new List<GridCell>();
        for (var row = 0; reader.Read(); row++)
        {
            stop.ThrowIfCancellationRequested();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var printed = errors.At(reader.Name, row, column) ?? CellText.Of(reader, column);
                var text = printed.Trim(' ', '\t', '\u3000', '\u00A0');
                if (text.Length == 0) continue;
                if (column >= MostColumns || ++cellCount > MostCells)
                    throw new DocumentRejectedException("limit.table", $"A sheet of the workbook is larger than {MostColumns} columns, or all hold more than {MostCells} cells.");
                var span = spans[(row, column)].FirstOrDefault();
                cells.Add(new(row, column, span is null ? 1 : span.ToRow - row + 1, span is null ? 1 : span.ToColumn - column + 1,
                    text, text, new(row + 1, 0, text.Length, sheet, null), Indent(printed)));
            }
        }
        return cells;
    }

    /// <summary>Two narrow spaces are as wide as one of the ideographs.</summary>
    private static double Indent(string printed)
    {
        var indent = 0.0;
        foreach (var c in printed)
        {
            if (c is not (' ' or '\t' or '\u3000' or '\u00A0')) break;
            indent += c == '\u3000' ? 1 : 0.5;
        }
        return indent;
    }
}
