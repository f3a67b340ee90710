using System.Globalization;
using System.Text.RegularExpressions;

namespace Normalizer.Consistency;

/// <summary>Procurement booked as goods that the same paragraph says was spent on services, and the other way round.</summary>
internal static partial class ProcurementRemarks
{
    [GeneratedRegex(@"货物(?:采购)?(?:支出|预算)?(?<goods>[\d,.]+)万?元.{0,16}?工程(?:采购)?(?:支出|预算)?[\d,.]+万?元.{0,16}?服务(?:采购)?(?:支出|预算)?(?<services>[\d,.]+)万?元")]
    private static partial Regex Classes();

    [GeneratedRegex("主要(?:用于|是|为)?(?:采购|购买|购置)(?<purpose>[^，。；]{2,40})")]
    private static partial Regex Purpose();

    [GeneratedRegex("服务(?:费|项目|采购)?等?$")]
    private static partial Regex IsService();

    [GeneratedRegex("(?:设备|家具|用品|耗材|电脑|计算机|打印机|车辆|物资)等?$")]
    private static partial Regex IsGoods();

    public static IEnumerable<Finding> Of(ExtractedDocument document)
    {
        foreach (var block in document.Blocks.OfType<TextBlock>())
        {
            if (Classes().Match(block.Text) is not { Success: true } classes || Purpose().Match(block.Text) is not { Success: true } purpose) continue;
            var (goods, services) = (Amount(classes.Groups["goods"]), Amount(classes.Groups["services"]));
            var bought = purpose.Groups["purpose"].Value;
            var (booked, meant) = goods > 0 && services == 0 && IsService().IsMatch(bought) ? ("goods (货物)", "services (服务)")
                : services > 0 && goods == 0 && IsGoods().IsMatch(bought) ? ("services (服务)", "goods (货物)") : ("", "");
            if (booked.Length > 0)
                yield return ConsistencyReader.Remark("procurement.class", $"Procurement is booked as {booked}; what was bought, {bought}, are {meant}.",
                    [new(block.Locate(classes.Index, classes.Length))], meant, booked);
        }
    }

    private static decimal Amount(Group digits) =>
        decimal.TryParse(digits.ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : -1;
}
