using System.Security.Cryptography;
using System.Text;
using Worker.Jobs;
using Worker.Output;
using Worker.Output.Index;

namespace Worker.Sinks;

/// <summary>Where a document's result lies: its content and the engine decide, so the same work lands in the same place.</summary>
/// <param name="Hash">SHA-256 of the content; of root and name where there is no content to read (a link, a missing file).</param>
public sealed record ResultKey(string Hash, string Engine)
{
    /// <summary>Hexadecimal digits and '/' only: no name from outside gets into a path.</summary>
    public string Folder => OutputFolder.Of(Hash, Engine);

    public static ResultKey WithoutContent(SourceReference source, string engine) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"no content\n{source.Root}\n{source.Name}"))), engine);

    public override string ToString() => $"{Hash}/{Engine}";

    public static ResultKey Parse(string text) => text.Split('/') is [var hash, var engine] ? new(hash, engine) : throw new FormatException();
}
