using System.Text.RegularExpressions;

namespace Extractor.Tables.Stream;

/// <summary>The lines that stand above a table and say what it is: its name, its unit, whose it is.</summary>
internal static partial class TableCaption
{
    /// <summary>The line names a table, or gives the unit of one.</summary>
    public static bool Names(SegmentedLine line) => IsUnitLine(line) || line.Segments.Length == 1 && Name().IsMatch(line.Segments[0].Text);

    /// <summary>Table 3. …: the number and name of a table, which begins another one.</summary>
    public static bool Numbers(SegmentedLine line) => Number().IsMatch(line.Segments[0].Text) && !line.Segments.Any(segment => segment.IsNumeric);

    /// <summary>单位：万元; 部门名称：…: no row of the table.</summary>
    public static bool IsUnitLine(SegmentedLine line) => line.Segments.Any(segment => Unit().IsMatch(segment.Text));

    /// <summary>The total's name alone on its line: a row whose figures are blank.</summary>
    public static bool IsTotal(SegmentedLine line) => line.Segments is [{ Text: "合计" or "总计" or "Total" }];

    [GeneratedRegex(@"^(?:Table|TABLE|Tab\.)\s*[\dA-Z][\dA-Za-z.-]*\s*[.:—–-]|^表\s*\d+\s*[.．:：、]")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:Table|TABLE|Tab\.)\s*[\dA-Z]|^.{2,60}表(?:（.{1,30}）)?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*[（(]?(?:金额|计量)?单\s*位\s*[:：]|^(?:编制|填报|预算|公开|申报)?(?:部门|单位)(?:名称|全称|编码|代码)?\s*[:：]")]
    private static partial Regex Unit();
}
