using System.Text.Json;
using System.Text.Json.Nodes;
using Normalizer.Layouts;
using Worker;
using Worker.Fixtures;

namespace Fixtures.Tests;

/// <summary>Every layout is proved by a case, every meaning is used by one, and every folder says what it is for.</summary>
public class LayoutCoverageTests
{
    private static readonly LayoutLibrary Library = LayoutFiles.Load(FixtureFolder.Path);
    private static readonly ImmutableCases Cases = new(FixtureCase.Discover(FixtureFolder.Path));

    public static TheoryData<string> Layouts() => [.. Library.Layouts.Where(layout => !layout.IsAbstract).Select(layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_layout_has_a_case_that_it_claims(string layout) =>
        Assert.True(Cases.ClaimedBy(layout) > 0, $"fixtures/{layout}/cases holds no case whose expected.json names \"{layout}\"");

    [Fact]
    public void Every_layout_has_a_readme() =>
        Assert.Empty(Library.Layouts.Select(layout => layout.Name)
            .Where(name => !File.Exists(Path.Combine(FixtureFolder.Path, name, "README.md"))));

    [Fact]
    public void Every_meaning_is_exercised_by_a_case() =>
        Assert.Empty(Library.Meanings.Keys.Except(Cases.Meanings()).Order());

    [Fact]
    public void There_are_near_misses() => Assert.NotEqual(0, Cases.NearMisses);

    [Fact]
    public void The_schema_knows_the_members_the_parser_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(FixtureFolder.Path, "layout.schema.json")));
        var known = schema.RootElement.GetProperty("properties").EnumerateObject().Select(member => member.Name);
        Assert.Equal(LayoutLibrary.LayoutMembers.Order(), known.Order());
    }

    private sealed class ImmutableCases(IReadOnlyCollection<FixtureCase> cases)
    {
        private readonly List<JsonObject> expected = [.. cases.Select(CaseRunner.Expected)];

        public int NearMisses => expected.Count(outcome => outcome["layout"] is null);

        public int ClaimedBy(string layout) => expected.Count(outcome => (string?)outcome["layout"] == layout);

        /// <summary>Meanings that stand in "columns" of some case, without year and number; a group's prefix counts for its base.</summary>
        public HashSet<string> Meanings()
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in expected.SelectMany(outcome => outcome["columns"] as JsonArray ?? []).Select(column => (string)column!))
            {
                var meaning = name.Split('@', '#')[0];
                seen.Add(meaning);
                seen.Add(meaning[(meaning.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            }
            return seen;
        }
    }
}
