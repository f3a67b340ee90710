using System.CommandLine;
using Extractor.Reading.Pdf;
using Spectre.Console;
using Worker.Children;

namespace Worker.Commands;

/// <summary><c>doctor</c>: what this machine has, and what each missing part costs.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Tells which parts this machine has, and what each missing one costs.")
        {
            VerbHelp.Of("""
                Example:
                  pipeline doctor

                Exit codes: 0 everything is here, 2 something that costs a feature is missing.
                """),
        };
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var parts = MachineParts.All();
        var table = new Table().AddColumns("part", "here", "without it", "how to get it");
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
        foreach (var part in parts)
            table.AddRow([.. new[] { part.Name, part.Found ?? "no", part.Found is null ? part.Cost : "", part.Found is null ? part.Remedy : "" }
                .Select(text => new Text(Terminal.Safe(text)))]);
        AnsiConsole.Write(table);
        return parts.Any(part => part.Found is null) ? ExitCode.SomeNeedReview : ExitCode.AllAccepted;
    }
}

/// <summary>A part of the machine that a feature needs.</summary>
/// <param name="Found">Where it is; null if it is missing.</param>
internal sealed record MachinePart(string Name, string? Found, string Cost, string Remedy);

internal static class MachineParts
{
    public static ImmutableArray<MachinePart> All() =>
    [
        new("engine", Engine.Load(WorkerHost.ReadSettings().EngineOptions).Info.Fingerprint, "", ""),
        new("PDFium", PdfiumLibrary.Location, "PDF files are refused",
            "Debian, Ubuntu: ./pipeline brings it in; elsewhere put libpdfium (such as bblanchon's builds) beside the program or name it in PDFIUM_PATH"),
        new("network isolation of children", ChildCommandLine.Detect() is { HasNoNetwork: true } line ? string.Join(' ', line.Prefix) : null,
            "a document's parser could reach the network", "run as root, or allow user namespaces; in Kubernetes a NetworkPolicy does it"),
    ];
}
