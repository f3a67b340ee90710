using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace Worker.Commands;

/// <summary><c>worker</c>: the service. Works the queue off until it is told to stop.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var place = new PlaceOptions();
        var slots = new Option<int>("--slots") { Description = "Documents worked on at a time; 0: one a processor.", HelpName = "N" };
        var rate = ErrorRateOption.Create();
        var port = new Option<int?>("--port") { Description = "Port of the health and metrics endpoints on loopback; 0: none. [default: 8080]", HelpName = "N" };
        var command = new Command("worker", "Works the queue off as a service until Ctrl-C or SIGTERM.")
        {
            place.Out, place.State, slots, rate, port, VerbHelp.Of("""
                Examples:
                  pipeline worker --out /srv/results --slots 4
                  curl http://127.0.0.1:8080/health/ready; curl http://127.0.0.1:8080/metrics

                Told to stop, it takes no more jobs, lets running ones end for the grace (PIPELINE__GRACE, 15 s) and releases the rest.
                Exit codes: 0 stopped as told, 1 it could not start, 64 wrong usage.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(settings => place.Apply(parsed, settings) with
        {
            MaxErrorRate = parsed.GetValue(rate) ?? settings.MaxErrorRate,
            Slots = parsed.GetValue(slots) is > 0 and var count ? count : settings.Slots,
            Port = parsed.GetValue(port) ?? settings.Port,
        }, stop));
        return command;
    }

    private static async Task<int> RunAsync(Func<WorkerSettings, WorkerSettings> options, CancellationToken stop)
    {
        await using var application = WorkerHost.Service(options);
        await application.RunAsync(stop);
        return ExitCode.AllAccepted;
    }
}
