using System.Text;
using Extractor.Tests.Reading.Pdf;
using Worker.Children;
using Worker.Tests.Harness;
using static Extractor.Tests.Reading.Pdf.PdfBuilder;

namespace Worker.Tests.Children;

/// <summary>What a child read before must not show in what it reads next.</summary>
public sealed class ReusedChildTests
{
    private const int Orders = 4, DamagedTexts = 20, Pdfs = 10;

    private static readonly ChildLimits Limits = new() { OutputBytes = 64L << 20 };

    [Fact]
    public void Texts_give_the_same_bytes_in_any_order_and_in_a_fresh_child()
    {
        var seeds = Directory.GetFiles(Path.Combine(Repository.Root, "seeds"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var damaged = Enumerable.Range(0, DamagedTexts).Select(i => Damaged(seeds[i % seeds.Length], new Random(i)));
        AssertSameInAnyOrder([.. seeds.Concat(damaged).Select((text, i) => ($"{i}.txt", Encoding.UTF8.GetBytes(text)))]);
    }

    [PdfFact]
    public void Pdfs_give_the_same_bytes_in_any_order_and_in_a_fresh_child() =>
        AssertSameInAnyOrder([.. Enumerable.Range(0, Pdfs).Select(i => ($"{i}.pdf", Pdf(i)))]);

    private static void AssertSameInAnyOrder((string Name, byte[] Bytes)[] documents)
    {
        var expected = new Dictionary<string, string[]>();
        // The first two of each order are all that its child has read: the first by a fresh one.
        for (var order = 0; order <= Orders; order++)
        {
            var shuffled = documents.ToArray();
            if (order > 0) new Random(order).Shuffle(shuffled);
            using var pool = new ChildPool(ChildCommandLine.Detect());
            foreach (var document in shuffled) AssertAsExpected(pool, document, expected, $"order {order}");
        }
        foreach (var document in documents.Where((_, i) => i % 7 == 3))
        {
            using var pool = new ChildPool(ChildCommandLine.Detect());
            AssertAsExpected(pool, document, expected, "fresh");
        }
    }

    private static void AssertAsExpected(ChildPool pool, (string Name, byte[] Bytes) document, Dictionary<string, string[]> expected, string when)
    {
        string[] files = pool.Run(document.Name, new MemoryStream(document.Bytes), document.Bytes.Length, Limits, default) switch
        {
            Extracted extracted => [.. extracted.Files.Select(file => $"{file.Name} {OutputSnapshot.HashOf(file.Content)}")],
            Refused refused => [$"{refused.Code}: {refused.Message}"],
            var other => throw new InvalidOperationException($"{document.Name}, {when}: {other}"),
        };
        if (!expected.TryAdd(document.Name, files)) Assert.True(expected[document.Name].SequenceEqual(files), $"{document.Name}, {when}: {string.Join(", ", files.Except(expected[document.Name]))}");
    }

    /// <summary>As conversion damages texts: digits changed or split, lines lost, doubled or joined, columns run together.</summary>
    private static string Damaged(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        for (var n = 10 + random.Next(30); n > 0; n--)
        {
            var at = random.Next(lines.Count - 1);
            var digit = lines[at].AsSpan().IndexOfAnyInRange('0', '9');
            switch (random.Next(6))
            {
                case 0 when digit >= 0: lines[at] = lines[at].Insert(digit, " "); break;
                case 1 when digit >= 0: lines[at] = lines[at].Remove(digit, 1).Insert(digit, $"{random.Next(10)}"); break;
                case 2: lines.RemoveAt(at); break;
                case 3: lines.Insert(at, lines[at]); break;
                case 4: lines[at] += lines[at + 1]; break;
                default: lines[at] = lines[at].Replace('\t', ' '); break;
            }
        }
        return string.Join('\n', lines);
    }

    private static byte[] Pdf(int number)
    {
        double[] xs = [50, 200, 300, 400], ys = [300, 280, 260, 240];
        string[][] rows = [["项目", "2023年", "2024年"], ["合计", $"{number + 6}.00", "5.00"], ["其他", "", $"{number}.00"]];
        var table = (number % 2 == 0 ? Grid(xs, ys) : "") + Cells(xs, ys, rows);
        return new PdfBuilder { HasToUnicode = number != 7 }.Page(Show(150, 350, 14, $"{2020 + number}年收支预算总表") + table, number % 3 == 0 ? "/Rotate 90" : "").Page(table).Build();
    }
}
