using System.Globalization;
using System.Text;
using Normalizer.Confidence;

namespace Worker.Calibration;

/// <summary>The numbers of a calibration as a page of documentation, and its reliability diagram as SVG.</summary>
internal static class CalibrationPage
{
    private const int Size = 320, Margin = 44;
    private static readonly double[] Rates = [1e-4, 5e-4, 1e-3, 5e-3, 1e-2];

    public static string Text(CalibrationModel model, Reliability heldOut, IReadOnlyList<double> stated, IReadOnlyList<bool> right)
    {
        var page = new StringBuilder();
        page.AppendLine("# Calibration").AppendLine();
        page.AppendLine("What `confidence` in `disclosure.json` is worth. Each amount's probability comes from a small logistic regression over what the");
        page.AppendLine("checks say of it; `pipeline calibrate CORPUS --truth DIR` fits it and writes this page and `src/Normalizer/Reference/calibration.json`.");
        page.AppendLine(F($"Fitted on {model.Source}. The numbers here are held out: every book was judged by a model that had not seen it.")).AppendLine();
        page.AppendLine("![Reliability diagram](calibration.svg)").AppendLine();
        page.AppendLine("| stated | right | amounts |").AppendLine("| ---: | ---: | ---: |");
        foreach (var bin in heldOut.Bins) page.AppendLine(F($"| {bin.Stated:0.0000} | {bin.Right:0.0000} | {bin.Count} |"));
        page.AppendLine();
        page.AppendLine(F($"Expected calibration error (10 equal bins): {heldOut.Error:0.00000}; Brier score {heldOut.Brier:0.00000}; {heldOut.Count} amounts.")).AppendLine();
        page.AppendLine("| errors at most | share accepted, most certain first |").AppendLine("| ---: | ---: |");
        foreach (var rate in Rates) page.AppendLine(F($"| {rate:0.####} | {Reliability.AcceptedShare(stated, right, rate):0.0000} |"));
        page.AppendLine().AppendLine("| feature | weight |").AppendLine("| --- | ---: |");
        foreach (var weight in model.Weights) page.AppendLine(F($"| {weight.Feature} | {weight.Weight:0.0000} |"));
        return page.ToString().ReplaceLineEndings("\n");
    }

    public static string Diagram(Reliability reliability)
    {
        var svg = new StringBuilder();
        svg.Append(F($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Size + 2 * Margin} {Size + 2 * Margin}\" font-family=\"sans-serif\" font-size=\"12\">\n"));
        svg.Append(F($"<rect width=\"{Size + 2 * Margin}\" height=\"{Size + 2 * Margin}\" fill=\"#fff\"/>\n"));
        svg.Append(F($"<line x1=\"{X(0)}\" y1=\"{Y(0)}\" x2=\"{X(1)}\" y2=\"{Y(1)}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n"));
        svg.Append(F($"<rect x=\"{X(0)}\" y=\"{Y(1)}\" width=\"{Size}\" height=\"{Size}\" fill=\"none\" stroke=\"#333\"/>\n"));
        for (var tick = 0; tick <= 10; tick += 2)
        {
            svg.Append(F($"<text x=\"{X(tick / 10.0):0.#}\" y=\"{Y(0) + 16}\" text-anchor=\"middle\">{tick / 10.0:0.0}</text>\n"));
            svg.Append(F($"<text x=\"{X(0) - 6}\" y=\"{Y(tick / 10.0) + 4:0.#}\" text-anchor=\"end\">{tick / 10.0:0.0}</text>\n"));
        }
        svg.Append(F($"<text x=\"{X(0.5):0.#}\" y=\"{Y(0) + 34}\" text-anchor=\"middle\">stated probability</text>\n"));
        svg.Append(F($"<text x=\"12\" y=\"{Y(0.5):0.#}\" text-anchor=\"middle\" transform=\"rotate(-90 12 {Y(0.5):0.#})\">share right</text>\n"));
        foreach (var bin in reliability.Bins)
            svg.Append(F($"<circle cx=\"{X(bin.Stated):0.#}\" cy=\"{Y(bin.Right):0.#}\" r=\"{2 + Math.Log10(bin.Count + 1):0.#}\" fill=\"#2166ac\"><title>{bin.Count} amounts</title></circle>\n"));
        return svg.Append("</svg>\n").ToString();
    }

    private static double X(double share) => Margin + Size * share;

    private static double Y(double share) => Margin + Size * (1 - share);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
