using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Worker.Service;

/// <summary>Sends metrics and traces to an OpenTelemetry collector while the service runs.</summary>
internal sealed class OtlpExport(Uri endpoint) : IHostedService
{
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder().AddMeter(WorkerMeter.Name).AddOtlpExporter(options => options.Endpoint = endpoint).Build();
        _traces = Sdk.CreateTracerProviderBuilder().AddSource(WorkerMeter.Name).AddOtlpExporter(options => options.Endpoint = endpoint).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.Dispose();
        _traces?.Dispose();
        return Task.CompletedTask;
    }
}
