using System.Text;
using Worker.Fixtures;

namespace Worker.Tests.Fixtures;

public sealed class PageJsonTests
{
    [Fact]
    public void Pages_come_back_as_they_were_written()
    {
        PageGlyph[] glyphs =
        [
            new("合", new(10, 20, 20, 30), 1), new("计", new(20, 20, 30, 30), 1), new("𠮷", new(5, 40, 15, 50), 1), new("竖", new(5, 60, 15, 70), 1, 1),
        ];
        var page = new Page(12, 595.5, 842, [.. glyphs], [new(new(0, 10, 100, 10.5), true), new(new(0, 10, 0.5, 90), false)], false);
        var read = Assert.Single(PageJson.Read(PageJson.Write([page])));
        Assert.Equal((12, 595.5, 842.0), (read.Number, read.Width, read.Height));
        Assert.Equal(glyphs.AsEnumerable(), read.Glyphs.AsEnumerable());
        Assert.Equal(page.Rulings.AsEnumerable(), read.Rulings.AsEnumerable());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"pages\": [{\"page\": 1}]}")]
    [InlineData("nonsense")]
    public void A_damaged_file_is_told_as_such(string json) =>
        Assert.Throws<InvalidDataException>(() => PageJson.Read(Encoding.UTF8.GetBytes(json)));
}
