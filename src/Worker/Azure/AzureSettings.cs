namespace Worker.Azure;

/// <summary>Where in Azure Storage things lie. The worker logs in by managed identity (Azure.Identity).</summary>
public sealed record AzureSettings
{
    /// <summary><c>https://ACCOUNT.queue.core.windows.net</c>.</summary>
    public Uri? QueueService { get; init; }

    /// <summary><c>https://ACCOUNT.blob.core.windows.net</c>.</summary>
    public Uri? BlobService { get; init; }

    /// <summary>Of the fast lane; the others add "-slow", "-quarantine", "-poison".</summary>
    public string Queue { get; init; } = "disclosures";

    /// <summary>The container of results and ledger.</summary>
    public string Results { get; init; } = "results";

    /// <summary>Containers that messages may name as their root: the root's name, the container's name.</summary>
    /// <remarks>Without regard to case: environment variables are often written in capitals.</remarks>
    public Dictionary<string, string> Containers { get; init; } = new(StringComparer.OrdinalIgnoreCase) { ["inbox"] = "inbox" };

    /// <summary>For Azurite only: refused unless PIPELINE__ENVIRONMENT is Development, since it holds a key.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Client id of a user-assigned identity; null: the system's own, or the workload identity of the pod.</summary>
    public string? ClientId { get; init; }
}
