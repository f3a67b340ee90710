namespace Normalizer.Identification;

/// <summary>A text without its white space, which still knows where each character stood: names are printed spaced out and wrapped.</summary>
internal readonly struct CompactText
{
    private readonly int[] offsets;

    public CompactText(string source)
    {
        var kept = new char[source.Length];
        offsets = new int[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (char.IsWhiteSpace(source[i])) continue;
            kept[length] = source[i];
            offsets[length++] = i;
        }
        Text = new(kept, 0, length);
    }

    public string Text { get; }

    /// <summary>The span of the source that the characters from <paramref name="start"/> take.</summary>
    public (int Start, int Length) Source(int start, int length) =>
        (offsets[start], offsets[start + length - 1] - offsets[start] + 1);
}
