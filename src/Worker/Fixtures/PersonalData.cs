using System.Text.RegularExpressions;

namespace Worker.Fixtures;

/// <summary>Finds names and numbers of persons, so that a case can be published without them.</summary>
/// <remarks>Names are told by the label before them (联系人, 负责人, 填表人), numbers by their form: telephones, identity cards, e-mail.</remarks>
public static partial class PersonalData
{
    /// <summary>Where they stand in a text: start and length; labels are not part of it.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        foreach (Match match in Pattern().Matches(text))
            foreach (var name in (string[])["person", "number"])
                if (match.Groups[name] is { Success: true } group) yield return (group.Index, group.Length);
    }

    /// <summary>The text with each character of a name as 某 and of a number as *; its length does not change.</summary>
    public static string Blanked(string text)
    {
        var blanked = text.ToCharArray();
        foreach (var (start, length) in Find(text))
            for (var i = start; i < start + length; i++) blanked[i] = Blank(blanked[i]);
        return new(blanked);
    }

    /// <summary>The cell to the right of a label such as 经办人 holds a name, whatever it looks like.</summary>
    public static bool IsName(string label, string text) => Label().IsMatch(label.Trim()) && Name().IsMatch(text.Trim());

    /// <summary>The same for text given character by character.</summary>
    public static char Blank(char character) =>
        char.IsAsciiLetterOrDigit(character) ? '*' : char.IsLetter(character) ? '某' : character;

    [GeneratedRegex(@"^[^：:]{0,8}(?:联\s*系\s*人|经\s*办\s*人|负\s*责\s*人|填\s*[报表]\s*人|制\s*表\s*人?|审\s*核\s*人?|姓\s*名|法\s*定\s*代\s*表\s*人)(?:（[^）]{0,6}）|\([^)]{0,6}\))?[：:]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[\u4e00-\u9fff·]{2,4}(?:[\s、，,]+[\u4e00-\u9fff·]{2,4})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:联\s*系\s*人|经\s*办\s*人|负\s*责\s*人|填\s*[报表]\s*人|制\s*表\s*人?|审\s*核\s*人?|复\s*核\s*人?|姓\s*名|法\s*定\s*代\s*表\s*人)\s*(?:（[^）]{0,6}）|\([^)]{0,6}\))?\s*[：:\t]\s*(?<person>[\u4e00-\u9fff·]{2,4}?(?:、[\u4e00-\u9fff·]{2,4}?)*)(?=$|[^\u4e00-\u9fff·、]|联\s*系|电\s*话|手\s*机|邮\s*箱|地\s*址|签)|(?<number>(?<![\d.,])(?:0\d{2,3}\s?-\s?\d{7,8}|0\d{9,11}|1[3-9]\d{9}|\d{17}[\dXx])(?![\d.,]))|(?<number>[\w.+-]{2,}@[\w-]+(?:\.[\w-]+)+)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
