using Azure;
using Azure.Identity;
using Microsoft.Data.Sqlite;
using Polly;

namespace Worker.Service;

/// <summary>A part of this installation is missing; the message says what to do.</summary>
public sealed class InstallationException(string message) : Exception(message);

/// <summary>Failures that are ours, not the document's: storage away, full, read-only, refused, or a part of the installation
/// missing. Such a job is released, never parked.</summary>
public static class StorageFault
{
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException or SqliteException or TimeoutException
        or RequestFailedException or AuthenticationFailedException or ExecutionRejectedException or InstallationException;
}
