using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Extractor.Model;
using Extractor.Reading;
using Normalizer;
using Worker;

namespace Bench;

/// <summary>How many documents a second one core turns from bytes into output files, once the program is warm, and in which stage the time goes.</summary>
internal static class DocumentBench
{
    private static readonly string[] StageNames = ["read", "normalize", "verify", "write"];

    /// <param name="rounds">How often each file is measured; as many rounds before that are not.</param>
    /// <returns>The exit code: 0, or 64 where the folder has no file that can be read.</returns>
    public static int Run(string folder, int rounds)
    {
        var engine = Engine.Load();
        var reference = ReferenceFiles.Load();
        var (reader, normalizer, verifier) = (new DocumentReader(), new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference));
        var sources = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => new SourceDocument(Path.GetFileName(path), File.ReadAllBytes(path))).Where(source => IsReadable(reader, source)).ToList();
        if (sources.Count == 0)
        {
            Console.Error.WriteLine($"bench: no document in {folder} can be read");
            return 64;
        }
        for (var round = 0; round < rounds; round++)
            foreach (var source in sources) Measure(source, new long[StageNames.Length]);
        var (ticks, allocated, processor) = (new long[StageNames.Length], GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        for (var round = 0; round < rounds; round++)
            foreach (var source in sources) Measure(source, ticks);
        var seconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        var documents = rounds * sources.Count;
        Print($"{documents / seconds:F1} documents a second of processor time ({seconds * 1000 / documents:F2} ms each), {(GC.GetAllocatedBytesForCurrentThread() - allocated) / documents / 1024} KB allocated each");
        for (var stage = 0; stage < StageNames.Length; stage++)
            Print($"{StageNames[stage],10} {Stopwatch.GetElapsedTime(0, ticks[stage]).TotalMilliseconds / documents,8:F2} ms by the clock");
        return 0;

        void Measure(SourceDocument source, long[] into)
        {
            var stage = 0;
            var started = Stopwatch.GetTimestamp();
            var extracted = Done(reader.Read(source, CancellationToken.None));
            var normalized = Done(extracted.Then(document => normalizer.Normalize(document, source.FileName), CancellationToken.None));
            var disclosure = Done(verifier.Verify(normalized.Value, normalized.Findings, new(
                source.FileName, Convert.ToHexStringLower(SHA256.HashData(source.Bytes.Span)), source.Bytes.Length, extracted.Value.MediaType, extracted.Value.PageCount)));
            Done(engine.Output.Of(disclosure, source));

            T Done<T>(T result)
            {
                var now = Stopwatch.GetTimestamp();
                into[stage++] += now - started;
                started = now;
                return result;
            }
        }
    }

    private static bool IsReadable(DocumentReader reader, SourceDocument source)
    {
        try
        {
            reader.Read(source, CancellationToken.None);
            return true;
        }
        catch (DocumentRejectedException rejection)
        {
            Print($"{rejection.Code,13}  {source.FileName}");
            return false;
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
