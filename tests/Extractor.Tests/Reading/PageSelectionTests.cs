using Extractor.Reading;

namespace Extractor.Tests.Reading;

public sealed class PageSelectionTests
{
    [Theory]
    [InlineData("3", new[] { 3 })]
    [InlineData("3-5", new[] { 3, 4, 5 })]
    [InlineData("1, 4,6-7", new[] { 1, 4, 6, 7 })]
    public void Pages_and_ranges_are_chosen(string text, int[] pages) =>
        Assert.Equal(pages, Enumerable.Range(1, 9).Where(PageSelection.Parse(text)!.Contains));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("5-3")]
    [InlineData("3-")]
    [InlineData("-3")]
    [InlineData("1-2-3")]
    [InlineData("all")]
    [InlineData("99999999999")]
    public void What_is_no_list_of_pages_is_refused(string text) => Assert.Null(PageSelection.Parse(text));

    [Fact]
    public void No_text_means_every_page() => Assert.True(PageSelection.Parse(null)!.Contains(1234));
}
