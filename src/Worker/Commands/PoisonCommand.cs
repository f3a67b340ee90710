using System.CommandLine;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Worker.Jobs;
using Worker.Output;
using Worker.Queues;
using Worker.Sinks;

namespace Worker.Commands;

/// <summary><c>poison list | show | requeue</c>: what failed, why, and another try after the cause is mended.</summary>
internal static class PoisonCommand
{
    /// <summary>Entries looked at in one go; an operator with more works through them by code.</summary>
    private const int MaxEntries = 100_000;

    public static Command Create() => new("poison", "Shows failed jobs, and queues them again.")
    {
        List(), Show(), Requeue(), VerbHelp.Of("""
            Examples:
              pipeline poison list --code crash
              pipeline poison show 9bb5b0f2-7c3e-8f6a-8a53-0d2f6f1f8a11
              pipeline poison requeue --code timeout
            """),
    };

    private static Command List()
    {
        var (place, code, json) = (new PlaceOptions(), CodeOption(), new Option<bool>("--json") { Description = "One JSON line an entry." });
        var command = new Command("list", "Lists failed jobs with code, stage, attempts and reason.")
        {
            place.Out, place.State, code, json, VerbHelp.Of("""
                Examples:
                  pipeline poison list
                  pipeline poison list --code timeout --json | jq -r .id

                Exit codes: 0 listed, also where there are none.
                """),
        };
        command.SetAction(async (parsed, stop) =>
        {
            using var host = WorkerHost.Batch(settings => place.Apply(parsed, settings), work: false);
            var entries = await ReadAsync(host.Services, parsed.GetValue(code), stop);
            if (parsed.GetValue(json))
            {
                foreach (var entry in entries) Console.WriteLine(entry.Write());
                return ExitCode.AllAccepted;
            }
            var table = new Table().AddColumns("id", "code", "stage", "attempts", "reason");
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 240;
            foreach (var entry in entries)
                table.AddRow([.. new[] { entry.Id, entry.Code, entry.Stage, $"{entry.Attempts}", entry.Reason }
                    .Select(text => new Text(Terminal.Safe(text)))]);
            AnsiConsole.Write(table);
            Console.WriteLine($"{entries.Count} failed jobs");
            return ExitCode.AllAccepted;
        });
        return command;
    }

    private static Command Show()
    {
        var (place, id) = (new PlaceOptions(), new Argument<string>("ID") { Description = "The job's id." });
        var command = new Command("show", "Prints everything known of one failed job.")
        {
            id, place.Out, place.State, VerbHelp.Of("""
                Examples:
                  pipeline poison show 0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11
                  pipeline poison show 0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11 | jq .stderrTail

                Exit codes: 0 printed, 1 there is no such failed job.
                """),
        };
        command.SetAction(async (parsed, stop) =>
        {
            using var host = WorkerHost.Batch(settings => place.Apply(parsed, settings), work: false);
            var entries = await ReadAsync(host.Services, null, stop);
            if (entries.FirstOrDefault(entry => entry.Id == parsed.GetValue(id)) is not { } found)
                return Terminal.Fail($"there is no failed job {Terminal.Safe(parsed.GetValue(id)!)}; `pipeline poison list` shows all.");
            using var document = JsonDocument.Parse(found.Write());
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(CanonicalJson.Write(document.RootElement.WriteTo), stop);
            return ExitCode.AllAccepted;
        });
        return command;
    }

    private static Command Requeue()
    {
        var (place, code) = (new PlaceOptions(), CodeOption());
        var id = new Option<string?>("--id") { Description = "Only this job." };
        var command = new Command("requeue", "Queues failed jobs again, from their first attempt; their failure records go.")
        {
            place.Out, place.State, code, id, VerbHelp.Of("""
                Examples:
                  pipeline poison requeue --code timeout
                  pipeline poison requeue --id 0195c1c2-8a3f-8bd1-9c6e-2f1f6f2c9a11

                Messages that were no jobs cannot be queued again; they stay. Exit codes: 0 done, 64 wrong usage.
                """),
        };
        command.SetAction(async (parsed, stop) =>
        {
            using var host = WorkerHost.Batch(settings => place.Apply(parsed, settings), work: false);
            var entries = await ReadAsync(host.Services, parsed.GetValue(code), stop);
            var count = 0;
            foreach (var entry in entries.Where(entry => parsed.GetValue(id) is not { } only || entry.Id == only))
                if (await RequeueAsync(host.Services, entry, stop)) count++;
            Console.WriteLine($"{count} jobs queued again");
            return ExitCode.AllAccepted;
        });
        return command;
    }

    private static async Task<bool> RequeueAsync(IServiceProvider services, PoisonEntry entry, CancellationToken stop)
    {
        JobMessage job;
        try
        {
            job = JobMessage.Read(Encoding.UTF8.GetBytes(entry.Body));
        }
        catch (MessageRefusedException)
        {
            return false;
        }
        // The record of the failure would answer the job at once; it goes first, and the job's entry only after the job is queued.
        if (entry.Result is { } key) await services.GetRequiredService<IResultSink>().WithdrawFailureAsync(ResultKey.Parse(key), stop);
        await services.GetRequiredService<IJobQueue>().RequeueAsync(entry, job with { Lane = Lane.Fast, Attempts = [] }, stop);
        return true;
    }

    private static Option<string?> CodeOption() => new("--code") { Description = "Only jobs that failed with this code.", HelpName = "CODE" };

    private static async Task<IReadOnlyList<PoisonEntry>> ReadAsync(IServiceProvider services, string? code, CancellationToken stop)
    {
        var entries = await services.GetRequiredService<IJobQueue>().ListPoisonAsync(MaxEntries, stop);
        return code is null ? entries : [.. entries.Where(entry => entry.Code == code)];
    }
}
