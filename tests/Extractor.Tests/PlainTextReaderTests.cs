using System.Text;
using Extractor.Reading;

namespace Extractor.Tests;

public sealed class PlainTextReaderTests
{
    [Fact]
    public void Lines_with_tabs_become_one_table_with_the_lines_they_stand_on()
    {
        var read = new DocumentReader().Read(new("a.txt", Encoding.UTF8.GetBytes("标题\n\n项目\t预算数\n合计\t1.00\n")));
        var table = Assert.Single(read.Value.Blocks.OfType<TableBlock>()).Table;
        Assert.Equal("1.00", table.ToGrid()[1][1]);
        Assert.Equal([3, 4], table.At.Select(at => at.Line!.Value));
    }
}
