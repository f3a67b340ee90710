using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Worker.Service;
using Worker.Sources;

namespace Worker.Commands;

/// <summary><c>ingest PATH…</c>: queues files and ends; a worker works them off.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders with all that is in them.", Arity = ArgumentArity.OneOrMore };
        var place = new PlaceOptions();
        var command = new Command("ingest", "Writes every file below PATH into the ledger and the queue; `worker` works them off.")
        {
            paths, place.Out, place.State, VerbHelp.Of("""
                Examples:
                  pipeline ingest /srv/inbox --out /srv/results
                  pipeline ingest new/*.pdf && pipeline status
                  PIPELINE__AZURE__BLOBSERVICE=https://… PIPELINE__AZURE__QUEUESERVICE=https://… pipeline ingest inbox

                With Azure Storage PATH is the name of a configured container. Feeding a file twice adds nothing, so an ingest that was
                ended early is simply run again. With PIPELINE__HIGHWATER it waits while that many jobs are queued. Exit codes: 0 queued, 1 storage failed, 64 wrong usage.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(paths)!, settings => place.Apply(parsed, settings), stop));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, Func<WorkerSettings, WorkerSettings> options, CancellationToken stop)
    {
        using var host = WorkerHost.Batch(options, work: false);
        var lister = host.Services.GetRequiredService<ISourceLister>();
        if (paths.Select(lister.Objection).FirstOrDefault(objection => objection is not null) is { } objection) return Terminal.Refuse(objection);
        var settings = host.Services.GetRequiredService<WorkerSettings>();
        var fed = await host.Services.GetRequiredService<Feeder>().FeedAsync(paths, Path.GetFullPath(settings.Out), stop);
        Console.WriteLine($"{fed.Count} files queued as {fed.Select(file => file.Job).Distinct().Count()} jobs");
        return ExitCode.AllAccepted;
    }
}
