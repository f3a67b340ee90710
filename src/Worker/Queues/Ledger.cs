using System.Runtime.CompilerServices;

namespace Worker.Queues;

/// <summary>One file that was fed, and where its result lies once it has one.</summary>
/// <param name="Job">The job it is worked off by; files of equal content share one.</param>
/// <param name="Result">Key of the result; null while it is open.</param>
public sealed record LedgerEntry(string Root, string Name, long? Bytes, string? Sha256, string Job, string? Result);

/// <summary>Every file ever fed. "Nothing is lost" means: each entry has a result, or its job is still queued.</summary>
public interface ILedger
{
    /// <summary>Writes entries down before their jobs are queued; a name fed again with other content takes the place of the old entry.</summary>
    Task RecordAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken stop);

    Task SettleAsync(string job, string result, CancellationToken stop);

    /// <summary>All entries, or those of one root, by root and name in ordinal order.</summary>
    IAsyncEnumerable<LedgerEntry> ReadAsync(string? root, CancellationToken stop);
}

/// <summary>The ledger in the embedded database.</summary>
public sealed class SqliteLedger(SqliteStore store) : ILedger
{
    public Task RecordAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken stop) => store.WriteAsync(connection =>
    {
        // An entry already settled for the same job stays settled.
        using var insert = SqliteStore.Command(connection, """
            INSERT INTO ledger(root, name, bytes, sha256, job) VALUES($root, $name, $bytes, $sha256, $job)
            ON CONFLICT(root, name) DO UPDATE SET bytes=excluded.bytes, sha256=excluded.sha256, job=excluded.job, result=NULL
            WHERE job<>excluded.job
            """, ("$root", ""), ("$name", ""), ("$bytes", 0L), ("$sha256", ""), ("$job", ""));
        foreach (var entry in entries)
        {
            insert.Parameters["$root"].Value = entry.Root;
            insert.Parameters["$name"].Value = entry.Name;
            insert.Parameters["$bytes"].Value = entry.Bytes ?? (object)DBNull.Value;
            insert.Parameters["$sha256"].Value = entry.Sha256 ?? (object)DBNull.Value;
            insert.Parameters["$job"].Value = entry.Job;
            insert.ExecuteNonQuery();
        }
        return 0;
    }, durable: true);

    public Task SettleAsync(string job, string result, CancellationToken stop) => store.WriteAsync(
        connection => SqliteStore.Execute(connection, "UPDATE ledger SET result=$result WHERE job=$job", ("$result", result), ("$job", job)),
        durable: false);

    public async IAsyncEnumerable<LedgerEntry> ReadAsync(string? root, [EnumeratorCancellation] CancellationToken stop)
    {
        const int page = 1000;
        var (lastRoot, lastName) = (root ?? "", "");
        for (IReadOnlyList<LedgerEntry> entries = [null!]; entries.Count > 0;)
        {
            stop.ThrowIfCancellationRequested();
            entries = store.Read(connection => Page(connection, root, lastRoot, lastName, page));
            foreach (var entry in entries) yield return entry;
            if (entries is [.., var last]) (lastRoot, lastName) = (last.Root, last.Name);
        }
        await Task.CompletedTask;
    }

    private static List<LedgerEntry> Page(Microsoft.Data.Sqlite.SqliteConnection connection, string? root, string lastRoot, string lastName, int size)
    {
        var entries = new List<LedgerEntry>();
        using var command = SqliteStore.Command(connection, """
            SELECT root, name, bytes, sha256, job, result FROM ledger
            WHERE (root, name) > ($lastRoot, $lastName) AND ($root IS NULL OR root=$root) ORDER BY root, name LIMIT $size
            """, ("$root", root), ("$lastRoot", lastRoot), ("$lastName", lastName), ("$size", size));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            entries.Add(new(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        return entries;
    }
}
