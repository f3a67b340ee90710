namespace Normalizer.Confidence;

/// <summary>Fits the logistic regression by Newton's method, with a small penalty that keeps rare features near zero.</summary>
public sealed class CalibrationFitter
{
    private const double Penalty = 0.5;
    private const int Steps = 40;

    /// <summary>Weights are kept to so many places: more would only record the machine's rounding.</summary>
    private const int Places = 4;

    public CalibrationModel Fit(IReadOnlyList<CalibrationSample> samples, string source)
    {
        var size = AmountFeatures.Names.Length;
        var weights = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var gradient = weights.Select((weight, i) => i == 0 ? 0 : -Penalty * weight).ToArray();
            var curvature = new double[size, size];
            for (var i = 0; i < size; i++) curvature[i, i] = i == 0 ? 1e-9 : Penalty;
            foreach (var sample in samples) Add(sample, weights, gradient, curvature);
            var change = Solve(curvature, gradient);
            for (var i = 0; i < size; i++) weights[i] += change[i];
            if (change.Max(Math.Abs) < 1e-9) break;
        }
        return new(1, source, [.. AmountFeatures.Names.Select((name, i) => new CalibrationWeight(name, Math.Round(weights[i], Places)))]);
    }

    /// <summary>Each sample's probability under a model that was fitted without its group.</summary>
    public double[] HeldOut(IReadOnlyList<CalibrationSample> samples, int folds)
    {
        var groups = samples.Select(sample => sample.Group).Distinct().Order(StringComparer.Ordinal).ToArray();
        var fold = groups.Select((group, i) => (group, i)).ToDictionary(pair => pair.group, pair => pair.i % folds, StringComparer.Ordinal);
        var models = Enumerable.Range(0, folds).Select(k => Fit([.. samples.Where(sample => fold[sample.Group] != k)], "held out")).ToArray();
        return [.. samples.Select(sample => models[fold[sample.Group]].Probability(sample.Features))];
    }

    private static void Add(CalibrationSample sample, double[] weights, double[] gradient, double[,] curvature)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * sample.Features[i];
        var probability = 1 / (1 + Math.Exp(-sum));
        var (error, spread) = ((sample.IsRight ? 1 : 0) - probability, Math.Max(probability * (1 - probability), 1e-12));
        for (var i = 0; i < weights.Length; i++)
        {
            if (sample.Features[i] == 0) continue;
            gradient[i] += error * sample.Features[i];
            for (var j = 0; j < weights.Length; j++) curvature[i, j] += spread * sample.Features[i] * sample.Features[j];
        }
    }

    /// <summary>Gaussian elimination with pivoting; the matrix is positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var (a, b) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column])) pivot = row;
            for (var k = 0; k < size; k++) (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            (b[column], b[pivot]) = (b[pivot], b[column]);
            for (var row = column + 1; row < size; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var k = column; k < size; k++) a[row, k] -= factor * a[column, k];
                b[row] -= factor * b[column];
            }
        }
        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++) b[row] -= a[row, k] * b[k];
            b[row] /= a[row, row];
        }
        return b;
    }
}
