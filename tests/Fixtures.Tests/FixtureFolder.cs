namespace Fixtures.Tests;

/// <summary>The repository's fixtures, found from where the tests run.</summary>
internal static class FixtureFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Pipeline.sln")))
                return System.IO.Path.Combine(folder.FullName, "fixtures");
        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
