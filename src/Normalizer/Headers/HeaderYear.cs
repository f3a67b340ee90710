using System.Globalization;

namespace Normalizer.Headers;

/// <summary>The fiscal year a header speaks of: "2023年预算数", "上年预算数", "当年".</summary>
public static class HeaderYear
{
    private static readonly string[] Quantities = ["预算", "决算", "执行", "预计执行", "数", "年初", "批复", "安排", "支出预算"];

    /// <param name="tableYear">The year of the table itself, for 上年 and 本年; null if not known.</param>
    /// <returns>The year nearest to the column (the lowest header that names one); null if none does.</returns>
    public static int? Of(ImmutableArray<string> path, int? tableYear)
    {
        for (var level = path.Length - 1; level >= 0; level--)
        {
            if (First(path[level]) is { } year) return year;
            if (tableYear is { } known && Offset(FoldedText.WithYear(path[level])) is { } offset) return known + offset;
        }
        return null;
    }

    /// <summary>Does the column speak of another year than the table's, in words that name none: 上年预算数?</summary>
    public static bool IsLastYear(ImmutableArray<string> path) =>
        path.Any(text => Offset(FoldedText.WithYear(text)) < 0);

    /// <summary>The first "2024年" of a text; null if it has none.</summary>
    public static int? First(string text)
    {
        var folded = FoldedText.WithYear(text);
        for (var at = 0; at + 4 < folded.Length; at++)
            if (FoldedText.IsYear(folded, at) && folded[at + 4] == '年')
                return int.Parse(folded.AsSpan(at, 4), CultureInfo.InvariantCulture);
        return null;
    }

    private static int? Offset(string folded)
    {
        foreach (var (word, offset) in new[] { ("上年度", -1), ("上年", -1), ("上一年", -1), ("去年", -1), ("本年度", 0), ("本年", 0), ("当年", 0), ("今年", 0) })
        {
            if (!folded.StartsWith(word, StringComparison.Ordinal)) continue;
            var rest = folded[word.Length..];
            if (rest.Length == 0 || Array.Exists(Quantities, quantity => rest.StartsWith(quantity, StringComparison.Ordinal))) return offset;
        }
        return null;
    }
}
