namespace Normalizer.Tests;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("^(?:.*三公.*)$", "三公经费", true)]
    [InlineData("^(?:.*三公.*)$", "经费", false)]
    [InlineData("支出(预算|明细)*表", "基本支出预算明细表", true)]
    public void A_pattern_fits_short_and_long_text_alike(string pattern, string text, bool fits)
    {
        Assert.Equal(fits, new TextPattern(pattern).IsMatch(text));
        Assert.Equal(fits, new TextPattern(pattern).IsMatch(new string('某', 100) + text));
    }

    [Fact]
    public void The_first_place_is_found_as_long_as_the_pattern_lets_it_be() =>
        Assert.Equal("支出预算表", new TextPattern("支出(预算)?表").FirstIn("部门支出预算表和支出表"));

    [Theory]
    [InlineData("(a|aa)+$")]
    [InlineData(".*a.*b.*c.*d$")]
    public void Hostile_text_takes_time_in_proportion_to_its_length_or_this_test_never_ends(string pattern) =>
        Assert.False(new TextPattern($"^(?:{pattern})$").IsMatch(new string('a', 20_000) + "x"));

    [Theory]
    [InlineData("(?=前)后")]
    [InlineData(@"(?<a>一)\k<a>")]
    public void What_needs_to_look_around_or_back_is_no_pattern(string pattern) =>
        Assert.ThrowsAny<NotSupportedException>(() => new TextPattern(pattern));

    [Fact]
    public void A_malformed_pattern_says_so_at_once() => Assert.ThrowsAny<ArgumentException>(() => new TextPattern("(一"));
}
