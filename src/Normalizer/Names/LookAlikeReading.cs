using System.Text.RegularExpressions;
using Normalizer.Reference;

namespace Normalizer.Names;

/// <param name="Index">Of the misread character in the text without white space.</param>
/// <param name="Meant">What stands for it; null where it is to be left out.</param>
internal sealed record LookAlike(int Index, char Read, char? Meant, string Evidence, double Confidence);

/// <summary>How much of a text is known to be a name.</summary>
internal enum NameText
{
    /// <summary>A cell: a whole name.</summary>
    Cell,

    /// <summary>A short line: a heading, a label, or a piece of prose that begins or ends inside a word.</summary>
    Line,

    /// <summary>A clause of prose, whose words are open: only official names in it are put right.</summary>
    Clause,
}

/// <summary>Finds characters that fit nowhere and the one look-alike that fits everywhere.</summary>
internal sealed partial class LookAlikeReading(NameContext names, DocumentContext document, ConfusionTable confusions)
{
    /// <summary>Shortest official name whose odd character may be replaced without its being a known misreading.</summary>
    private const int ShortestWord = 4;

    /// <summary>Official names looked for around a character in prose; shorter ones are ordinary words.</summary>
    private const int ShortestNameInProse = 5, LongestNameInProse = 20;

    /// <summary>What stands before a name and belongs to none: 四、 （二） 1. and the number of a project.</summary>
    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]|[A-Z\d]{8,}-)")]
    private static partial Regex Numbering();

    /// <summary>Where the name itself begins.</summary>
    /// <param name="text">Without white space.</param>
    public static int NameStart(string text) => Numbering().Match(text).Length;

    /// <param name="text">Without white space.</param>
    /// <returns>The misread characters, each with exactly one reading; empty for a text in order.</returns>
    public ImmutableArray<LookAlike> Read(string text, NameText kind)
    {
        if (names.IsWord(text)) return [];
        var found = ImmutableArray.CreateBuilder<LookAlike>();
        for (var i = 0; i < text.Length; i++)
            if (IsHanzi(text[i]) && FitsNowhere(text, i) && Choose(text, i, kind) is { } reading) found.Add(reading);
        return found.ToImmutable();
    }

    /// <summary>No official name has the character beside these neighbours, and hardly any other text of the document;
    /// a character that no official name uses at all may be misread throughout.</summary>
    private bool FitsNowhere(string text, int index)
    {
        var (first, end) = ContextWindows.Holding(text, index);
        for (var i = first; i < end; i++)
        {
            var window = ContextWindows.Around(text, i);
            if (names.Knows(window) || (document.Texts(window) > 2 && names.Uses(text[index]))) return false;
        }
        return true;
    }

    /// <summary>The only reading; a whole official name comes before readings that merely fit.</summary>
    private LookAlike? Choose(string text, int index, NameText kind)
    {
        LookAlike? best = null;
        var isOnly = false;
        foreach (var meant in Candidates(text, index))
        {
            if (meant == text[index] || meant == best?.Meant || !IsHanzi(meant) || !FitsEverywhere(text, index, meant, kind)) continue;
            if (Prove(text, index, meant, kind) is not { } reading || reading.Confidence < best?.Confidence) continue;
            isOnly = best is null || reading.Confidence > best.Confidence;
            best = reading;
        }
        return isOnly ? best : null;
    }

    /// <summary>What the character is known to be misread for; for one that no official name uses, whatever official names have in its place.</summary>
    private string Candidates(string text, int index)
    {
        var meanings = confusions.Meanings(text[index]);
        if (names.Uses(text[index])) return meanings;
        return meanings + names.Between(ContextWindows.At(text, index - 1), ContextWindows.At(text, index + 1));
    }

    /// <summary>The character meant is usual beside both neighbours, and all three together somewhere at least;
    /// outside cells all of them everywhere.</summary>
    private bool FitsEverywhere(string text, int index, char meant, NameText kind)
    {
        var (first, end) = ContextWindows.Holding(text, index);
        var needsAll = kind != NameText.Cell || !IsPair(text, index - 1, index, meant) || !IsPair(text, index, index, meant);
        for (var i = first; i < end; i++)
        {
            var window = ContextWindows.Around(text, i, index, meant);
            var fits = names.Knows(window) || document.Texts(window) > 2 * (document.Texts(ContextWindows.Around(text, i)) - 1);
            if (fits != needsAll) return fits;
        }
        return needsAll;
    }

    /// <summary>The characters at <paramref name="first"/> and behind it, one of them replaced, are neighbours in an official name;
    /// as they are printed they are not.</summary>
    private bool IsPair(string text, int first, int replaced, char by)
    {
        var (left, right) = (ContextWindows.At(text, first, replaced, by), ContextWindows.At(text, first + 1, replaced, by));
        return names.IsPair(left, right) && !names.IsPair(ContextWindows.At(text, first), ContextWindows.At(text, first + 1));
    }

    /// <summary>An official name has the character meant beside one of these neighbours, and none the character read.</summary>
    private bool IsOfficial(string text, int index, char meant)
    {
        var (first, end) = ContextWindows.Holding(text, index);
        for (var i = first; i < end; i++)
            if (names.Knows(ContextWindows.Around(text, i, index, meant))) return true;
        return IsPair(text, index - 1, index, meant) || IsPair(text, index, index, meant);
    }

    /// <summary>A known misreading may be replaced where the neighbours demand it, at the cut ends of a line only where a whole name
    /// results and in prose only inside an official name; any other only where an official name results.</summary>
    private LookAlike? Prove(string text, int index, char meant, NameText kind)
    {
        var read = text[index];
        var corrected = text[..index] + meant + text[(index + 1)..];
        var isWord = kind == NameText.Clause ? IsInsideName(corrected, index) : names.IsWord(corrected);
        var (asRead, elsewhere) = (document.Count(text), document.Count(corrected));
        var isWhole = isWord || elsewhere > asRead;
        // Both readings stand as whole texts: official names decide, else the more frequent one is right.
        if (!isWord && elsewhere > 0 && elsewhere <= asRead && !IsOfficial(text, index, meant)) return null;
        if (!isWord && !names.Uses(meant) && elsewhere <= 2 * asRead) return null;
        // Two characters are too few to tell a misreading from another word (全额, 金额): the document must prefer one clearly.
        if (text.Length <= 2 && names.Uses(read) && elsewhere <= 2 * asRead) return null;
        var isKnown = confusions.IsMisreading(read, meant);
        var isCut = kind == NameText.Line && (index == 0 || index == text.Length - 1);
        if (isKnown ? !isWhole && (isCut || kind == NameText.Clause) : !(isWord && text.Length >= ShortestWord)) return null;
        var proof = isWord ? kind == NameText.Clause ? "so reads an official name" : $"“{corrected}” is an official name"
            : isWhole ? $"“{corrected}” stands in the document {elsewhere} times"
            : $"“{Around(corrected, index)}” is usual in this document and the official names";
        return new(index, read, meant,
            $"“{Around(text, index)}” is not; {(isKnown ? $"“{read}” is a known misreading of “{meant}”, and " : "")}{proof}.",
            isKnown && isWhole ? 0.99 : isKnown ? 0.97 : 0.95);
    }

    private bool IsInsideName(string text, int index)
    {
        for (var start = Math.Max(index - LongestNameInProse + 1, 0); start <= index; start++)
            for (var end = Math.Min(start + LongestNameInProse, text.Length); end > index && end - start >= ShortestNameInProse; end--)
                if (names.IsWord(text[start..end])) return true;
        return false;
    }

    private static string Around(string text, int index) =>
        text[Math.Max(index - 1, 0)..Math.Min(index + 2, text.Length)];

    /// <summary>Chinese numerals are figures: they are never guessed.</summary>
    public static bool IsHanzi(char character) =>
        character is >= '\u4e00' and <= '\u9fff' && !"一二三四五六七八九十百千万亿〇两".Contains(character, StringComparison.Ordinal);
}
