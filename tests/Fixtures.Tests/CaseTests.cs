using Normalizer.Layouts;
using Worker;
using Worker.Fixtures;

namespace Fixtures.Tests;

/// <summary>One test a case folder: what the program makes of the input is what expected.json says.</summary>
public class CaseTests
{
    private static readonly Lazy<LayoutLibrary> Library = new(() => LayoutFiles.Load(FixtureFolder.Path));

    public static TheoryData<string> Cases() => [.. FixtureCase.Discover(FixtureFolder.Path).Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_what_it_expects(string name)
    {
        var fixture = FixtureCase.Discover(FixtureFolder.Path).Single(found => found.Name == name);
        var differences = CaseDifference.Between(CaseRunner.Expected(fixture), new CaseRunner(Library.Value).Run(fixture));
        Assert.True(differences.IsEmpty, $"{name}\n{string.Join('\n', differences)}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_says_where_its_input_comes_from(string name)
    {
        var fixture = FixtureCase.Discover(FixtureFolder.Path).Single(found => found.Name == name);
        Assert.True(File.Exists(fixture.Source), $"{name}: there is no source.json");
    }
}
