namespace Normalizer.Confidence;

/// <summary>How far a whole document can be trusted: every amount's probability rests on it, most of all where nothing checks the amount.</summary>
/// <param name="Damage">Share of the amounts whose printed glyphs are none as the table prints them.</param>
/// <param name="Broken">Share of the sums that fail, of those that hold or fail.</param>
/// <param name="IsText">Read from lines of text, which may have been through OCR; else from a page, a sheet or a word processor's table.</param>
public sealed record DocumentState(double Damage, double Broken, bool IsText)
{
    /// <summary>The last eight of <see cref="AmountFeatures.Names"/>. Roots, because the first bit of damage tells most.</summary>
    public double[] Features(bool isUnchecked, bool isExact)
    {
        var (spread, alone) = (Math.Sqrt(Damage), isUnchecked ? 1.0 : 0);
        var (clean, born) = (Damage == 0 ? 1.0 : 0, IsText ? 0.0 : 1);
        return [spread, spread * alone, isExact ? 1 : 0, clean, clean * alone, Math.Sqrt(Broken), born, born * alone];
    }
}
