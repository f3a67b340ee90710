using System.CommandLine;
using System.Globalization;

namespace Worker.Commands;

/// <summary><c>--max-error-rate</c> of the verbs that decide: how many wrong amounts a document may be expected to hold and still be accepted.</summary>
internal static class ErrorRateOption
{
    public static Option<double?> Create()
    {
        var option = new Option<double?>("--max-error-rate")
        {
            Description = FormattableString.Invariant(
                $"Expected share of wrong amounts above which a document is for review. [default: {EngineOptions.Default.MaxErrorRate}]"),
            HelpName = "RATE",
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1) return rate;
                argument.AddError($"--max-error-rate {Terminal.Safe(text)}: a share from 0 to 1 is wanted, such as 0.0001 or 1e-4.");
                return null;
            },
        };
        return option;
    }
}
