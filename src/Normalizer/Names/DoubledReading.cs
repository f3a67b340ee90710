namespace Normalizer.Names;

/// <summary>Finds characters that a scan read twice (医医保政策) and commas that it saw inside a name (医保监督，检查费).</summary>
/// <remarks>Words end and begin with the same character (中医医院, 管理理念): the first of the two must close no word that is
/// known, and the single form must be what the document or an official name says elsewhere.</remarks>
internal sealed class DoubledReading(NameContext names, DocumentContext document)
{
    /// <summary>Longest cell taken for a name; in longer ones a comma is punctuation.</summary>
    private const int LongestName = 20;

    /// <summary>Characters that the single form must share with another text: the one meant, its neighbours and one more.</summary>
    private const int Shared = 4;

    /// <param name="text">Without white space.</param>
    /// <returns>The second of each two, to be left out.</returns>
    public IEnumerable<LookAlike> Read(string text, NameText kind)
    {
        if (names.IsWord(text)) yield break;
        for (var i = 1; i < text.Length; i++)
            if (text[i] == text[i - 1] && LookAlikeReading.IsHanzi(text[i]) && Prove(text, i, kind) is { } proof)
                yield return new(i, text[i], null, $"“{text[i]}” stands twice: {proof}.", 0.97);
    }

    /// <summary>The comma of a name that stands elsewhere in the document without it, at least as often.</summary>
    /// <param name="text">A whole cell without white space.</param>
    /// <param name="asRead">How often the cell stands in the document in just this form.</param>
    public LookAlike? ReadComma(string text, int asRead)
    {
        var comma = text.AsSpan().IndexOfAny('，', ',');
        if (comma < 1 || comma == text.Length - 1 || text.Length > LongestName) return null;
        var single = text.Remove(comma, 1);
        if (!single.All(LookAlikeReading.IsHanzi) || document.Count(single) is var elsewhere && elsewhere < Math.Max(asRead, 1)) return null;
        return new(comma, text[comma], null, $"“{single}” stands in the document without the “{text[comma]}” (times: {elsewhere}).", 0.97);
    }

    private string? Prove(string text, int index, NameText kind)
    {
        if (names.IsPair(ContextWindows.At(text, index - 2), text[index])) return null;
        if (!IsOnlyHere(text, index - 1) || !IsOnlyHere(text, index)) return null;
        var single = text.Remove(index, 1);
        if (kind == NameText.Cell && names.IsWord(single)) return $"“{single}” is an official name";
        for (var start = Math.Max(index - 3, 0); start <= index - 2 && start + Shared <= single.Length; start++)
        {
            var phrase = single.Substring(start, Shared);
            if (document.Distinct.Any(other => other.Contains(phrase, StringComparison.Ordinal))) return $"“{phrase}” stands elsewhere in the document";
        }
        return null;
    }

    private bool IsOnlyHere(string text, int index) =>
        ContextWindows.Around(text, index) is var window && !names.Knows(window) && document.Texts(window) <= 1;
}
