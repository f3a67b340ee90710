using Normalizer.Layouts;

namespace Worker;

/// <summary>The layouts that lie beside the program.</summary>
public static class LayoutFiles
{
    /// <param name="folder">The fixtures folder; null for the one beside the program.</param>
    /// <exception cref="DirectoryNotFoundException">The program was copied without its "fixtures" folder.</exception>
    /// <exception cref="LayoutFormatException">A layout is malformed.</exception>
    public static LayoutLibrary Load(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "fixtures");
        return LayoutLibrary.Parse(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .Where(found => found.Name == "meanings.json" || found.Name.EndsWith("/layout.json", StringComparison.Ordinal))
            .OrderBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => (found.Name, File.ReadAllText(found.file))));
    }
}
