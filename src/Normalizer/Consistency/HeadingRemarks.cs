using System.Globalization;
using System.Text.RegularExpressions;
using Normalizer.Identification;

namespace Normalizer.Consistency;

/// <summary>Numbered attachment headings with gaps, figures that are announced, documents cited under another office's number.</summary>
internal static partial class HeadingRemarks
{
    [GeneratedRegex(@"^附件(?<group>\d+)[-－—](?<number>\d+)$")]
    private static partial Regex Attachment();

    [GeneratedRegex("^[\u4e00-\u9fff]{2,12}(?:构成|情况|结构|比例|示意|分布|饼|柱状)[\u4e00-\u9fff]{0,4}图$")]
    private static partial Regex Figure();

    /// <summary>委办发 numbers are the Party committee's office's; the government's office issues 府办发.</summary>
    [GeneratedRegex(@"人民政府办公[室厅]关于[^（(]{4,80}[（(](?<number>[\u4e00-\u9fff]{1,4}委办发?〔\d{4}〕\d+号)[）)]")]
    private static partial Regex PartyNumber();

    public static IEnumerable<Finding> Of(ExtractedDocument document)
    {
        var lines = document.Blocks.OfType<TextBlock>().Select(block => (Block: block, new CompactText(block.Text).Text)).ToArray();
        var headings = lines.Select(line => (line.Block, Match: Attachment().Match(line.Text))).Where(heading => heading.Match.Success).ToArray();
        foreach (var group in headings.GroupBy(heading => heading.Match.Groups["group"].Value, StringComparer.Ordinal))
        {
            var printed = group.Select(heading => int.Parse(heading.Match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).ToHashSet();
            var lost = Enumerable.Range(1, Math.Min(printed.Max(), 99)).Where(number => !printed.Contains(number)).ToArray();
            if (printed.Count > 1 && lost.Length > 0)
                yield return ConsistencyReader.Remark("heading.missing",
                    $"Headings 附件{group.Key}-{string.Join($", 附件{group.Key}-", lost)} are not printed, others of the row are.",
                    [.. group.Select(heading => new Place(heading.Block.Locate(0, heading.Block.Text.Length)))]);
        }
        foreach (var (block, text) in lines)
        {
            if (Figure().IsMatch(text))
                yield return ConsistencyReader.Remark("figure.missing", $"{text} is announced; no figure was read.", [new(block.Locate(0, block.Text.Length))]);
            if (PartyNumber().Match(block.Text) is { Success: true } cited)
                yield return ConsistencyReader.Remark("reference.series",
                    $"{cited.Groups["number"].Value} is a number of a Party committee's office, and the document is cited as the government office's.",
                    [new(block.Locate(cited.Index, cited.Length))], null, cited.Groups["number"].Value);
        }
    }
}
