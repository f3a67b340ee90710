using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Worker.Service;

/// <summary>Health and metrics over HTTP, on loopback or the pod's own address.</summary>
internal static class Endpoints
{
    public static void Add(WebApplicationBuilder builder, WorkerSettings settings)
    {
        builder.WebHost.UseKestrelCore();
        // Port 0 here means "no endpoint"; a server that must be there listens where nobody is told of.
        builder.WebHost.UseUrls($"http://{(settings.Port > 0 ? settings.Address : "127.0.0.1")}:{settings.Port}");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<HealthState>().AddSingleton<PrometheusText>();
        if (settings.Otlp is { } collector) builder.Services.AddHostedService(_ => new OtlpExport(collector));
    }

    public static void Map(WebApplication application)
    {
        application.UseRouting();
        // Made now, not at the first question, so that nothing is counted before.
        var metrics = application.Services.GetRequiredService<PrometheusText>();
        application.MapGet("/metrics", () => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
        application.MapGet("/health/live", (HealthState health) => Answer(health.Live()));
        application.MapGet("/health/startup", (HealthState health) => Answer(health.Started()));
        application.MapGet("/health/ready", async (HealthState health, CancellationToken stop) => Answer(await health.ReadyAsync(stop)));
    }

    private static IResult Answer(string? trouble) => trouble is null
        ? Results.Text("ok\n")
        : Results.Text(trouble + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
