using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Extractor.Reading.Pdf;
using Extractor.Tests.Reading.Pdf;

namespace Worker.Tests.Harness;

/// <summary>A folder of good files and of everything that can be wrong with one, the same for the same seed.</summary>
internal sealed class ChaosCorpus
{
    /// <summary>What every bad file ends as, by its class: a code, or null for one that is read after all.</summary>
    private static readonly (string Name, string? Code, Action<ChaosCorpus, int> Make)[] Classes =
    [
        ("empty", "empty", (corpus, i) => corpus.Write("empty", i, "txt", "")),
        ("blank", "empty", (corpus, i) => corpus.Write("blank", i, "txt", new string(' ', i + 1))),
        ("binary", "binary", (corpus, i) => corpus.Write("binary", i, "pdf", [0xFF, 0xFE, 0xFF, 0x00, .. corpus.Random(500), (byte)i])),
        ("picture", "unsupported", (corpus, i) => corpus.Write("picture", i, "pdf", [0x89, 0x50, 0x4E, 0x47, .. corpus.Random(500), (byte)i])),
        ("zip-bomb", "limit.ratio", (corpus, i) => corpus.Write("zip-bomb", i, "xlsx", Zip("xl/media/image1.bin", new byte[(20 << 20) + i]))),
        ("depth-bomb", "limit.depth", (corpus, i) => corpus.Write("depth-bomb", i, "docx", Zip("word/document.xml", Nested(1000 + i)))),
        ("entity-bomb", "corrupt", (corpus, i) => corpus.Write("entity-bomb", i, "docx", Zip("word/document.xml", Entities(i)))),
        ("encrypted", "encrypted", (corpus, i) => corpus.Write("encrypted", i, "xlsx", Encrypted(i))),
        ("link", "source.link", (corpus, i) => File.CreateSymbolicLink(corpus.At("link", i, "txt"), "/etc/passwd")),
        ("link-loop", "source.link", (corpus, i) => Directory.CreateSymbolicLink(corpus.At("link-loop", i, "dir"), corpus.Folder)),
        ("pipe", "source.special", (corpus, i) => Process.Start("mkfifo", [corpus.At("pipe", i, "txt")]).WaitForExit()),
        ("name", "source.name", (corpus, i) => corpus.Write(i % 2 == 0 ? "na\\me" : "na\nme", i, "txt", $"{i}")),
        ("memory", "memory", (corpus, i) => corpus.Fault("memory", i, i % 2 == 0 ? "native-memory" : "managed-memory")),
        ("abort", "crash", (corpus, i) => corpus.Fault("abort", i, "abort")),
        ("segfault", "crash", (corpus, i) => corpus.Fault("segfault", i, "segfault")),
        ("overflow", "crash", (corpus, i) => corpus.Fault("overflow", i, "stack-overflow")),
        ("flood", "crash", (corpus, i) => corpus.Fault("flood", i, "stderr-flood")),
        ("grandchild", "crash", (corpus, i) => corpus.Fault("grandchild", i, "grandchild")),
        ("loop", "timeout", (corpus, i) => corpus.Fault("loop", i, "loop")),
        ("defect", "defect.InvalidOperationException", (corpus, i) => corpus.Fault("defect", i, "defect")),
        // Sparse: two gigabytes of nothing. A few are enough: each is hashed from end to end.
        ("large", "limit.size", (corpus, i) => corpus.Sparse("large", i % 3)),
        ("deleted", "source.missing", (corpus, i) => corpus.Write("deleted", i, "txt", SampleTexts.Text(100_000 + i))),
        ("replaced", null, (corpus, i) => corpus.Write("replaced", i, "txt", SampleTexts.Text(200_000 + i))),
        ("pdf-corrupt", "corrupt", (corpus, i) => corpus.Write("pdf-corrupt", i, "pdf", $"%PDF-1.7\n{i}\n%%EOF")),
        ("pdf-encrypted", "encrypted", (corpus, i) => corpus.Write("pdf-encrypted", i, "pdf", EncryptedPdf(i))),
    ];

    private readonly Random _random;
    private readonly int _good;

    /// <param name="good">How many of <paramref name="files"/> are good: the others are of each class in turn.</param>
    public ChaosCorpus(string folder, int files, int good, int seed)
    {
        (Folder, _good, _random) = (folder, good, new(seed));
        SampleTexts.Write(folder, good);
        var classes = Classes.Where(kind => PdfiumLibrary.Location is not null || !kind.Name.StartsWith("pdf-", StringComparison.Ordinal)).ToArray();
        for (var i = 0; i < files - good; i++)
        {
            var (name, code, make) = classes[i % classes.Length];
            _current = code;
            make(this, i / classes.Length);
        }
        Bad = files - good;
        ClassCount = classes.Length;
    }

    private string? _current;

    public string Folder { get; }

    public int Bad { get; }

    public int ClassCount { get; }

    /// <summary>The code of every bad file by its name; null for one that is read after all.</summary>
    public SortedDictionary<string, string?> Expected { get; } = new(StringComparer.Ordinal);

    /// <summary>What happens to files after they were fed: some are gone, some have other content.</summary>
    public void Meddle()
    {
        foreach (var path in Directory.GetFiles(Folder, "*-deleted.txt")) File.Delete(path);
        foreach (var path in Directory.GetFiles(Folder, "*-replaced.txt")) File.AppendAllText(path, "改后\n");
    }

    /// <summary>Names in the order of which the bad ones stand among the good.</summary>
    private string At(string kind, int number, string extension)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{(kind == "large" ? 0 : _random.Next(_good)):00000}-{number:0000}-{kind}.{extension}");
        Expected[name] = _current;
        return Path.Combine(Folder, name);
    }

    private void Write(string kind, int number, string extension, string text) => File.WriteAllText(At(kind, number, extension), text);

    private void Write(string kind, int number, string extension, byte[] bytes) => File.WriteAllBytes(At(kind, number, extension), bytes);

    private void Fault(string kind, int number, string fault) => Write(kind, number, "txt", $"#!fault {fault}\n{number}");

    private void Sparse(string kind, int number)
    {
        using var file = File.Create(At(kind, number, "txt"));
        file.SetLength((2L << 30) + number);
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Zip(string name, byte[] content)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            part.Write(content);
        }
        return bytes.ToArray();
    }

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

    private static byte[] Entities(int number) => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE a [<!ENTITY a \"{number}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>");

    private static byte[] Encrypted(int number) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. Encoding.UTF8.GetBytes($"{number}")];

    private static byte[] EncryptedPdf(int number) => new PdfBuilder
    {
        Trailer = $"/ID [<{new string('1', 32)}> <{new string('1', 32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >>",
    }.Page(PdfBuilder.Show(50, 350, 12, $"{number}")).Build();
}
