using Worker.Azure;
using Worker.Jobs;
using Worker.Queues;
using Worker.Tests.Queues;

namespace Worker.Tests.Azure;

/// <summary>The whole suite against Azure Storage Queue as Azurite plays it.</summary>
[Collection("azurite"), Trait("Category", "Azurite")]
public sealed class AzureJobQueueTests(Azurite azurite) : QueueConformance
{
    private string _name = "";

    /// <summary>The service counts whole seconds.</summary>
    protected override TimeSpan Lease => TimeSpan.FromSeconds(3);

    protected override bool TellsReadyFromRunning => false;

    protected override string? Missing => Azurite.Script is null ? "Azurite is not installed" : null;

    protected override async Task<IJobQueue> OpenAsync(QueueSettings settings)
    {
        _name = $"q{Guid.NewGuid():N}"[..20];
        var queue = new AzureJobQueue(azurite.Clients, _name, StorageCalls.Default, settings);
        await queue.CreateAsync(default);
        return queue;
    }

    protected override async Task SendRawAsync(byte[] body) =>
        await azurite.Clients.Queue(_name).SendMessageAsync(System.Text.Encoding.UTF8.GetString(body).Replace('\0', ' '));
}
