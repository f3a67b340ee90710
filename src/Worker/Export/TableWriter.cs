using CsvHelper;

namespace Worker.Export;

/// <summary>Writes one table as CSV and into the SQLite file, row by row, so that memory does not grow with the documents.</summary>
internal sealed class TableWriter<T> : IDisposable
{
    private readonly ExportTable<T> table;
    private readonly CsvWriter csv;
    private readonly SqliteTable<T> sql;

    public TableWriter(ExportTable<T> table, string directory, SqlitePackage database)
    {
        this.table = table;
        csv = CsvText.Writer(File.Create(Path.Combine(directory, $"{table.Name}.csv")));
        sql = database.Create(table);
        CsvText.WriteHeader(csv, table);
    }

    public void Add(T row)
    {
        CsvText.WriteRow(csv, table, row);
        sql.Add(row);
    }

    public void Dispose()
    {
        csv.Dispose();
        sql.Dispose();
    }
}

/// <summary>CSV as RFC 4180 has it, in UTF-8 with line feeds.</summary>
internal static class CsvText
{
    public static CsvWriter Writer(Stream stream) => CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" });

    public static void WriteHeader<T>(CsvWriter csv, ExportTable<T> table)
    {
        foreach (var column in table.Columns) csv.WriteField(column.Name);
        csv.EndRecord();
    }

    public static void WriteRow<T>(CsvWriter csv, ExportTable<T> table, T row)
    {
        foreach (var column in table.Columns) csv.WriteField(column.IsText ? Harmless(column.Value(row)) : column.Value(row));
        csv.EndRecord();
    }

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it: documents come from anywhere.</summary>
    public static string? Harmless(string? text) => text switch
    {
        [('=' or '@' or '+' or '\t' or '\r'), ..] => $"'{text}",
        ['-', not ((>= '0' and <= '9') or '.' or '-'), ..] => $"'{text}",
        _ => text,
    };
}
