using Microsoft.Data.Sqlite;
using Worker.Jobs;
using static Worker.Queues.SqliteStore;

namespace Worker.Queues;

/// <summary>The embedded queue. A lease ends by time, or at once when its process is gone; its fence makes late endings void.</summary>
/// <remarks>Times are milliseconds since the machine's start: a wall clock that jumps would end all leases together.</remarks>
public sealed class SqliteJobQueue(SqliteStore store, QueueSettings settings) : IJobQueue
{
    /// <summary>How often owners are looked at: a dead one's jobs are back within this and one poll.</summary>
    private static readonly TimeSpan OwnerCheckEvery = TimeSpan.FromMilliseconds(500);

    private static readonly string Me = ProcessIdentity.Current.ToString();

    private long _ownersChecked = long.MinValue / 2;

    public async Task EnqueueAsync(IReadOnlyList<JobMessage> jobs, CancellationToken stop)
    {
        var rows = jobs.Select(job => (job.Id, Lane: (int)job.Lane, Body: job.Write())).ToArray();
        await store.WriteAsync(connection =>
        {
            using var insert = Command(connection, "INSERT OR IGNORE INTO job(id, lane, body, visible) VALUES($id, $lane, $body, 0)",
                ("$id", ""), ("$lane", 0), ("$body", Array.Empty<byte>()));
            foreach (var row in rows)
            {
                insert.Parameters["$id"].Value = row.Id;
                insert.Parameters["$lane"].Value = row.Lane;
                insert.Parameters["$body"].Value = row.Body;
                insert.ExecuteNonQuery();
            }
            return 0;
        }, durable: true);
    }

    public async Task<IReadOnlyList<JobLease>> ReceiveAsync(Lane lane, int max, CancellationToken stop)
    {
        await ReleaseJobsOfDeadOwnersAsync();
        // Asking costs no write: an idle worker leaves the database alone.
        var any = store.Read(connection => Scalar(connection, "SELECT 1 FROM job WHERE lane=$lane AND visible<=$now LIMIT 1",
            ("$lane", (int)lane), ("$now", Now)));
        if (any is null) return [];
        return await store.WriteAsync(connection => Take(connection, lane, max), durable: false);
    }

    public Task<bool> UpdateAsync(JobLease lease, JobMessage job, CancellationToken stop)
    {
        var body = job.Write();
        return EndAsync(lease, "UPDATE job SET body=$body, visible=$until WHERE id=$id AND fence=$fence", false,
            ("$body", body), ("$until", LeaseEnd));
    }

    public bool Renew(JobLease lease) =>
        EndAsync(lease, "UPDATE job SET visible=$until WHERE id=$id AND fence=$fence", false, ("$until", LeaseEnd)).GetAwaiter().GetResult();

    public Task<bool> CompleteAsync(JobLease lease, CancellationToken stop) =>
        EndAsync(lease, "DELETE FROM job WHERE id=$id AND fence=$fence", false);

    public Task<bool> ReleaseAsync(JobLease lease, JobMessage job, TimeSpan delay, CancellationToken stop)
    {
        var body = job.Write();
        return EndAsync(lease, "UPDATE job SET body=$body, lane=$lane, visible=$at, owner=NULL, fence=fence+1 WHERE id=$id AND fence=$fence", false,
            ("$body", body), ("$lane", (int)job.Lane), ("$at", delay == TimeSpan.Zero ? 0 : Now + (long)delay.TotalMilliseconds));
    }

    public Task<bool> ParkAsync(JobLease lease, PoisonEntry entry, CancellationToken stop)
    {
        var text = entry.Write();
        var held = (SqliteLease)lease;
        return store.WriteAsync(connection =>
        {
            if (Execute(connection, "DELETE FROM job WHERE id=$id AND fence=$fence", ("$id", held.Id), ("$fence", held.Fence)) == 0) return false;
            Execute(connection, "INSERT OR REPLACE INTO poison VALUES($id, $entry)", ("$id", entry.Id), ("$entry", text));
            return true;
        }, durable: true);
    }

