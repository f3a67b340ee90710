using System.Globalization;
using Azure;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Worker.Azure;

/// <summary>How a call to storage is made: bounded in time, repeated with growing pauses, given up while storage is away.</summary>
/// <remarks>The SDK's own retries are off, or the two would multiply. Every write is safe to repeat: create-only, or fenced.</remarks>
public sealed class StorageCalls
{
    private const int Retries = 4;

    private readonly ResiliencePipeline _pipeline;

    /// <param name="pause">The first pause; each next one is about twice as long. Tests take a short one.</param>
    /// <param name="breakFor">How long calls fail at once after half of them failed: work resumes within it once storage is back.</param>
    public StorageCalls(TimeSpan pause, TimeSpan breakFor, TimeSpan attempt, TimeSpan total) => _pipeline = new ResiliencePipelineBuilder()
        .AddTimeout(total)
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = pause,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsPassing),
            DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Exception)),
            OnRetry = _ =>
            {
                Service.WorkerMeter.StorageRetries.Add(1);
                return default;
            },
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5, MinimumThroughput = 10, SamplingDuration = TimeSpan.FromSeconds(10), BreakDuration = breakFor,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsPassing),
        })
        .AddTimeout(attempt)
        .Build();

    public static StorageCalls Default { get; } =
        new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop) =>
        await _pipeline.ExecuteAsync(async token => await call(token), stop);

    /// <summary>Failures that may be over in a moment: no answer, too many requests, a server's own trouble.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        TimeoutRejectedException or IOException or HttpRequestException => true,
        AggregateException { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    /// <summary>What the service asks for, where it asks; null lets the back-off decide. Bounded: we do not sleep for hours on a header.</summary>
    internal static TimeSpan? RetryAfter(Exception? failure)
    {
        if ((failure as RequestFailedException)?.GetRawResponse() is not { } response) return null;
        if (!response.Headers.TryGetValue(BusyPolicy.Header, out var text)) return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        return TimeSpan.FromSeconds(Math.Min(seconds, 10));
    }
}
