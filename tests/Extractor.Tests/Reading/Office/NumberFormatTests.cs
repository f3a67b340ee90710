using Extractor.Reading.Office;

namespace Extractor.Tests.Reading.Office;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData(2988.18, "General", "2988.18")]
    [InlineData(2988.1800000000003, null, "2988.18")]
    [InlineData(2010301, "@", "2010301")]
    [InlineData(1234567.125, "#,##0.00", "1,234,567.13")]
    [InlineData(0.5, "#,##0.00", "0.50")]
    [InlineData(0.5, "#,###.00", ".50")]
    [InlineData(1234, "0", "1234")]
    [InlineData(5, "000", "005")]
    [InlineData(0.1234, "0.0%", "12.3%")]
    [InlineData(-0.05, "0%", "-5%")]
    [InlineData(-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)")]
    [InlineData(-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.50)")]
    [InlineData(0, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-")]
    [InlineData(1234.5, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50")]
    [InlineData(0, "#,##0.00;-#,##0.00;", "")]
    [InlineData(12, "0\"万元\"", "12万元")]
    [InlineData(12.5, "[$¥-804]#,##0.00", "¥12.50")]
    [InlineData(12345678, "#,##0.00,", "12,345.68")]
    [InlineData(0.75, "# ?/?", "0.75")]
    public void A_number_is_shown_as_its_format_says(double value, string? format, string shown) =>
        Assert.Equal(shown, NumberFormat.Show(value, format));
}
