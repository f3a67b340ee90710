using System.Diagnostics;
using System.Globalization;
using Extractor.Model;
using Extractor.Reading.Pdf;

if (args is ["--documents", var folder, .. var rest] && rest is [] or ["--rounds", _] && Directory.Exists(folder))
    return Bench.DocumentBench.Run(folder, rest is [_, var given] && int.TryParse(given, CultureInfo.InvariantCulture, out var rounds) ? Math.Max(rounds, 1) : 20);

if (args is ["--cells"]) return Bench.CellBench.Run();

// How much processor time and memory this process needs from PDF files to the grids of their tables, start-up included.
var files = args.SelectMany<string, string>(path => Directory.Exists(path)
    ? Directory.EnumerateFiles(path, "*.pdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
    : [path]).ToList();
if (files.Count == 0)
{
    Console.Error.WriteLine("usage: pipeline bench FILE.pdf|FOLDER …, pipeline bench --documents FOLDER [--rounds N], or pipeline bench --cells");
    return 64;
}
int pages = 0, tables = 0;
var process = Process.GetCurrentProcess();
foreach (var path in files)
{
    var before = process.TotalProcessorTime;
    var ownPages = 0;
    try
    {
        foreach (var layout in new PdfReader().ReadLayouts(new(Path.GetFileName(path), File.ReadAllBytes(path))))
        {
            ownPages++;
            tables += layout.Tables.Length;
        }
    }
    catch (DocumentRejectedException rejection)
    {
        Print($"{rejection.Code,13}  {Path.GetFileName(path)}");
        continue;
    }
    process.Refresh();
    pages += ownPages;
    Print($"{ownPages,5} pages {(process.TotalProcessorTime - before).TotalSeconds / Math.Max(1, ownPages) * 1000,7:F2} ms a page  {Path.GetFileName(path)}");
}
process.Refresh();
Print($"{files.Count} files, {pages} pages, {tables} tables: {process.TotalProcessorTime.TotalSeconds:F2} CPU seconds, {process.TotalProcessorTime.TotalSeconds / Math.Max(1, pages):F4} a page; peak memory {process.PeakWorkingSet64 >> 20} MB");
return 0;

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
