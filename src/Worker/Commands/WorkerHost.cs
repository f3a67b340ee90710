using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Worker.Azure;
using Worker.Children;
using Worker.Jobs;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Commands;

/// <summary>Composes the host that all verbs with a queue share.</summary>
internal static class WorkerHost
{
    /// <summary>A host for a verb that feeds, looks or repairs, or that works a queue off and ends.</summary>
    /// <param name="options">What the verb's options say over the configuration.</param>
    public static IHost Batch(Func<WorkerSettings, WorkerSettings> options, bool work)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        // A batch speaks through its display; what matters of the log is in the records it leaves.
        Configure(builder, options, LogLevel.Critical);
        if (work) AddWork(builder.Services, stopWhenEmpty: true);
        return builder.Build();
    }

    /// <summary>The host of the service, with its health and metrics endpoints.</summary>
    public static WebApplication Service(Func<WorkerSettings, WorkerSettings> options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var settings = Configure(builder, options, LogLevel.Information);
        if (settings.Azure is null && settings.Index) builder.Services.AddHostedService<IndexKeeper>();
        AddWork(builder.Services, stopWhenEmpty: false);
        Endpoints.Add(builder, settings);
        var application = builder.Build();
        Endpoints.Map(application);
        return application;
    }

    /// <summary>The settings of a verb without a host.</summary>
    public static WorkerSettings ReadSettings() => ReadSettings(new ConfigurationManager());

    public static WorkerSettings ReadSettings(IConfigurationManager configuration)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        configuration.AddEnvironmentVariables("PIPELINE__");
        return configuration.Get<WorkerSettings>() ?? new();
    }

    private static WorkerSettings Configure(IHostApplicationBuilder builder, Func<WorkerSettings, WorkerSettings> options, LogLevel level)
    {
        var settings = options(ReadSettings(builder.Configuration));
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ ")).SetMinimumLevel(level)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Grace + TimeSpan.FromSeconds(8));
        AddServices(builder.Services, settings);
        return settings;
    }

    private static void AddWork(IServiceCollection services, bool stopWhenEmpty)
    {
        services.AddSingleton(new JobServiceMode(stopWhenEmpty)).AddSingleton<JobService>();
        services.AddHostedService(provider => provider.GetRequiredService<JobService>());
        if (!stopWhenEmpty) services.AddHostedService(provider => provider.GetRequiredService<Reconciler>());
    }

    private static void AddServices(IServiceCollection services, WorkerSettings settings)
    {
        var engine = EngineFingerprint.Of(AppContext.BaseDirectory, settings.EngineOptions);
        var output = Path.GetFullPath(settings.Out);
        services.AddSingleton(settings).AddSingleton(engine).AddSingleton(TimeProvider.System).AddSingleton<JobTally>();
        if (settings.Azure is { } azure) AddAzure(services, settings, azure);
        else AddEmbedded(services, settings, output);
        services.AddSingleton(provider => new IndexWriter(output, provider.GetRequiredService<IResultSink>(), engine));
        services.AddSingleton(_ => new ChildPool(ChildCommandLine.Detect(settings.FaultyChildren, settings.EngineOptions)));
        services.AddSingleton(provider => new LeaseKeeper(provider.GetRequiredService<IJobQueue>(), settings.Lease));
        services.AddSingleton<Parking>().AddSingleton<JobProcessor>().AddSingleton<Feeder>().AddSingleton<Reconciler>();
    }

    private static void AddEmbedded(IServiceCollection services, WorkerSettings settings, string output)
    {
        services.AddSingleton(_ => SqliteStore.Open(settings.StatePath));
        services.AddSingleton<IJobQueue>(provider => new SqliteJobQueue(provider.GetRequiredService<SqliteStore>(), new(settings.Lease)));
        services.AddSingleton<ILedger, SqliteLedger>();
        services.AddSingleton(provider => new RootDirectory(provider.GetRequiredService<SqliteStore>(), settings.Roots));
        services.AddSingleton<ISourceStore>(provider => new FolderSource(provider.GetRequiredService<RootDirectory>().PathOf));
        services.AddSingleton<ISourceLister, FolderLister>();
        services.AddSingleton<IResultSink>(_ => new FolderResultSink(output));
    }

    private static void AddAzure(IServiceCollection services, WorkerSettings settings, AzureSettings azure)
    {
        var clients = new AzureClients(azure, settings.Environment);
        var containers = azure.Containers.ToDictionary(pair => pair.Key, pair => clients.Container(pair.Value), StringComparer.OrdinalIgnoreCase);
        var (queue, results) = (new AzureJobQueue(clients, azure.Queue, StorageCalls.Default, new(settings.Lease)), clients.Container(azure.Results));
        // In production who deploys makes queues and containers, and the worker has no right to.
        if (settings.Environment == "Development") CreateAsync(queue, [results, .. containers.Values]).GetAwaiter().GetResult();
        services.AddSingleton<IJobQueue>(queue);
        services.AddSingleton<ILedger>(new BlobLedger(results, StorageCalls.Default));
        services.AddSingleton<ISourceStore>(new BlobSource(containers.GetValueOrDefault, StorageCalls.Default));
        services.AddSingleton<ISourceLister>(new BlobLister(containers.GetValueOrDefault));
        services.AddSingleton<IResultSink>(new BlobResultSink(results, StorageCalls.Default));
    }

    private static async Task CreateAsync(AzureJobQueue queue, IEnumerable<BlobContainerClient> containers)
    {
        await queue.CreateAsync(CancellationToken.None);
        foreach (var container in containers) await container.CreateIfNotExistsAsync();
    }
}
