using Worker.Jobs;
using Worker.Queues;

namespace Worker.Tests.Queues;

public sealed class MemoryJobQueueTests : QueueConformance
{
    protected override Task<IJobQueue> OpenAsync(QueueSettings settings) => Task.FromResult<IJobQueue>(new MemoryJobQueue(settings));

    protected override Task SendRawAsync(byte[] body)
    {
        ((MemoryJobQueue)Queue).EnqueueRaw(Guid.NewGuid().ToString(), body);
        return Task.CompletedTask;
    }
}
