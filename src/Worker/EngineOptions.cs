using System.Globalization;
using Normalizer.Confidence;
using Normalizer.Privacy;

namespace Worker;

/// <summary>What an operator may set of the engine. Other options give other bytes, so they are part of its fingerprint.</summary>
/// <param name="MobileNumbers">What becomes of personal mobile numbers in disclosure.json.</param>
/// <param name="MaxErrorRate">Expected share of wrong amounts, by the calibrated confidence, above which a document is for a person.</param>
public sealed record EngineOptions(MobileNumberRule MobileNumbers, double MaxErrorRate)
{
    public static EngineOptions Default { get; } = new(MobileNumberRule.Keep, new DecisionThresholds().MaxErrorRate);

    public DecisionThresholds Thresholds => new(MaxErrorRate);

    /// <summary>For the command line of a child, which sees no setting of ours.</summary>
    public ImmutableArray<string> ToArguments() => [MobileNumbers.ToString(), MaxErrorRate.ToString("R", CultureInfo.InvariantCulture)];

    public static EngineOptions Parse(string mobileNumbers, string maxErrorRate) =>
        new(Enum.Parse<MobileNumberRule>(mobileNumbers), double.Parse(maxErrorRate, CultureInfo.InvariantCulture));
}
