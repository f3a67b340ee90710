using Normalizer.Canonical;
using Normalizer.Checks;

namespace Normalizer.Confidence;

/// <summary>What is known of one amount, as the numbers a probability is computed from.</summary>
public static class AmountFeatures
{
    /// <summary>Names of the numbers, in order; the calibration file carries them, so that a model fits the code that reads it.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "one", "one sum holds", "two sums hold", "three or more sums hold", "a sum is broken", "a hint holds", "a hint is broken",
        "glyphs are damaged", "repaired", "repaired with two sums", "damage in the document", "damage, where nothing is checked",
        "holds to the last digit", "no damage in the document", "no damage, where nothing is checked", "sums broken in the document",
        "no text of a scan", "no text of a scan, where nothing is checked",
    ];

    /// <param name="document">What is known of the whole document.</param>
    /// <param name="isIntact">The printed glyphs are an amount as the table prints them.</param>
    public static double[] Of(
        ConstraintGraph graph, Assessment assessment, int amount, bool isIntact, bool isRepaired, DocumentState document)
    {
        int holds = 0, broken = 0, exact = 0;
        bool hint = false, brokenHint = false;
        foreach (var constraint in graph.ByAmount[amount])
        {
            var (bound, result) = (graph.Constraints[constraint], assessment.Results[constraint]);
            var isSum = bound is { IsTwin: false, Identity.Kind: IdentityKind.Equality };
            if (result == CheckResult.Holds && isSum) holds++;
            if (isSum && assessment.ToTheDigit[constraint]) exact++;
            if (result == CheckResult.Broken && isSum) broken++;
            hint |= result == CheckResult.Holds && !isSum && bound.Identity.Kind != IdentityKind.Inequality;
            brokenHint |= result == CheckResult.Broken && !isSum;
        }
        return
        [
            1, Flag(holds == 1), Flag(holds == 2), Flag(holds >= 3), Flag(broken > 0), Flag(hint), Flag(brokenHint), Flag(!isIntact),
            Flag(isRepaired), Flag(isRepaired && holds >= 2), .. document.Features(holds == 0, holds > 0 && exact == holds),
        ];
    }

    /// <summary>Of an amount that is in no graph.</summary>
    public static double[] OfUncovered(DocumentState document) => [1, .. new double[9], .. document.Features(isUnchecked: true, isExact: false)];

    private static double Flag(bool value) => value ? 1 : 0;
}
