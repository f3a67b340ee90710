using Extractor.Reading.Text;
using Normalizer.Privacy;

namespace Worker.Output.Report;

/// <summary>The lines of a text document, to quote in a report; empty for formats without lines.</summary>
/// <remarks>Mobile numbers are masked, never dropped: places count characters.</remarks>
public sealed class SourceLines(ImmutableArray<string> lines)
{
    /// <summary>Longer lines are cut around the place they are quoted for.</summary>
    private const int LongestQuote = 600;

    public static readonly SourceLines None = new([]);

    public static SourceLines Of(SourceDocument source, string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal)
        ? new([.. TextDecoder.Decode(source.Bytes.Span).Split('\n').Select(line => MobileNumber.Apply(line.TrimEnd('\r'), MobileNumberRule.Mask))])
        : None;

    /// <summary>The line a place stands on, cut in three: before it, the place itself, after it; null where there is none.</summary>
    public Quote? At(Evidence at)
    {
        if (at.Line is not { } number || number < 1 || number > lines.Length) return null;
        var line = lines[number - 1];
        var start = Math.Clamp(at.Start, 0, line.Length);
        var end = Math.Clamp(at.End, start, line.Length);
        var before = line[..start];
        var after = line[end..];
        return new(number,
            before.Length > LongestQuote ? string.Concat("…", before.AsSpan(before.Length - LongestQuote)) : before,
            line[start..end],
            after.Length > LongestQuote ? string.Concat(after.AsSpan(0, LongestQuote), "…") : after);
    }
}

/// <summary>One line of the source as printed; <paramref name="Marked"/> is the part that is spoken of, "" for the whole line.</summary>
public sealed record Quote(int Line, string Before, string Marked, string After)
{
    public string Text => Before + Marked + After;
}
