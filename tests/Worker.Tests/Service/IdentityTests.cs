using System.Net;
using Worker.Tests.Harness;

namespace Worker.Tests.Service;

/// <summary>Outside Development the worker logs in by managed identity; here there is none.</summary>
[Collection("processes")]
public sealed class IdentityTests
{
    [Fact]
    public async Task A_worker_that_cannot_log_in_stays_up_says_why_and_ends_as_told()
    {
        var port = WorkerProcess.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE__AZURE__QUEUESERVICE"] = "https://127.0.0.1:9/", ["PIPELINE__AZURE__BLOBSERVICE"] = "https://127.0.0.1:9/",
            ["PIPELINE__PORT"] = $"{port}",
        };
        using var worker = new WorkerProcess(environment, "worker");
        using var client = new HttpClient();
        var (ready, why) = (HttpStatusCode.OK, "");
        for (var i = 0; i < 600 && !why.Contains("storage:", StringComparison.Ordinal) && !worker.HasExited; i++)
        {
            await Task.Delay(200);
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
                (ready, why) = (answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }
        }
        Assert.False(worker.HasExited);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        using var live = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_connection_string_outside_development_is_refused()
    {
        using var worker = new WorkerProcess(new Dictionary<string, string> { ["PIPELINE__AZURE__CONNECTIONSTRING"] = "UseDevelopmentStorage=true" }, "worker", "--port", "0");
        var (exitCode, _, errors) = await worker.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("refused outside Development", errors, StringComparison.Ordinal);
    }
}
