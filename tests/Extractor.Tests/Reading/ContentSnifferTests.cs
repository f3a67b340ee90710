using System.Text;
using Extractor.Reading;

namespace Extractor.Tests.Reading;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("<html><body>a", ContentKind.Html)]
    [InlineData("\uFEFF\r\n<!DOCTYPE HTML PUBLIC>", ContentKind.Html)]
    [InlineData("<?xml version=\"1.0\"?><html xmlns=\"a\">", ContentKind.Html)]
    [InlineData("<b>208</b>\t1.00", ContentKind.Text)]
    [InlineData("{\\rtf1", ContentKind.RichText)]
    [InlineData("\n%PDF-1.7", ContentKind.Pdf)]
    [InlineData("PK\u0003\u0004", ContentKind.Zip)]
    [InlineData("部门收支总表", ContentKind.Text)]
    [InlineData("<table><tr><td>合计</td><td>1.00</td></tr></table>", ContentKind.Text)]
    [InlineData(" { \"changes\": [1] }\n", ContentKind.Json)]
    [InlineData("[bookmark: _GoBack]公务接待费", ContentKind.Text)]
    [InlineData("<?xml version=\"1.0\"?><data/>", ContentKind.Xml)]
    public void The_first_bytes_tell_what_a_file_is(string start, ContentKind kind) => Assert.Equal(kind, ContentSniffer.KindOf(Encoding.UTF8.GetBytes(start)));

    [Fact]
    public void An_HTML_page_in_UTF_16_is_HTML() => Assert.Equal(ContentKind.Html, ContentSniffer.KindOf(Encoding.Unicode.GetBytes("<html><body>a")));

    [Fact]
    public void A_picture_is_refused_by_what_it_is()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];
        var refused = Assert.Throws<DocumentRejectedException>(() => new DocumentReader().Read(new("a.txt", png)));
        Assert.Equal("unsupported", refused.Code);
        Assert.Contains("picture", refused.Message, StringComparison.Ordinal);
    }
}
