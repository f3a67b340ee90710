using System.Text;
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
if (args is not ["extract", var file]) return 64;
var reference = ReferenceFiles.Load();
var pipeline = new DocumentPipeline(new DocumentReader(), new TableNormalizer(reference), new Verifier(reference));
var disclosure = pipeline.Run(new(Path.GetFileName(file), await File.ReadAllBytesAsync(file)), default);
await using var output = Console.OpenStandardOutput();
await output.WriteAsync(DisclosureJson.Write(disclosure, new("0.1.0", "dev")));
return 0;
