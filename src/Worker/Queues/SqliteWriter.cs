using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Worker.Queues;

/// <summary>The one thread that writes to the database: it takes everything that waits into one transaction (group commit).</summary>
/// <remarks>Several writers with full durability starve each other for seconds; one with batches does thousands of writes a second.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Writes in one transaction; bounds how long the first one waits for its commit.</summary>
    private const int MaxBatch = 256;

    private readonly BlockingCollection<Request> _requests = [];
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new(Work) { IsBackground = true, Name = "sqlite writer" };
        _thread.Start();
    }

    /// <param name="durable">True: on the disk when the task ends. False: after a loss of power (not a kill) it may be undone.</param>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> write, bool durable)
    {
        var request = new Request<T>(write, durable);
        _requests.Add(request);
        return request.Done.Task;
    }

    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    private void Work()
    {
        var batch = new List<Request>();
        foreach (var first in _requests.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < MaxBatch && _requests.TryTake(out var next)) batch.Add(next);
            try
            {
                Execute($"PRAGMA synchronous={(batch.Any(request => request.Durable) ? "FULL" : "NORMAL")}; BEGIN IMMEDIATE");
                foreach (var request in batch)
                {
                    Execute("SAVEPOINT one");
                    if (!request.TryRun(_connection)) Execute("ROLLBACK TO one");
                    Execute("RELEASE one");
                }
                Execute("COMMIT");
                foreach (var request in batch) request.Finish(null);
            }
            catch (SqliteException failure)
            {
                TryRollback();
                foreach (var request in batch) request.Finish(failure);
            }
        }
    }

    private void TryRollback()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction never began, or SQLite has ended it already.
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private abstract class Request(bool durable)
    {
        public bool Durable { get; } = durable;
        public abstract bool TryRun(SqliteConnection connection);
        public abstract void Finish(Exception? failure);
    }

    private sealed class Request<T>(Func<SqliteConnection, T> write, bool durable) : Request(durable)
    {
        private T _result = default!;
        private Exception? _failure;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool TryRun(SqliteConnection connection)
        {
            try
            {
                _result = write(connection);
                return true;
            }
            catch (SqliteException failure)
            {
                _failure = failure;
                return false;
            }
        }

        public override void Finish(Exception? failure)
        {
            if ((failure ?? _failure) is { } reason) Done.SetException(reason);
            else Done.SetResult(_result);
        }
    }
}
