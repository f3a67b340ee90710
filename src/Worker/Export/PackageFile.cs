using System.Security.Cryptography;

namespace Worker.Export;

/// <summary>A data file of the package as its descriptions name it.</summary>
internal sealed record PackageFile(string Name, string MediaType, string Title, long Bytes, string Sha256)
{
    /// <summary>The CSV files and the SQLite file, as they lie in the folder.</summary>
    public static ImmutableArray<PackageFile> All(string directory) =>
    [
        Csv(directory, ExportTables.BudgetLines), Csv(directory, ExportTables.Documents), Csv(directory, ExportTables.Amounts),
        Csv(directory, ExportTables.Facts), Csv(directory, ExportTables.Findings), Csv(directory, ExportTables.Repairs),
        Of(directory, PortalPackage.DatabaseName, "application/vnd.sqlite3", "SQLite"),
    ];

    private static PackageFile Csv<T>(string directory, ExportTable<T> table) =>
        Of(directory, $"{table.Name}.csv", "text/csv", table.Title);

    private static PackageFile Of(string directory, string name, string mediaType, string title)
    {
        using var stream = File.OpenRead(Path.Combine(directory, name));
        return new(name, mediaType, title, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
