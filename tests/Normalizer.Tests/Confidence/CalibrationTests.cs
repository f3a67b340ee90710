using Normalizer.Confidence;

namespace Normalizer.Tests.Confidence;

public sealed class CalibrationTests
{
    /// <summary>Amounts with three sums are right 199 times of 200, amounts with none 3 times of 4.</summary>
    private static readonly CalibrationSample[] Samples =
    [
        .. Enumerable.Range(0, 400).Select(i => new CalibrationSample(Features(three: true), i % 200 != 7, $"b{i % 10}")),
        .. Enumerable.Range(0, 400).Select(i => new CalibrationSample(Features(three: false), i % 4 != 1, $"b{i % 7}")),
    ];

    [Fact]
    public void A_fitted_model_states_how_often_such_amounts_are_right()
    {
        var model = new CalibrationFitter().Fit(Samples, "test");
        Assert.InRange(model.Probability(Features(three: true)), 0.985, 0.998);
        Assert.InRange(model.Probability(Features(three: false)), 0.72, 0.78);
    }

    [Fact]
    public void A_model_survives_its_file_and_refuses_one_for_other_features()
    {
        var model = new CalibrationFitter().Fit(Samples, "test");
        Assert.Equal(model.ToJson(), CalibrationModel.Parse(model.ToJson()).ToJson());
        Assert.Throws<System.Text.Json.JsonException>(() =>
            CalibrationModel.Parse(model.ToJson().Replace("three or more", "four or more", StringComparison.Ordinal)));
    }

    [Fact]
    public void Held_out_probabilities_of_well_behaved_samples_are_calibrated()
    {
        var stated = new CalibrationFitter().HeldOut(Samples, 5);
        var reliability = Reliability.Of(stated, [.. Samples.Select(sample => sample.IsRight)]);
        Assert.InRange(reliability.Error, 0, 0.06);
        Assert.Equal(Samples.Length, reliability.Bins.Sum(bin => bin.Count));
    }

    [Fact]
    public void The_accepted_share_stops_before_the_errors_and_never_inside_a_tie()
    {
        Assert.Equal(0.5, Reliability.AcceptedShare([0.99, 0.98, 0.5, 0.4], [true, true, false, true], 0.1));
        Assert.Equal(0, Reliability.AcceptedShare([0.9, 0.9, 0.9, 0.9], [true, true, false, true], 0.1));
    }

    private static double[] Features(bool three)
    {
        var features = new double[AmountFeatures.Names.Length];
        features[0] = 1;
        features[AmountFeatures.Names.IndexOf("three or more sums hold")] = three ? 1 : 0;
        return features;
    }
}
