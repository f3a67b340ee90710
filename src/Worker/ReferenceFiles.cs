using Normalizer.Reference;

namespace Worker;

/// <summary>The reference data that lie beside the program.</summary>
public static class ReferenceFiles
{
    /// <exception cref="DirectoryNotFoundException">The program was copied without its "reference" folder.</exception>
    public static ReferenceData Load() => new(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "reference"), "*.*")
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal));
}
