using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Worker.Output;

namespace Worker;

/// <summary>Names the engine by what decides its output: its assemblies, layouts, reference data and options.</summary>
/// <remarks>Builds are deterministic and paths mapped away, so every clone of one commit has the same fingerprint.</remarks>
public static class EngineFingerprint
{
    /// <summary>Hexadecimal digits of the fingerprint; 12 (48 bits) tell any number of releases apart.</summary>
    private const int Digits = 12;

    private static readonly string[] Assemblies = ["Extractor.dll", "Normalizer.dll", "pipeline-worker.dll"];

    public static EngineInfo Of(string directory, EngineOptions? options = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Assemblies) Add(hash, name, Path.Combine(directory, name));
        foreach (var folder in new[] { "fixtures", "reference" })
        {
            var root = Path.Combine(directory, folder);
            if (!Directory.Exists(root)) continue;
            var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal);
            foreach (var name in files) Add(hash, name, Path.Combine(directory, name));
        }
        // The defaults add nothing: who never set one keeps the results there are.
        if (options is not null && options != EngineOptions.Default)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', ["options", .. options.ToArguments(), ""])));
        return new(Version, Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits]);
    }

    public static string Version { get; } =
        typeof(EngineFingerprint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void Add(IncrementalHash hash, string name, string path)
    {
        var content = SHA256.HashData(File.ReadAllBytes(path));
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{Convert.ToHexStringLower(content)}\n"));
    }
}