    public Task<QueueDepth> CountAsync(CancellationToken stop) => Task.FromResult(store.Read(connection =>
    {
        var ready = new long[Enum.GetValues<Lane>().Length];
        long running = 0;
        using var command = Command(connection, "SELECT lane, visible<=$now AND owner IS NULL, count(*) FROM job GROUP BY 1, 2", ("$now", Now));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (reader.GetBoolean(1)) ready[reader.GetInt32(0)] += reader.GetInt64(2);
            else running += reader.GetInt64(2);
        return new QueueDepth([.. ready], running, (long)Scalar(connection, "SELECT count(*) FROM poison")!);
    }));

    public Task<IReadOnlyList<PoisonEntry>> ListPoisonAsync(int max, CancellationToken stop) => Task.FromResult(store.Read(connection =>
    {
        var entries = new List<PoisonEntry>();
        using var command = Command(connection, "SELECT entry FROM poison ORDER BY id LIMIT $max", ("$max", max));
        using var reader = command.ExecuteReader();
        while (reader.Read()) entries.Add(PoisonEntry.Read(reader.GetString(0)));
        return (IReadOnlyList<PoisonEntry>)entries;
    }));

    public Task RequeueAsync(PoisonEntry entry, JobMessage? job, CancellationToken stop)
    {
        var body = job?.Write();
        return store.WriteAsync(connection =>
        {
            if (job is not null)
                Execute(connection, "INSERT OR IGNORE INTO job(id, lane, body, visible) VALUES($id, $lane, $body, 0)",
                    ("$id", job.Id), ("$lane", (int)job.Lane), ("$body", body));
            return Execute(connection, "DELETE FROM poison WHERE id=$id", ("$id", entry.Id));
        }, durable: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static long Now => Environment.TickCount64;

    private long LeaseEnd => Now + (long)settings.Lease.TotalMilliseconds;

    private List<JobLease> Take(SqliteConnection connection, Lane lane, int max)
    {
        var leases = new List<JobLease>();
        using var command = Command(connection, """
            UPDATE job SET visible=$until, fence=fence+1, owner=$me, receives=receives+1
            WHERE seq IN (SELECT seq FROM job WHERE lane=$lane AND visible<=$now ORDER BY visible, seq LIMIT $max)
            RETURNING seq, id, body, fence, receives
            """, ("$until", LeaseEnd), ("$me", Me), ("$lane", (int)lane), ("$now", Now), ("$max", max));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            leases.Add(new SqliteLease(reader.GetString(1), (byte[])reader[2], lane, reader.GetInt64(4), reader.GetInt64(3)));
        return leases;
    }

    private Task<bool> EndAsync(JobLease lease, string sql, bool durable, params (string, object?)[] values)
    {
        var held = (SqliteLease)lease;
        return store.WriteAsync(
            connection => Execute(connection, sql, [.. values, ("$id", held.Id), ("$fence", held.Fence)]) == 1, durable);
    }

    private async Task ReleaseJobsOfDeadOwnersAsync()
    {
        if (Now - Interlocked.Read(ref _ownersChecked) < OwnerCheckEvery.TotalMilliseconds) return;
        Interlocked.Exchange(ref _ownersChecked, Now);
        var gone = store.Read(connection =>
        {
            var owners = new List<string>();
            using var command = Command(connection, "SELECT DISTINCT owner FROM job WHERE owner IS NOT NULL");
            using var reader = command.ExecuteReader();
            while (reader.Read()) owners.Add(reader.GetString(0));
            return owners;
        }).Where(ProcessIdentity.IsGone).ToArray();
        foreach (var owner in gone)
            await store.WriteAsync(
                connection => Execute(connection, "UPDATE job SET visible=0, owner=NULL WHERE owner=$owner", ("$owner", owner)), durable: false);
    }

    private sealed class SqliteLease(string id, byte[] body, Lane lane, long receives, long fence) : JobLease(id, body, lane, receives)
    {
        public long Fence { get; } = fence;
    }
}
