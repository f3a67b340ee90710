using Normalizer.Checks;

namespace Normalizer.Repairs;

/// <summary>Another way to read one amount of the ledger.</summary>
/// <param name="Amount">Index in the ledger.</param>
/// <param name="Source">The amount whose printed glyphs are read: the same, unless cells moved.</param>
/// <param name="Text">In the printed unit, written like the table's other amounts; "" for a blank.</param>
/// <param name="Cost">See <see cref="ReadingCost"/>.</param>
/// <param name="FormCost">What it costs to read the printed digits as they stand, only their separators wrong: 0 where the figure
/// is well-formed, infinity where it is unreadable.</param>
/// <param name="Digits">How many digits more (or less, negative) it has than what is printed.</param>
/// <param name="ZerosWon">How many zeros more it ends in than what is printed, where both have as many digits; else 0.</param>
public sealed record Reading(int Amount, int Source, Figure Figure, string Text, double Cost, double FormCost, int Digits, int ZerosWon = 0)
{
    /// <summary>A digit that is missing where the separators show it: they fit this reading and not what is printed.</summary>
    public bool ExplainsForm => FormCost > 0 && (Digits != 0 || double.IsPositiveInfinity(FormCost));

    /// <summary>Only separators and look-alike glyphs differ: every digit is there.</summary>
    public bool IsFormOnly => Cost < ReadingCost.Digit;
}

/// <summary>What is done at once: one figure read otherwise, or the cells of a row moved.</summary>
/// <param name="Class">A repair class of the contract.</param>
public sealed record Move(string Class, double Cost, ImmutableArray<Reading> Readings)
{
    public bool IsOfRow => Readings.Length > 1;

    public static Move Of(Reading reading) => new(ClassOf(reading), reading.Cost, [reading]);

    private static string ClassOf(Reading reading) =>
        !reading.IsFormOnly || double.IsPositiveInfinity(reading.FormCost) ? "digit"
        : reading.Cost < ReadingCost.LeastSeparator ? "split_number" : "misplaced_separator";
}

/// <summary>A move with what speaks for it and against it.</summary>
/// <param name="Holds">Constraints that hold with it and did not before.</param>
/// <param name="Breaks">Constraints that held before and do not with it.</param>
/// <param name="Net">Evidence won, less evidence lost, less the move's cost.</param>
/// <param name="Margin">Net less the best other explanation of the same broken constraints.</param>
/// <param name="Refusal">Why it is not applied; null where it is.</param>
public sealed record Proposal(
    Move Move, ImmutableArray<int> Holds, ImmutableArray<int> Breaks, double Net, double Margin, string? Refusal);

/// <summary>Figures with the moves that were applied, and the ones that were plausible and not safe.</summary>
/// <param name="IsIntact">Of each amount whether its printed glyphs are an amount as its table prints them.</param>
public sealed record Solution(
    ImmutableArray<Figure> Figures, ImmutableArray<Proposal> Applied, ImmutableArray<Proposal> Suggested, ImmutableArray<bool> IsIntact);
