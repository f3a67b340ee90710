using System.Text.RegularExpressions;

namespace Extractor.Cleanup;

/// <summary>Puts numbers inside a text together again, where two numbers side by side would make no sense.</summary>
public static partial class QuantityJoiner
{
    /// <returns>The joined text and the class of the repair; null if nothing in the text is surely one number.</returns>
    public static (string Text, string Class)? Join(string text)
    {
        if (text.IndexOf(' ', StringComparison.Ordinal) < 0 || !SpacedDigits().IsMatch(text)) return null;
        if (Quantity().IsMatch(text)) return (text.Replace(" ", "", StringComparison.Ordinal), "split_number");
        if (ProjectCode().Match(text) is { Success: true } code) return (Closed(text, code), "split_code");
        if (CatalogueCode().Match(text) is { Success: true } item && item.Value.Count(CharacterClass.IsDigit) == 8) return (Closed(text, item), "split_code");
        if (Year().Match(text) is { Success: true } year) return (Closed(text, year), "split_name");
        return null;
    }

    private static string Closed(string text, Match match) =>
        text[..match.Index] + match.Value.Replace(" ", "", StringComparison.Ordinal) + text[(match.Index + match.Length)..];

    [GeneratedRegex(@"[0-9] [0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedDigits();

    /// <summary>"≥67 09人": the cell is one quantity and its unit. A year before it is a date.</summary>
    [GeneratedRegex(@"^[≥≤>＞<＜=＝]?\s*(?!(19|20)\d\d )\d+(\.\d*)? \.?\d+\s*[\u4E00-\u9FFF%％/]{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();

    /// <summary>"50012520T000000139 672-2020年…": the number of a project before its name.</summary>
    [GeneratedRegex(@"^\d{6,}[A-Z]\d+ \d+(?=$|\s*-)", RegexOptions.CultureInvariant)]
    private static partial Regex ProjectCode();

    /// <summary>"C230 20200记账服务": an item of a catalogue before its name.</summary>
    [GeneratedRegex(@"^[A-Z]\d+ \d+(?=$|[\u4E00-\u9FFF])", RegexOptions.CultureInvariant)]
    private static partial Regex CatalogueCode();

    /// <summary>"202 4年", "〔20 19〕".</summary>
    [GeneratedRegex(@"(?<![0-9 ])(1 ?9|2 ?0) ?\d ?\d(?=\s*[年〕\]])", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
