using Microsoft.Data.Sqlite;

namespace Worker.Export;

/// <summary>The portal package as one SQLite file; opens in Datasette as it is. The same rows give the same bytes.</summary>
internal sealed class SqlitePackage : IDisposable
{
    private static readonly (string Table, string Column)[] Indexed =
    [
        ("amounts", "document_id"), ("amounts", "code"), ("budget_lines", "document_id"), ("budget_lines", "func3_code"),
        ("facts", "document_id"), ("findings", "document_id"), ("repairs", "document_id"),
    ];

    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;

    public SqlitePackage(string path)
    {
        File.Delete(path);
        connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        // No journal: the file is new, and a broken export is made again.
        Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'");
        transaction = connection.BeginTransaction();
    }

    public SqliteTable<T> Create<T>(ExportTable<T> table)
    {
        var columns = table.Columns.Select(column => $"{Quoted(column.Name)} {SqlType(column.Type)}{(column.Name == table.Key ? " PRIMARY KEY" : "")}");
        var references = table.References.Select(reference => $"FOREIGN KEY ({Quoted(reference.Column)}) REFERENCES {Quoted(reference.Table)} ({Quoted(reference.Column)})");
        Execute($"CREATE TABLE {Quoted(table.Name)} (\n  {string.Join(",\n  ", columns.Concat(references))}\n)");
        return new(table, connection, transaction);
    }

    public void Complete()
    {
        foreach (var (table, column) in Indexed)
            Execute($"CREATE INDEX {Quoted($"{table}_{column}")} ON {Quoted(table)} ({Quoted(column)})");
        transaction.Commit();
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    internal static string Quoted(string name) => $"\"{name}\"";

    private static string SqlType(string type) => type switch { "integer" or "boolean" => "INTEGER", "number" => "NUMERIC", _ => "TEXT" };

    private void Execute(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}

/// <summary>One table's prepared insertion.</summary>
internal sealed class SqliteTable<T> : IDisposable
{
    private readonly ExportTable<T> table;
    private readonly SqliteCommand insert;

    public SqliteTable(ExportTable<T> table, SqliteConnection connection, SqliteTransaction transaction)
    {
        this.table = table;
        insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO {SqlitePackage.Quoted(table.Name)} VALUES ({string.Join(", ", table.Columns.Select((_, index) => $"$p{index}"))})";
        for (var i = 0; i < table.Columns.Length; i++) insert.Parameters.Add($"$p{i}", SqliteType.Text);
        insert.Prepare();
    }

    public void Add(T row)
    {
        for (var i = 0; i < table.Columns.Length; i++)
        {
            var column = table.Columns[i];
            var value = column.Value(row);
            insert.Parameters[i].Value = value is null ? DBNull.Value : column.Type == "boolean" ? value == "true" ? "1" : "0" : value;
        }
        insert.ExecuteNonQuery();
    }

    public void Dispose() => insert.Dispose();
}
