using System.Security.Cryptography;
using System.Text.Json;
using Worker.Output.Index;

namespace Worker.Output;

/// <summary>One file of a document's results.</summary>
/// <param name="Name">disclosure.json, report.json, report.html, failure.json or manifest.json.</param>
public sealed record OutputFile(string Name, string MediaType, byte[] Content);

/// <summary>What manifest.json says: which files make up a result, and the document's line of the index.</summary>
/// <remarks>Written last and create-only: a folder without one is an unfinished result. Readers look at nothing else.</remarks>
public sealed record Manifest(string SchemaVersion, string EngineVersion, ImmutableArray<ManifestFile> Files, IndexEntry Entry)
{
    public const string FileName = "manifest.json";

    public static Manifest Of(IndexEntry entry, EngineInfo engine, IEnumerable<OutputFile> files) =>
        new(DisclosureJson.SchemaVersion, engine.Version, [.. files.Select(file => new ManifestFile(
            file.Name, file.MediaType, file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content))))], entry);

    /// <exception cref="JsonException">The text is no manifest.</exception>
    public static Manifest Parse(ReadOnlySpan<byte> content) => CanonicalJson.Read<Manifest>(content);

    public OutputFile ToFile() => new(FileName, "application/json", CanonicalJson.Write(this));
}

public sealed record ManifestFile(string Name, string MediaType, long Bytes, string Sha256);
