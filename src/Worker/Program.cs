using System.Text;
using Extractor.Model;
using Extractor.Reading;
using Normalizer;
using Worker;
using Worker.Output;

Console.OutputEncoding = new UTF8Encoding(false);
var watch = System.Diagnostics.Stopwatch.StartNew();
if (args is ["extract", var table, "--format", "grid"])
{
    await using var grid = Console.OpenStandardOutput();
    await grid.WriteAsync(GridJson.Write(new(Path.GetFileName(table), await File.ReadAllBytesAsync(table)), watch, default));
    return 0;
}
if (args is not ["extract", var file, ..]) return 64;
var reference = ReferenceFiles.Load();
var pipeline = new DocumentPipeline(new DocumentReader(), new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference));
var source = new SourceDocument(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
var disclosure = pipeline.Run(source, default);
var wanted = args is [.., "--format", "html"] ? "report.html" : "disclosure.json";
await using var output = Console.OpenStandardOutput();
await output.WriteAsync(new DocumentOutput(new("0.1.0", "dev"), reference.TableKinds).Of(disclosure, source).Single(part => part.Name == wanted).Content);
return 0;
