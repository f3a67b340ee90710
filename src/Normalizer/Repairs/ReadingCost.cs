using Normalizer.Reference;

namespace Normalizer.Repairs;

/// <summary>How unlikely it is that one amount was read as another: the cheapest way from the wanted text to the printed glyphs.</summary>
/// <remarks>Costs are negative logarithms (base e) of how often a reader makes the mistake per figure, rounded to what
/// matters: separators and look-alike letters are everyday faults, one digit lost, doubled or taken for another is rare,
/// two such faults in one figure hardly happen by themselves.</remarks>
public sealed class ReadingCost(ConfusionTable confusions)
{
    /// <summary>From here on a reading claims that a digit was lost, added or taken for another.</summary>
    public const double Digit = 4;

    /// <summary>Readings dearer than this are not looked at: two digits and some separators.</summary>
    public const double Limit = 12;

    /// <summary>Below this only blanks differ.</summary>
    public const double LeastSeparator = 0.1;

    private const double Separator = 0.7, Point = 1.5, WrongSeparator = 1, Lookalike = 0.3, Junk = 1, JunkForDigit = 4.5;
    private const double LikelyDigit = 4.5, OtherDigit = 5, LostDigit = 5, DoubledDigit = 4.5, AddedDigit = 5.5, Swapped = 5, Sign = 4;

    /// <param name="printed">Glyphs without blanks.</param>
    /// <param name="wanted">A well-formed amount.</param>
    public double Of(string printed, string wanted)
    {
        if (Math.Abs(printed.Length - wanted.Length) > 6) return double.PositiveInfinity;
        Span<double> before = stackalloc double[wanted.Length + 1], previous = stackalloc double[wanted.Length + 1], current = stackalloc double[wanted.Length + 1];
        previous[0] = 0;
        for (var j = 0; j < wanted.Length; j++) previous[j + 1] = previous[j] + Lost(wanted[j]);
        for (var i = 0; i < printed.Length; i++)
        {
            var added = Added(printed, i);
            current[0] = previous[0] + added;
            for (var j = 0; j < wanted.Length; j++)
            {
                current[j + 1] = Math.Min(previous[j] + Taken(printed[i], wanted[j]),
                    Math.Min(previous[j + 1] + added, current[j] + Lost(wanted[j])));
                if (i > 0 && j > 0 && AreSwapped(printed, i, wanted, j)) current[j + 1] = Math.Min(current[j + 1], before[j - 1] + Swapped);
            }
            previous.CopyTo(before);
            current.CopyTo(previous);
        }
        return previous[wanted.Length];
    }

    /// <summary>The digit a glyph stands for: itself, or the only one it is read for; null where there is none or several.</summary>
    public char? DigitOf(char glyph)
    {
        if (char.IsAsciiDigit(glyph)) return glyph;
        char? found = null;
        for (var digit = '0'; digit <= '9'; digit++)
            if (confusions.IsMisreading(glyph, digit))
                if (found is null) found = digit;
                else return null;
        return found;
    }

    /// <summary>Two neighbouring digits the other way round: a typist's fault more than a reader's.</summary>
    private static bool AreSwapped(string printed, int i, string wanted, int j) =>
        printed[i] == wanted[j - 1] && printed[i - 1] == wanted[j] && printed[i] != printed[i - 1] && char.IsAsciiDigit(printed[i]) && char.IsAsciiDigit(printed[i - 1]);

    private static double Lost(char wanted) => wanted switch { ',' => Separator, '.' => Point, '-' => Sign, _ => LostDigit };

    private static double Added(string printed, int at) => printed[at] switch
    {
        ',' => Separator,
        '.' => Point,
        '-' => Sign,
        var c when char.IsAsciiDigit(c) => at > 0 && printed[at - 1] == c ? DoubledDigit : AddedDigit,
        _ => Junk,
    };

    private double Taken(char printed, char wanted)
    {
        if (printed == wanted) return 0;
        if (wanted is ',' or '.') return char.IsAsciiLetterOrDigit(printed) ? double.PositiveInfinity : WrongSeparator;
        if (!char.IsAsciiDigit(wanted) || printed is ',' or '.' or '-') return double.PositiveInfinity;
        var likely = confusions.IsMisreading(printed, wanted);
        return char.IsAsciiDigit(printed) ? likely ? LikelyDigit : OtherDigit : likely ? Lookalike : JunkForDigit;
    }
}
