using System.CommandLine;
using System.Diagnostics;
using Extractor.Reading;
using Extractor.Reading.Pdf;
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
        var pages = new Option<string?>("--pages") { Description = "Of a PDF: only these pages, such as 3-9 or 3,5,7-9.", HelpName = "PAGES" };
        var rate = ErrorRateOption.Create();
        var command = new Command("extract", "Reads one file and writes it to standard output; no queue, nothing kept.")
        {
            file, format, pages, rate, VerbHelp.Of("""
                Examples:
                  pipeline extract seeds/002_b4e440192d61d51e.txt | jq .publisher
                  pipeline extract seeds/002_b4e440192d61d51e.txt --format csv > amounts.csv
                  pipeline extract budget.pdf --format grid | jq '.tables[0].cells'
                  pipeline extract budget.pdf --pages 3,5,7-9 --format html > report.html

                Exit codes: 0 read, 1 the file cannot be read (code and reason on standard error), 64 wrong usage.
                """),
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(format)!, parsed.GetValue(pages), parsed.GetValue(rate), stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string format, string? pages, double? rate, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var name = Terminal.Safe(file);
        if (Directory.Exists(file)) return Terminal.Refuse($"{name} is a folder; `pipeline run` reads folders.");
        if (!File.Exists(file)) return Terminal.Refuse($"{name}: there is no such file.");
        if (PageSelection.Parse(pages) is not { } selection)
            return Terminal.Refuse($"--pages {Terminal.Safe(pages!)}: pages look like 3-9 or 3,5,7-9, and count from 1.");
        try
        {
            var source = new SourceDocument(Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
            if (Objection(source, selection) is { } objection) return Terminal.Refuse($"{name}: {objection}");
            var options = WorkerHost.ReadSettings().EngineOptions;
            if (rate is { } most) options = options with { MaxErrorRate = most };
            var answer = format switch
            {
                "grid" => GridJson.Write(source, selection, watch, stop),
                "html" => Result(source, options, selection, "report.html", stop),
                "csv" => Csv(source, options, selection, stop),
                _ => Result(source, options, selection, "disclosure.json", stop),
            };
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(answer, stop);
            return ExitCode.AllAccepted;
        }
        catch (DocumentRejectedException rejection)
        {
            return Terminal.Fail($"{name}: {rejection.Code}: {rejection.Message}");
        }
        catch (UnauthorizedAccessException)
        {
            return Terminal.Fail($"{name}: may not be read; look at the file's rights.");
        }
    }

    /// <summary>Why these pages cannot be read of this file; null if they can.</summary>
    private static string? Objection(SourceDocument source, PageSelection selection)
    {
        if (selection == PageSelection.All) return null;
        if (!PdfFile.IsPdf(source.Bytes.Span)) return "--pages is for PDF files; this is none.";
        using var pdf = PdfFile.Open(source.Bytes);
        return selection.Last > pdf.PageCount ? $"--pages asks for page {selection.Last}; the PDF has {pdf.PageCount}." : null;
    }

    private static byte[] Result(SourceDocument source, EngineOptions options, PageSelection selection, string name, CancellationToken stop)
    {
        var engine = Engine.Load(options, selection);
        return engine.Output.Of(engine.Pipeline.Run(source, stop), source).Single(file => file.Name == name).Content;
    }

    private static byte[] Csv(SourceDocument source, EngineOptions options, PageSelection selection, CancellationToken stop)
    {
        var engine = Engine.Load(options, selection);
        var disclosure = engine.Pipeline.Run(source, stop);
        return DocumentCsv.Write(DisclosureJson.Write(disclosure, engine.Info), IndexEntry.Of(disclosure, engine.Info));
    }
}
