using Microsoft.Data.Sqlite;
using Worker.Native;

namespace Worker.Queues;

/// <summary>The embedded database of one machine: queue, poison queue and ledger in one file. Several processes may share it.</summary>
public sealed class SqliteStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS root(name TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS job(
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, lane INTEGER NOT NULL, body BLOB NOT NULL, visible INTEGER NOT NULL,
            fence INTEGER NOT NULL DEFAULT 0, owner TEXT, receives INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX IF NOT EXISTS job_next ON job(lane, visible, seq);
        CREATE INDEX IF NOT EXISTS job_owner ON job(owner) WHERE owner IS NOT NULL;
        CREATE TABLE IF NOT EXISTS poison(id TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS ledger(
            root TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER, sha256 TEXT, job TEXT NOT NULL, result TEXT,
            PRIMARY KEY(root, name)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS ledger_job ON ledger(job);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteConnection _reader;
    private readonly SqliteWriter _writer;
    private readonly Lock _reading = new();

    private SqliteStore(SqliteConnection connection, SqliteConnection reader)
    {
        _connection = connection;
        _reader = reader;
        _writer = new(connection);
    }

    /// <summary>Opens or creates the database.</summary>
    /// <exception cref="StoreUnusableException">It lies on a network file system, or it is damaged.</exception>
    public static SqliteStore Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        RefuseNetworkFileSystem(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SqliteConnection? connection = null, reader = null;
        try
        {
            connection = Connect(path);
            Execute(connection, "PRAGMA journal_mode=WAL");
            if ((string)Scalar(connection, "PRAGMA quick_check(1)")! != "ok") throw Damaged(path, null);
            Execute(connection, "BEGIN IMMEDIATE; " + Schema + ForgetTimesOfAnotherBoot(connection) + "COMMIT");
            reader = Connect(path);
            return new(connection, reader);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 11 or 26)   // SQLITE_CORRUPT, SQLITE_NOTADB
        {
            connection?.Dispose();
            throw Damaged(path, failure);
        }
        catch
        {
            connection?.Dispose();
            reader?.Dispose();
            throw;
        }
    }

    /// <param name="durable">True: on the disk when the task ends.</param>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, bool durable) => _writer.RunAsync(write, durable);

    internal T Read<T>(Func<SqliteConnection, T> read)
    {
        lock (_reading) return read(_reader);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _connection.Dispose();
    }

    internal static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    internal static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    internal static object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Lease times count from the machine's start; after another start every lease of before is over.</summary>
    private static string ForgetTimesOfAnotherBoot(SqliteConnection connection)
    {
        var boot = ProcessIdentity.BootId;
        using var exists = Command(connection, "SELECT count(*) FROM sqlite_master WHERE name='meta'");
        var known = (long)exists.ExecuteScalar()! > 0 ? (string?)Scalar(connection, "SELECT value FROM meta WHERE key='boot'") : null;
        return known == boot && boot.Length > 0
            ? ""
            : $"UPDATE job SET visible=0, owner=NULL; INSERT OR REPLACE INTO meta VALUES('boot', '{boot.Replace("'", "", StringComparison.Ordinal)}');";
    }

    private static void RefuseNetworkFileSystem(string directory)
    {
        if (!OperatingSystem.IsLinux()) return;
        var name = Libc.FileSystemType(directory) switch
        {
            0x6969 => "NFS",
            0xFF534D42 or 0xFE534D42 or 0x517B => "SMB",
            0x01021997 => "9p",
            0x65735546 => "FUSE",
            0x00C36400 => "Ceph",
            0x5346414F => "AFS",
            _ => null,
        };
        if (name is not null)
            throw new StoreUnusableException(
                $"{directory} lies on a network file system ({name}), where the locks of SQLite do not hold. Choose a local folder with --state.");
    }

    private static StoreUnusableException Damaged(string path, Exception? cause) => new(
        $"{path} is damaged. Move it (and its -wal and -shm files) away and run the same command again: the results in the output " +
        "folder are safe, and what has no result yet is queued anew.", cause);
}

/// <summary>The embedded database cannot be used; the message says why and what to do.</summary>
public sealed class StoreUnusableException(string message, Exception? cause = null) : Exception(message, cause);
