namespace Normalizer.Facts;

/// <summary>Does a stated change fit an amount? Decided by the printed digits and nothing wider.</summary>
internal static class ChangeArithmetic
{
    /// <summary>Amount and change give the printed percentage, for some reading of the digits.</summary>
    public static bool FitsPercent(Statement target, StatedChange change) =>
        target.Number is { } number && Enumerable.Range(0, number.Readings.Length).Any(reading => FitsPercent(target, change, reading));

    /// <summary>The same for one reading of the amount.</summary>
    public static bool FitsPercent(Statement target, StatedChange change, int reading)
    {
        if (target.Number is not { } number || change is not { Amount: { } amount, Percent: { } percent } || !SameKind(target, change)) return false;
        var factor = Factor(target);
        var changeFactor = ProseUnits.Yuan(change.Unit!) ?? 1;
        return Enumerable.Range(0, amount.Readings.Length).Any(j => IsPercent(
            number.Readings[reading] * factor, number.Resolution(reading) * factor, change.Sign * amount.Readings[j] * changeFactor,
            amount.Resolution(j) * changeFactor, percent.Number.Value, percent.Number.Resolution()));
    }

    /// <summary>The amount compared with would not have been below zero.</summary>
    public static bool IsPossible(Statement target, StatedChange change) =>
        target.Number is { } number && (change.Amount is not { } amount || SameKind(target, change)
            && number.Value * Factor(target) - change.Sign * amount.Value * (ProseUnits.Yuan(change.Unit!) ?? 1) >= 0);

    /// <summary>Could rounding of the printed figures hide a true percentage that prints as <paramref name="percent"/>?</summary>
    public static bool IsPercent(decimal amount, decimal resolution, decimal change, decimal changeResolution, decimal percent, decimal percentResolution)
    {
        var (low, high) = Range(amount - change, (resolution + changeResolution) / 2);
        var (changeLow, changeHigh) = Range(Math.Abs(change), changeResolution / 2);
        if (high <= 0) return false;
        var least = changeLow / high * 100;
        var most = low <= 0 ? decimal.MaxValue : changeHigh / low * 100;
        return Math.Abs(percent) >= least - percentResolution / 2 && Math.Abs(percent) <= most + (most == decimal.MaxValue ? 0 : percentResolution / 2);
    }

    /// <summary>Could rounding of the printed figures hide a true share that prints as <paramref name="percent"/>?</summary>
    public static bool IsShare(decimal part, decimal resolution, decimal whole, decimal wholeResolution, decimal percent, decimal percentResolution)
    {
        if (whole <= 0) return false;
        var slack = percentResolution / 2 + 100 * (resolution + Math.Abs(part / whole) * wholeResolution) / 2 / whole;
        return Math.Abs(100 * part / whole - percent) <= slack;
    }

    private static (decimal Low, decimal High) Range(decimal value, decimal half) => (Math.Max(0, value - half), value + half);

    private static decimal Factor(Statement statement) => statement.YuanPerUnit ?? 1;

    private static bool SameKind(Statement target, StatedChange change) =>
        target.IsMoney ? ProseUnits.Yuan(change.Unit!) is not null : target.Unit == change.Unit;
}
