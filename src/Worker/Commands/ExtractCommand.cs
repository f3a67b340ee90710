using System.CommandLine;
using System.Diagnostics;
using Worker.Export;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Commands;

/// <summary><c>extract FILE</c>: one file to standard output, without queue or child; the verb's own process is the sandbox.</summary>
internal static class ExtractCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to read." };
        var format = new Option<string>("--format") { Description = "json: the disclosure. html: its report for people. csv: its amounts, one a line. grid: every table as it stands, of any document." };
        format.DefaultValueFactory = _ => "json";
        format.AcceptOnlyFromAmong("json", "html", "csv", "grid");
        var command = new Command("extract", "Reads one file and writes it to standard output; no queue, nothing kept.")
        {
            file, format, VerbHelp.Of("""
                Examples:
                  pipeline extract seeds/002_b4e440192d61d51e.txt | jq .publisher
                  pipeline extract budget.pdf --format grid | jq '.tables[0].cells'

                Exit codes: 0 read, 1 the file is refused (code and reason on standard error), 64 wrong usage.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(format)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string format, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        if (!File.Exists(file)) return Terminal.Refuse($"{file}: there is no such file.");
        try
        {
            var source = new SourceDocument(Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
            var answer = format switch
            {
                "grid" => GridJson.Write(source, watch, stop),
                "html" => Result(source, "report.html", stop),
                "csv" => Csv(source, stop),
                _ => Result(source, "disclosure.json", stop),
            };
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(answer, stop);
            return ExitCode.AllAccepted;
        }
        catch (DocumentRejectedException rejection)
        {
            return Terminal.Fail($"{file}: {rejection.Code}: {rejection.Message}");
        }
    }

    private static byte[] Result(SourceDocument source, string name, CancellationToken stop)
    {
        var engine = Engine.Load();
        return engine.Output.Of(engine.Pipeline.Run(source, stop), source).Single(file => file.Name == name).Content;
    }

    private static byte[] Csv(SourceDocument source, CancellationToken stop)
    {
        var engine = Engine.Load();
        var disclosure = engine.Pipeline.Run(source, stop);
        return DocumentCsv.Write(DisclosureJson.Write(disclosure, engine.Info), IndexEntry.Of(disclosure, engine.Info));
    }
}
