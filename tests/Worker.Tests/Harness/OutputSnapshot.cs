using System.Security.Cryptography;

namespace Worker.Tests.Harness;

/// <summary>Every file of the results with its hash: two runs agree when their snapshots do.</summary>
internal static class OutputSnapshot
{
    public static string[] Of(string output)
    {
        var documents = Path.Combine(output, "documents");
        return [.. Directory.GetFiles(documents, "*", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(documents, path)} {HashOf(File.ReadAllBytes(path))}")
            .Order(StringComparer.Ordinal)];
    }

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
