namespace Normalizer.Confidence;

/// <summary>How probabilities that were stated compare with what was right.</summary>
/// <param name="Bins">By stated probability, equally wide; empty ones are left out.</param>
/// <param name="Error">Expected calibration error: the bins' distances, weighted by their size.</param>
/// <param name="Brier">Mean squared distance of probability and outcome.</param>
public sealed record Reliability(ImmutableArray<ReliabilityBin> Bins, double Error, double Brier, int Count)
{
    private const int BinCount = 10;

    public static Reliability Of(IReadOnlyList<double> stated, IReadOnlyList<bool> right)
    {
        var bins = Enumerable.Range(0, stated.Count).GroupBy(i => Math.Min(BinCount - 1, (int)(stated[i] * BinCount))).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(bin.Average(i => stated[i]), bin.Average(i => right[i] ? 1.0 : 0), bin.Count())).ToImmutableArray();
        return new(bins, bins.Sum(bin => bin.Count * Math.Abs(bin.Stated - bin.Right)) / stated.Count,
            stated.Zip(right, (p, ok) => (p - (ok ? 1 : 0)) * (p - (ok ? 1 : 0))).Average(), stated.Count);
    }

    /// <summary>The largest share that can be taken from the most certain down with at most this share of errors among them.</summary>
    public static double AcceptedShare(IReadOnlyList<double> stated, IReadOnlyList<bool> right, double errorRate)
    {
        var order = Enumerable.Range(0, stated.Count).OrderByDescending(i => stated[i]).ToArray();
        int best = 0, errors = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (!right[order[i]]) errors++;
            var isTied = i + 1 < order.Length && stated[order[i + 1]] == stated[order[i]];
            if (!isTied && errors <= errorRate * (i + 1)) best = i + 1;
        }
        return (double)best / stated.Count;
    }
}

/// <param name="Stated">Mean probability that was stated.</param>
/// <param name="Right">Share that was right.</param>
public readonly record struct ReliabilityBin(double Stated, double Right, int Count);
