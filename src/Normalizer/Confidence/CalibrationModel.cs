using System.Text.Json;

namespace Normalizer.Confidence;

/// <summary>From the features of an amount to the probability that it is the source's own figure: a logistic regression.</summary>
/// <param name="Source">What it was fitted on, for people.</param>
/// <param name="Weights">One for each of <see cref="AmountFeatures.Names"/>.</param>
public sealed record CalibrationModel(int Version, string Source, ImmutableArray<CalibrationWeight> Weights)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="JsonException">The text is no model, or one for other features than this program computes.</exception>
    public static CalibrationModel Parse(string json)
    {
        var model = JsonSerializer.Deserialize<CalibrationModel>(json, Options) ?? throw new JsonException("The calibration is empty.");
        if (!model.Weights.Select(weight => weight.Feature).SequenceEqual(AmountFeatures.Names))
            throw new JsonException("The calibration was fitted for other features; run `pipeline calibrate`.");
        return model;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    public double Probability(IReadOnlyList<double> features)
    {
        var sum = 0.0;
        for (var i = 0; i < Weights.Length; i++) sum += Weights[i].Weight * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}

public readonly record struct CalibrationWeight(string Feature, double Weight);

/// <param name="Group">The document's book: samples of one book are never both fitted on and tested on.</param>
public sealed record CalibrationSample(double[] Features, bool IsRight, string Group);
