namespace Normalizer.Codes;

/// <summary>Puts together codes printed as 类, 款 and 项 in three columns, row after row.</summary>
/// <remarks>Publishers print all three parts in every row, or only the part that changes, or each code in full in the column
/// of its own level. Rows must be given in order.</remarks>
public sealed class SplitCodes
{
    private string kind = "", section = "";

    /// <returns>The row's code; null where no part is printed or a part is no code.</returns>
    public string? Next(string classText, string sectionText, string itemText)
    {
        if (Part(classText) is not { } first || Part(sectionText) is not { } second || Part(itemText) is not { } third) return null;
        if (first.Length + second.Length + third.Length == 0) return null;
        if (first.Length > 0) (kind, section) = (first, "");
        if (second.Length > 0) section = Joined(kind, second);
        if (third.Length > 0) return Joined(section.Length > 0 ? section : kind, third);
        return second.Length > 0 ? section : kind;
    }

    /// <summary>A part printed in full already carries what is before it.</summary>
    private static string Joined(string before, string part) =>
        part.Length > 2 && part.StartsWith(before, StringComparison.Ordinal) ? part : before + part;

    private static string? Part(string text) => text.Trim().Length == 0 ? "" : CodeSystem.CodeOf(text);
}
