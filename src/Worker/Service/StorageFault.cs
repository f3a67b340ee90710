using Azure;
using Azure.Identity;
using Microsoft.Data.Sqlite;
using Polly;

namespace Worker.Service;

/// <summary>Failures that are ours, not the document's: storage away, full, read-only, refused. Such a job is released, never parked.</summary>
public static class StorageFault
{
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException or SqliteException or TimeoutException
        or RequestFailedException or AuthenticationFailedException or ExecutionRejectedException;
}
