using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker.Jobs;
using Worker.Service;
using Worker.Sinks;
using Worker.Sources;

namespace Worker.Commands;

/// <summary><c>run PATH…</c>: queues every file below the paths, works them off, writes outputs and index, prints a summary.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders with all that is in them.", Arity = ArgumentArity.OneOrMore };
        var place = new PlaceOptions();
        var slots = new Option<int>("--slots") { Description = "Documents worked on at a time; 0: one a processor." };
        var rate = ErrorRateOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON line a file instead of the table." };
        var command = new Command("run", "Queues every file below PATH, works them off, writes outputs and index, prints a summary.")
        {
            paths, place.Out, place.State, slots, rate, json, VerbHelp.Of("""
                Examples:
                  pipeline run seeds
                  pipeline run ~/disclosures/2024 --out results --slots 4
                  pipeline run inbox --max-error-rate 1e-3
                  pipeline run inbox --json | jq 'select(.outcome != "accept")'

                Exit codes: 0 all accepted, 2 some need review, 1 something failed or was rejected, 64 wrong usage, 130 stopped.
                A second run does only what is missing: results are kept by content and engine.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(paths)!, settings => place.Apply(parsed, settings) with
            {
                Azure = null,   // a run is this machine's own
                MaxErrorRate = parsed.GetValue(rate) ?? settings.MaxErrorRate,
                HighWater = 0,  // and its own worker starts when all is fed
                Slots = parsed.GetValue(slots) is > 0 and var count ? count : settings.Slots,
            }, parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, Func<WorkerSettings, WorkerSettings> options, bool json, CancellationToken stop)
    {
        using var host = WorkerHost.Batch(options, work: true);
        var lister = host.Services.GetRequiredService<ISourceLister>();
        if (paths.Select(lister.Objection).FirstOrDefault(objection => objection is not null) is { } objection) return Terminal.Refuse(objection);
        var services = host.Services;
        var settings = services.GetRequiredService<WorkerSettings>();
        var tally = services.GetRequiredService<JobTally>();
        var fed = await services.GetRequiredService<Feeder>().FeedAsync(paths, Path.GetFullPath(settings.Out), stop);
        var jobs = fed.Select(file => file.Job).Distinct().Count();
        await host.StartAsync(stop);
        await RunProgress.ShowAsync(tally, jobs, host.WaitForShutdownAsync(stop));
        var depth = await services.GetRequiredService<IJobQueue>().CountAsync(CancellationToken.None);
        if (depth.Open > 0 && tally.StorageFailure is { } failure)
        {
            Terminal.Fail($"{depth.Open} jobs could not be worked off and stay queued: {failure}");
            await services.GetRequiredService<IndexWriter>().WriteAsync(CancellationToken.None);
            return ExitCode.SomethingFailed;
        }
        if (depth.Open > 0)
        {
            // The host ended before the queue did: Ctrl-C or SIGTERM.
            Terminal.Say($"Stopped. {depth.Open} jobs stay queued: run the same command again.");
            return ExitCode.Stopped;
        }
        var results = await RunSummary.ReadAsync(services, fed, CancellationToken.None);
        await services.GetRequiredService<IndexWriter>().WriteAsync(CancellationToken.None);
        if (json) RunSummary.PrintJson(results);
        else RunSummary.Print(results, settings.Out);
        return RunSummary.ExitCodeOf(results);
    }
}
