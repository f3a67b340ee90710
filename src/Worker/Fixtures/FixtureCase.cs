using System.Text.RegularExpressions;

namespace Worker.Fixtures;

/// <summary>One case folder, fixtures/LAYOUT/cases/CASE: an input cut down to one table, and what is expected of it.</summary>
/// <param name="Name">"LAYOUT/CASE".</param>
public sealed partial record FixtureCase(string Name, string Layout, string Folder)
{
    /// <summary>input.txt, input.pdf, page.json, …; null if there is none.</summary>
    public string? Input => Directory.EnumerateFiles(Folder, "input.*").Concat(Directory.EnumerateFiles(Folder, PageJson.FileName))
        .Order(StringComparer.Ordinal).FirstOrDefault();

    public string Expected => Path.Combine(Folder, "expected.json");

    /// <summary>Where the input comes from: a URL, date and SHA-256, or a sentence that it was made up.</summary>
    public string Source => Path.Combine(Folder, "source.json");

    /// <exception cref="InvalidDataException">The name is not LAYOUT/CASE in small letters, digits and hyphens.</exception>
    public static FixtureCase Named(string fixtures, string name) =>
        Form().IsMatch(name) && name.Split('/') is [var layout, var only]
            ? new(name, layout, Path.Combine(fixtures, layout, "cases", only))
            : throw new InvalidDataException($"\"{name}\" is no name for a case: LAYOUT/CASE in small letters, digits and hyphens, such as sichuan-monthly-plan/2024-example-county");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,60}/[a-z0-9][a-z0-9-]{0,60}$")]
    private static partial Regex Form();

    /// <summary>Every case below a fixtures folder, by name.</summary>
    public static ImmutableArray<FixtureCase> Discover(string fixtures) =>
        [.. Directory.EnumerateDirectories(fixtures)
            .Select(layout => (Layout: Path.GetFileName(layout), Cases: Path.Combine(layout, "cases")))
            .Where(found => Directory.Exists(found.Cases))
            .SelectMany(found => Directory.EnumerateDirectories(found.Cases)
                .Select(folder => new FixtureCase($"{found.Layout}/{Path.GetFileName(folder)}", found.Layout, folder)))
            .OrderBy(found => found.Name, StringComparer.Ordinal)];
}
