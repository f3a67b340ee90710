using System.Globalization;
using ExcelDataReader;

namespace Extractor.Reading.Office;

/// <summary>A workbook's cell as a person sees it.</summary>
internal static class CellText
{
    public static string Of(IExcelDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        var format = reader.GetNumberFormatString(column);
        return value switch
        {
            null => "",
            string text => OneLine(text),
            bool flag => flag ? "TRUE" : "FALSE",
            DateTime date => Date(date, format),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            IConvertible number => NumberFormat.Show(number.ToDouble(CultureInfo.InvariantCulture), format),
            _ => "",
        };
    }

    /// <summary>A line break inside a cell wraps its text; between words of letters and digits it stands for a space.</summary>
    public static string OneLine(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim('\r', ' ', '\t')).Where(line => line.Length > 0).ToArray();
        if (lines.Length <= 1) return text.Trim('\r', '\n', ' ', '\t');
        var joined = lines[0];
        foreach (var line in lines.Skip(1))
            joined += char.IsAsciiLetterOrDigit(joined[^1]) && char.IsAsciiLetterOrDigit(line[0]) ? $" {line}" : line;
        return joined;
    }

    /// <summary>The parts that the format names, in its order, by Chinese custom where it has 年; else 2024-01-31.</summary>
    private static string Date(DateTime date, string? format)
    {
        var isChinese = format?.Contains('年', StringComparison.Ordinal) == true;
        var hasDay = format is null || format.Contains('d', StringComparison.OrdinalIgnoreCase);
        return (isChinese, hasDay) switch
        {
            (true, true) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
            (true, false) => date.ToString("yyyy年M月", CultureInfo.InvariantCulture),
            (false, true) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        };
    }
}
