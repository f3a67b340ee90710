using Normalizer.Reference;

namespace Normalizer.Tests.Reference;

/// <summary>The reference data of the repository, as it lies beside the tests.</summary>
internal static class TestReference
{
    private static readonly Lazy<ReferenceData> Loaded = new(() => new(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "reference"), "*.*")
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal)));

    public static ReferenceData All => Loaded.Value;
}
