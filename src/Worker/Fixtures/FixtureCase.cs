namespace Worker.Fixtures;

/// <summary>One case folder, fixtures/LAYOUT/cases/CASE: an input cut down to one table, and what is expected of it.</summary>
/// <param name="Name">"LAYOUT/CASE".</param>
public sealed record FixtureCase(string Name, string Layout, string Folder)
{
    /// <summary>input.txt, input.pdf, …; null if there is none.</summary>
    public string? Input => Directory.EnumerateFiles(Folder, "input.*").Order(StringComparer.Ordinal).FirstOrDefault();

    public string Expected => Path.Combine(Folder, "expected.json");

    /// <summary>Where the input comes from: a URL, date and SHA-256, or a sentence that it was made up.</summary>
    public string Source => Path.Combine(Folder, "source.json");

    /// <summary>Every case below a fixtures folder, by name.</summary>
    public static ImmutableArray<FixtureCase> Discover(string fixtures) =>
        [.. Directory.EnumerateDirectories(fixtures)
            .Select(layout => (Layout: Path.GetFileName(layout), Cases: Path.Combine(layout, "cases")))
            .Where(found => Directory.Exists(found.Cases))
            .SelectMany(found => Directory.EnumerateDirectories(found.Cases)
                .Select(folder => new FixtureCase($"{found.Layout}/{Path.GetFileName(folder)}", found.Layout, folder)))
            .OrderBy(found => found.Name, StringComparer.Ordinal)];
}
