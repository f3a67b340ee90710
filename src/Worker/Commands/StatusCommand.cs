using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Worker.Output;
using Worker.Service;

namespace Worker.Commands;

/// <summary><c>status</c>: where every file stands, and whether anything is missing.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var place = new PlaceOptions();
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var resend = new Option<bool>("--resend") { Description = "Queue again every file without a result, if the queue is empty." };
        var command = new Command("status", "Shows how many files were fed, are done, failed, wait or run, and whether the sum is right.")
        {
            place.Out, place.State, json, resend, VerbHelp.Of("""
                Examples:
                  pipeline status
                  watch -n 5 pipeline status --out /srv/results
                  pipeline status --json | jq .missing

                Exit codes: 0 every file has one outcome or is queued, 1 some are missing (see --resend), 64 wrong usage.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(
            settings => place.Apply(parsed, settings), parsed.GetValue(json), parsed.GetValue(resend), stop));
        return command;
    }

    private static async Task<int> RunAsync(Func<WorkerSettings, WorkerSettings> options, bool json, bool resend, CancellationToken stop)
    {
        using var host = WorkerHost.Batch(options, work: false);
        var reconciler = host.Services.GetRequiredService<Reconciler>();
        if (resend) Terminal.Say($"{await reconciler.ResendAsync(stop)} jobs queued again");
        var state = await reconciler.StateAsync(stop);
        if (json)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(CanonicalJson.Write(new StatusLine(state.Files, state.Done, state.Failed, state.Open, state.Missing,
                state.Queue.Ready[0], state.Queue.Ready[1], state.Queue.Ready[2], state.Queue.Running, state.Queue.Parked, state.Holds)), stop);
        }
        else
        {
            Console.WriteLine($"files    {state.Files} fed = {state.Done} done + {state.Failed} failed + {state.Open} open");
            Console.WriteLine($"queue    {state.Queue.Ready[0]} fast, {state.Queue.Ready[1]} slow, {state.Queue.Ready[2]} quarantined, {state.Queue.Running} running");
            Console.WriteLine($"parked   {state.Queue.Parked}");
            Console.WriteLine(state.Holds ? "nothing is missing" : $"MISSING  {state.Missing} jobs are open and in no queue");
        }
        return state.Holds ? ExitCode.AllAccepted : ExitCode.SomethingFailed;
    }
}

/// <summary>What <c>status --json</c> prints.</summary>
internal sealed record StatusLine(
    long Files, long Done, long Failed, long Open, long Missing, long Fast, long Slow, long Quarantined, long Running, long Parked, bool Holds);
