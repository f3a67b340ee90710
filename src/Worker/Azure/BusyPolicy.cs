using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Worker.Azure;

/// <summary>Keeps the answer with the failure where the service says how long to wait.</summary>
/// <remarks>The storage clients of this version throw without the response, and with it Retry-After would be lost.</remarks>
internal sealed class BusyPolicy : HttpPipelinePolicy
{
    public const string Header = "Retry-After";

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Check(message.Response);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Check(message.Response);
    }

    private static void Check(Response response)
    {
        if (response.Status is 429 or >= 500 && response.Headers.Contains(Header)) throw new RequestFailedException(response);
    }
}
