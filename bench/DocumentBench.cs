using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Extractor.Model;
using Extractor.Reading;
using Normalizer;
using Worker;

namespace Bench;

/// <summary>How many documents a second one core turns from bytes into output files, once the program is warm, in which stage the
/// time goes, and whether the memory stays flat.</summary>
internal static class DocumentBench
{
    private static readonly string[] StageNames = ["read", "normalize", "verify", "write"];

    /// <summary>Lines that tell how the memory stands, over the whole run.</summary>
    private const int MemoryLines = 10;

    /// <param name="rounds">How often each file is measured; as many rounds before that, up to <see cref="MostWarmUpRounds"/>, are not.</param>
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
        var (ticks, allocated) = (new long[StageNames.Length], new long[StageNames.Length]);
        for (var round = 0; round < Math.Min(rounds, MostWarmUpRounds); round++)
            foreach (var source in sources) Measure(source);
        ticks.AsSpan().Clear();
        allocated.AsSpan().Clear();
        var (total, fastest) = (TimeSpan.Zero, TimeSpan.MaxValue);
        for (var round = 1; round <= rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var source in sources) Measure(source);
            var taken = Environment.CpuUsage.TotalTime - before;
            total += taken;
            if (taken < fastest) fastest = taken;
            if (round * MemoryLines / rounds > (round - 1) * MemoryLines / rounds) PrintMemory(round * sources.Count);
        }
        Print($"{rounds * sources.Count / total.TotalSeconds:F1} documents a second of processor time ({total.TotalMilliseconds / rounds / sources.Count:F2} ms each; {sources.Count / fastest.TotalSeconds:F1} in the fastest round)");
        for (var stage = 0; stage < StageNames.Length; stage++)
            Print($"{StageNames[stage],10} {Stopwatch.GetElapsedTime(0, ticks[stage]).TotalMilliseconds / rounds / sources.Count,8:F2} ms by the clock, {allocated[stage] / rounds / sources.Count / 1024,6} KB allocated");
        return 0;

        void Measure(SourceDocument source)
        {
            var stage = 0;
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var extracted = Done(reader.Read(source, CancellationToken.None));
            var normalized = Done(extracted.Then(document => normalizer.Normalize(document, source.FileName), CancellationToken.None));
            var disclosure = Done(verifier.Verify(normalized.Value, normalized.Findings, new(
                source.FileName, Convert.ToHexStringLower(SHA256.HashData(source.Bytes.Span)), source.Bytes.Length, extracted.Value.MediaType, extracted.Value.PageCount)));
            Done(engine.Output.Of(disclosure, source));

            T Done<T>(T result)
            {
                var (now, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
                ticks[stage] += now - started;
                allocated[stage++] += bytes - before;
                (started, before) = (now, bytes);
                return result;
            }
        }
    }

    /// <summary>More do not make the program warmer.</summary>
    private const int MostWarmUpRounds = 100;

    /// <summary>What is alive after a full collection, and what the process holds of the machine.</summary>
    private static void PrintMemory(int documents)
    {
        var alive = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        Print($"{documents,8} documents: {alive / 1048576.0,6:F1} MB alive, {process.WorkingSet64 / 1048576.0,6:F1} MB working set");
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
