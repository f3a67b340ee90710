using System.CommandLine;
using System.Text.Json;
using Normalizer.Privacy;
using Worker.Export;
using Worker.Sinks;

namespace Worker.Commands;

/// <summary><c>export [FROM] --out DIR</c>: from the outputs in a folder the package that an open-data portal takes.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("FROM") { Description = "Folder with the outputs of a run.", DefaultValueFactory = _ => "out" };
        var to = new Option<string>("--out") { Description = "Folder for the package; what lies there under the same names is replaced.", Required = true };
        var address = new Option<string?>("--base") { Description = "Address below which the package will be found; without it addresses are relative." };
        var publisher = new Option<string?>("--publisher") { Description = "Who publishes the package." };
        var license = new Option<string?>("--license") { Description = "Address of its licence." };
        var issued = new Option<string?>("--issued") { Description = "Its date, yyyy-mm-dd; without it no date is given, and the same outputs give the same bytes on any day." };
        var numbers = new Option<MobileNumberRule>("--mobile-numbers")
        {
            Description = "Personal mobile numbers in the package: mask, drop, or keep as the outputs have them.", DefaultValueFactory = _ => MobileNumberRule.Mask,
        };
        var command = new Command("export", "Writes CSV, datapackage.json, dcat.jsonld and one SQLite file from finished outputs.")
        {
            from, to, address, publisher, license, issued, numbers, VerbHelp.Of("""
                Examples:
                  pipeline export out --out portal
                  datasette portal/disclosures.sqlite

                budget_lines.csv holds confirmed and repaired figures only; those of documents that wait for review say so in
                the column "release". amounts.csv holds every amount; its columns "release" and "held_because" say why one is
                not among them.

                Exit codes: 0 written, 1 an output is damaged, 64 FROM holds no outputs.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(from)!, parsed.GetValue(to)!, new(
            WithSlash(parsed.GetValue(address)), parsed.GetValue(publisher), parsed.GetValue(license), parsed.GetValue(issued), parsed.GetValue(numbers)), stop));
        return command;
    }

    private static async Task<int> RunAsync(string from, string to, PortalOptions options, CancellationToken stop)
    {
        if (options.Issued is { } issued && !DateOnly.TryParseExact(issued, "yyyy-MM-dd", out _))
            return Terminal.Refuse($"--issued {Terminal.Safe(issued)}: a date looks like 2026-01-31.");
        var engine = EngineFingerprint.Of(AppContext.BaseDirectory, WorkerHost.ReadSettings().EngineOptions);
        var results = new FolderResultSink(from);
        try
        {
            var entries = await new IndexWriter(from, results, engine).ReadAsync(stop);
            if (entries.Length == 0) return Terminal.Refuse($"{from}: there are no outputs; `pipeline run PATH --out {from}` makes some.");
            var counts = await new PortalPackage(results, to, engine, options).WriteAsync(entries, stop);
            Terminal.Say(FormattableString.Invariant(
                $"{counts.Documents:#,0} documents, {counts.Amounts:#,0} amounts: {counts.Released:#,0} released, {counts.Review:#,0} wait for review, {counts.Held:#,0} held; {counts.BudgetLines:#,0} budget lines."));
            Terminal.Say($"Package: {to}");
            return ExitCode.AllAccepted;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException)
        {
            return Terminal.Fail($"{from}: {damaged.Message}");
        }
    }

    private static string WithSlash(string? address) => address is null ? "" : address.EndsWith('/') ? address : $"{address}/";
}
