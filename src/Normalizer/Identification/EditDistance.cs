namespace Normalizer.Identification;

/// <summary>How many characters must be replaced, inserted or dropped to turn one text into the other.</summary>
internal static class EditDistance
{
    /// <returns>The distance, or <paramref name="most"/> + 1 if it is larger.</returns>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var shared = a.CommonPrefixLength(b);
        a = a[shared..];
        b = b[shared..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        Span<int> row = stackalloc int[64];
        if (b.Length >= row.Length) return most + 1;
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }
        return Math.Min(row[b.Length], most + 1);
    }

    /// <summary>True if <paramref name="inner"/> is left when characters of <paramref name="outer"/> are dropped.</summary>
    public static bool IsShortened(ReadOnlySpan<char> inner, ReadOnlySpan<char> outer)
    {
        foreach (var character in outer)
            if (inner.Length > 0 && inner[0] == character) inner = inner[1..];
        return inner.Length == 0;
    }
}
