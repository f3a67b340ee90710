using System.Text.RegularExpressions;

namespace Extractor.Tables.Tabbed;

/// <summary>Tells titles, unit lines and notes that are printed inside the table's frame from its rows.</summary>
public static partial class CaptionRows
{
    /// <summary>A title, a table number, a unit line or an agency line, printed as a row above the header.</summary>
    public static bool IsCaption(TabbedRow row)
    {
        var filled = row.FilledCount;
        if (filled == 1) return Caption().IsMatch(row[row.FirstFilled]) || Title().IsMatch(row[row.FirstFilled]);
        if (filled is 0 or > 3 || row.Width < 3) return false;
        var hasUnit = false;
        foreach (var cell in row.Cells)
        {
            if (cell.IsBlank) continue;
            if (!Caption().IsMatch(cell.Text)) return false;
            hasUnit |= Unit().IsMatch(cell.Text);
        }
        return hasUnit;
    }

    /// <summary>A remark below the table, printed as its last row.</summary>
    public static bool IsNote(TabbedRow row) => row.FilledCount == 1 && row.Width > 1 && Note().IsMatch(row[row.FirstFilled]);

    /// <summary>A line of prose that names the table below it: its title, its number, its unit, whose it is.</summary>
    public static bool IsCaptionLine(string text) => Caption().IsMatch(text) || Title().IsMatch(text) || Bracketed().IsMatch(text) || Labelled().IsMatch(text);

    public static bool IsAttachmentLabel(string text) => AttachmentLabel().IsMatch(text);

    public static bool IsNoteLine(string text) => Note().IsMatch(text);

    /// <summary>A line that can only be the title of a table.</summary>
    public static bool IsTitle(string text) => Title().IsMatch(text);

    public static bool IsUnitLine(string text) => Unit().IsMatch(text);

    [GeneratedRegex(@"^((金额)?单位\s*[:：]|附件|附表|表\s*[\d一二三四五六七八九十]+\s*$|(公开|预算|决算)\s*\d+\s*表|(编制|填报|公开|预算)?(单位|部门)(名称|全称)?\s*[:：]|[\u4E00-\u9FFF]{0,4}(日期|年度)\s*[:：])", RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"^.{4,60}表\s*([（(].{1,30}[)）])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(金额)?单位\s*[:：]", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^[（(].{2,30}[)）]$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^[\u4E00-\u9FFF（）()]{2,12}\s*[:：][^，。；]{0,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"^(附件|附表|表\s*[\d一二三四五六七八九十]|(公开|预算|决算)\s*\d+\s*表).{0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex AttachmentLabel();

    [GeneratedRegex(@"^[（(]?(备注|注|说明)\s*\d?\s*[:：、.]", RegexOptions.CultureInvariant)]
    private static partial Regex Note();
}
