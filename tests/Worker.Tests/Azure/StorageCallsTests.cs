using Azure;
using Worker.Azure;

namespace Worker.Tests.Azure;

public sealed class StorageCallsTests
{
    private static StorageCalls Quick() =>
        new(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    [Fact]
    public async Task A_passing_failure_is_repeated_and_forgotten()
    {
        var calls = 0;
        var answer = await Quick().RunAsync(_ => ++calls < 3 ? throw new RequestFailedException(503, "busy") : Task.FromResult("ok"), default);
        Assert.Equal(("ok", 3), (answer, calls));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task An_answer_is_not_asked_for_again(int status)
    {
        var calls = 0;
        await Assert.ThrowsAsync<RequestFailedException>(() => Quick().RunAsync<int>(_ =>
        {
            calls++;
            throw new RequestFailedException(status, "no");
        }, default));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_call_that_never_answers_is_given_up()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<Polly.ExecutionRejectedException>(() => Quick().RunAsync(async stop =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return 0;
        }, default));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_storm_opens_the_circuit_and_bounds_the_repeats()
    {
        var (made, pipeline) = (0, Quick());
        for (var i = 0; i < 100; i++)
            await Assert.ThrowsAnyAsync<Exception>(() => pipeline.RunAsync<int>(_ =>
            {
                made++;
                throw new RequestFailedException(503, "busy");
            }, default));
        Assert.True(made < 100, $"{made} calls for 100 wishes");
    }
}
