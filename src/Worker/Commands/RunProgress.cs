using Spectre.Console;
using Worker.Service;

namespace Worker.Commands;

/// <summary>Shows how far a run is: a bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static Task ShowAsync(JobTally tally, int jobs, Task run) =>
        Console.IsErrorRedirected ? PrintLinesAsync(tally, jobs, run) : DrawBarAsync(tally, jobs, run);

    private static async Task DrawBarAsync(JobTally tally, int jobs, Task run) =>
        await Terminal.Errors.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading", maxValue: Math.Max(1, jobs));
                while (await Task.WhenAny(run, Task.Delay(RefreshEvery)) != run)
                {
                    task.Value = tally.Ended;
                    task.Description = $"{tally.Ended} of {jobs}" + (tally.Failed > 0 ? $", [red]{tally.Failed} failed[/]" : "");
                }
                task.Value = tally.Ended;
            });

    private static async Task PrintLinesAsync(JobTally tally, int jobs, Task run)
    {
        while (await Task.WhenAny(run, Task.Delay(LineEvery)) != run)
            Terminal.Say($"{tally.Ended} of {jobs} done, {tally.Failed} failed");
    }
}
