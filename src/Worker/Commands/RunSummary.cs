using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Worker.Output;
using Worker.Output.Index;
using Worker.Queues;
using Worker.Service;
using Worker.Sinks;

namespace Worker.Commands;

/// <summary>One file of a run and what became of it.</summary>
/// <param name="Entry">Null if it has no result: then something is wrong with us, and the run fails.</param>
internal sealed record RunResult(string Name, string? Folder, IndexEntry? Entry);

/// <summary>The same as a line of JSON.</summary>
internal sealed record RunLine(string File, string Outcome, IndexEntry? Document);

/// <summary>The end of a run: a row a file, totals, the exit code.</summary>
internal static class RunSummary
{
    /// <summary>Files in the table; of more, only those that need attention are shown.</summary>
    private const int MaxRows = 40;

    private const int RedirectedWidth = 240;

    public static async Task<IReadOnlyList<RunResult>> ReadAsync(IServiceProvider services, IReadOnlyList<FedFile> fed, CancellationToken stop)
    {
        var ledger = services.GetRequiredService<ILedger>();
        var sink = services.GetRequiredService<IResultSink>();
        var keys = new Dictionary<(string, string), string?>();
        foreach (var root in fed.Select(file => file.Root).Distinct())
            await foreach (var entry in ledger.ReadAsync(root, stop)) keys[(entry.Root, entry.Name)] = entry.Result;
        var results = new List<RunResult>();
        foreach (var file in fed)
        {
            var key = keys.GetValueOrDefault((file.Root, file.Name)) is { } text ? ResultKey.Parse(text) : null;
            var manifest = key is null ? null : await sink.ReadManifestAsync(key, stop);
            results.Add(new(file.Name, key?.Folder, manifest is null ? null : Manifest.Parse(manifest).Entry));
        }
        return results;
    }

    public static int ExitCodeOf(IReadOnlyList<RunResult> results) =>
        results.Any(result => result.Entry is null or { Outcome: IndexEntry.Failed or "reject" }) ? ExitCode.SomethingFailed
        : results.Any(result => result.Entry is { Outcome: "review" }) ? ExitCode.SomeNeedReview
        : ExitCode.AllAccepted;

    public static void PrintJson(IReadOnlyList<RunResult> results)
    {
        using var output = Console.OpenStandardOutput();
        foreach (var result in results)
            output.Write(CanonicalJson.Write(new RunLine(result.Name, Ending(result), result.Entry), indented: false));
    }

    public static void Print(IReadOnlyList<RunResult> results, string output)
    {
        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded)
            .AddColumns("file", "publisher", "year", "kind", "tables", "amounts", "confirmed", "repairs", "errors", "outcome");
        foreach (var column in (int[])[4, 5, 6, 7, 8]) table.Columns[column].RightAligned();
        // A pipe has no width: the longest row decides.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = RedirectedWidth;
        var shown = results.Count <= MaxRows ? results : [.. results.Where(result => Ending(result) is not "accept").Take(MaxRows)];
        foreach (var result in shown) table.AddRow([.. Row(result).Select(text => new Text(Terminal.Safe(text)))]);
        AnsiConsole.Write(table);
        if (results.Count > shown.Count) Console.WriteLine($"({results.Count - shown.Count} more files in {Path.Combine(output, "index.jsonl")})");
        var endings = results.GroupBy(Ending).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}");
        var copies = results.Count - results.Select(result => result.Folder).Distinct().Count();
        Console.WriteLine($"{results.Count} files: {string.Join(", ", endings)}" + (copies > 0 ? $"; {copies} hold the same content as another" : ""));
        Console.WriteLine($"Results: {Path.Combine(output, "index.jsonl")}");
    }

    private static string[] Row(RunResult result) => result.Entry switch
    {
        { Counts: { } counts } entry => [result.Name, entry.Publisher ?? "?", entry.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? "?",
            entry.Kind, Count(counts.Tables), Count(counts.Amounts.Read),
            counts.Amounts.Read == 0 ? "" : $"{100.0 * (counts.Amounts.Confirmed + counts.Amounts.Repaired) / counts.Amounts.Read:0.0} %",
            Count(counts.Repairs), Count(counts.Errors), Ending(result)],
        { } failed => [result.Name, "", "", "", "", "", "", "", "", $"failed: {failed.Reason?.Code}"],
        null => [result.Name, "", "", "", "", "", "", "", "", "no result"],
    };

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Ending(RunResult result) => result.Entry?.Outcome ?? "without result";
}
