using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Worker.Children;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Commands;

/// <summary>Composes the host that all verbs with a queue share.</summary>
internal static class WorkerHost
{
    /// <param name="settings">What the verb's options say over the configuration.</param>
    /// <param name="logLevel">Batch verbs speak through their display and log warnings only.</param>
    public static IHost Build(Func<WorkerSettings, WorkerSettings> settings, bool stopWhenEmpty, LogLevel logLevel, bool work = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        var configured = settings(ReadSettings(builder.Configuration));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(logLevel);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = configured.Grace + TimeSpan.FromSeconds(5));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        AddServices(builder.Services, configured);
        if (work)
        {
            builder.Services.AddSingleton(new JobServiceMode(stopWhenEmpty));
            builder.Services.AddSingleton<JobService>();
            builder.Services.AddHostedService(services => services.GetRequiredService<JobService>());
        }
        return builder.Build();
    }

    public static WorkerSettings ReadSettings(IConfigurationManager configuration)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        configuration.AddEnvironmentVariables("PIPELINE__");
        return configuration.Get<WorkerSettings>() ?? new();
    }

    private static void AddServices(IServiceCollection services, WorkerSettings settings)
    {
        var engine = EngineFingerprint.Of(AppContext.BaseDirectory);
        var output = Path.GetFullPath(settings.Out);
        services.AddSingleton(settings).AddSingleton(engine).AddSingleton(TimeProvider.System).AddSingleton<JobTally>();
        services.AddSingleton(_ => SqliteStore.Open(settings.StatePath));
        services.AddSingleton<IJobQueue>(provider => new SqliteJobQueue(provider.GetRequiredService<SqliteStore>(), new(settings.Lease)));
        services.AddSingleton<ILedger, SqliteLedger>();
        services.AddSingleton(provider => new RootDirectory(provider.GetRequiredService<SqliteStore>(), settings.Roots));
        services.AddSingleton<ISourceStore>(provider => new FolderSource(provider.GetRequiredService<RootDirectory>().PathOf));
        services.AddSingleton<IResultSink>(_ => new FolderResultSink(output));
        services.AddSingleton(provider => new IndexWriter(output, provider.GetRequiredService<IResultSink>(), engine));
        services.AddSingleton(_ => new ChildPool(ChildCommandLine.Detect()));
        services.AddSingleton(provider => new LeaseKeeper(provider.GetRequiredService<IJobQueue>(), settings.Lease));
        services.AddSingleton<JobProcessor>().AddSingleton<Feeder>();
    }
}
