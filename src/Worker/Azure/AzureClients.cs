using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Worker.Azure;

/// <summary>The clients of one storage account.</summary>
public sealed class AzureClients
{
    /// <summary>No answer within it is a failure of the network, not a slow service: half-open connections end here.</summary>
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    private readonly AzureSettings _settings;
    private readonly TokenCredential? _credential;

    /// <param name="environment">"Development" allows a connection string.</param>
    /// <exception cref="SettingsRefusedException">A connection string outside development, or no account is named.</exception>
    public AzureClients(AzureSettings settings, string environment)
    {
        _settings = settings;
        if (settings.ConnectionString is not null)
        {
            if (environment != "Development")
                throw new SettingsRefusedException(
                    "A connection string holds the account's key and is refused outside Development. Set PIPELINE__AZURE__QUEUESERVICE and " +
                    "PIPELINE__AZURE__BLOBSERVICE and let the worker log in by managed identity.");
            return;
        }
        if (settings.QueueService is null || settings.BlobService is null)
            throw new SettingsRefusedException("Azure storage needs PIPELINE__AZURE__QUEUESERVICE and PIPELINE__AZURE__BLOBSERVICE.");
        _credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = settings.ClientId, WorkloadIdentityClientId = settings.ClientId,
            ExcludeInteractiveBrowserCredential = true, ExcludeVisualStudioCredential = true,
        });
    }

    public QueueClient Queue(string name)
    {
        // Not Base64 but as it comes: one message that is no Base64 would otherwise spoil the batch it arrives in.
        var options = Configured(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        return _settings.ConnectionString is { } text
            ? new(text, name, options)
            : new(new Uri(_settings.QueueService!, name), _credential, options);
    }

    public BlobContainerClient Container(string name)
    {
        var options = Configured(new BlobClientOptions());
        return _settings.ConnectionString is { } text
            ? new(text, name, options)
            : new(new Uri(_settings.BlobService!, name), _credential, options);
    }

    private static T Configured<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.AddPolicy(new BusyPolicy(), HttpPipelinePosition.PerCall);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}

/// <summary>A setting that cannot be accepted; the message says what to set instead.</summary>
public sealed class SettingsRefusedException(string message) : Exception(message);
