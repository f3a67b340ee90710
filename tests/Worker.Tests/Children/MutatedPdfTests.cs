using Extractor.Tests.Reading.Pdf;
using Worker.Children;
using static Extractor.Tests.Reading.Pdf.PdfBuilder;

namespace Worker.Tests.Children;

/// <summary>Five hundred damaged PDFs, the same in every run, through the children that read documents.</summary>
public sealed class MutatedPdfTests
{
    private const int Files = 500;

    private static readonly ChildLimits Limits = new() { Cpu = TimeSpan.FromSeconds(20), OutputBytes = 64L << 20 };

    [PdfFact]
    public void Each_ends_as_a_result_or_a_reasoned_failure()
    {
        using var pool = new ChildPool(ChildCommandLine.Detect());
        var seeds = Seeds();
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Files; i++)
        {
            var bytes = Mutate(seeds[i % seeds.Length], new Random(i));
            var end = pool.Run("a.pdf", new MemoryStream(bytes), bytes.Length, Limits, default) switch
            {
                Extracted => "result",
                Refused refused => refused.Code,
                Died died => "died." + died.Death,
                var other => other.GetType().Name,
            };
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }
        // A defect of ours is no reason; native code may die of a file, but alone and told.
        Assert.DoesNotContain(ends.Keys, end => end.StartsWith("defect", StringComparison.Ordinal) || end == "died." + Death.Timeout);
        Assert.True(ends.GetValueOrDefault("result") > Files / 10, string.Join(", ", ends));
        Assert.True(ends.Keys.Except(["result"]).Any(), "no mutation did any harm");
    }

    private static byte[][] Seeds()
    {
        double[] xs = [50, 200, 300, 400], ys = [300, 280, 260, 240];
        var table = Grid(xs, ys) + Cells(xs, ys, ["项目", "2023年", "2024年"], ["合计", "1,234.00", "5.00"], ["其他", "", "6.00"]);
        return
        [
            new PdfBuilder().Page(Show(150, 350, 14, "收支预算总表") + table).Build(),
            new PdfBuilder().Form(table).Page("q 1 0 0 1 0 20 cm /Form0 Do Q").Page(table, "/Rotate 270").Build(),
            new PdfBuilder().Page("q 500 0 0 350 50 25 cm /Picture Do Q" + table).Build(),
        ];
    }

    /// <summary>Bytes changed, cut out, doubled, swapped for other digits, or the end cut off: one to eight times.</summary>
    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = 1 + random.Next(8); n > 0 && bytes.Count > 100; n--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3:
                    for (var i = at; i < bytes.Count && i < at + 200; i++)
                        if (bytes[i] is >= (byte)'0' and <= (byte)'9') bytes[i] = (byte)('0' + random.Next(10));
                    break;
                default:
                    if (random.Next(8) == 0) bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
