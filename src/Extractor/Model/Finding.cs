namespace Extractor.Model;

public enum Severity { Info, Warning, Error }

/// <summary>Whose doing a finding is: the publisher's own document, our reading of it, or not decidable.</summary>
public enum FindingCause { Source, Extraction, Unknown }

/// <summary>Something a reader of the result must know.</summary>
/// <param name="Rule">Stable code such as "header.ambiguous", or the id of an identity such as "H1".</param>
/// <param name="Message">One plain sentence with the figures it speaks of.</param>
/// <param name="Expected">The figure or text that would be consistent, as yuan or as printed; null if there is none.</param>
/// <param name="Found">What stands there; null if nothing does.</param>
/// <param name="Root">Groups the findings that one fault causes; null when it stands alone.</param>
public sealed record Finding(
    string Rule, Severity Severity, FindingCause Cause, string Message, ImmutableArray<Place> At,
    string? Expected = null, string? Found = null, string? Difference = null, string? Root = null);

/// <summary>A difference between what is printed and what is delivered, with its reason.</summary>
/// <param name="Class">One of the contract's classes: split_number, misplaced_separator, digit, split_code, code, split_name,
/// name, region, agency, unit, shifted_cells, merged_cells, row, header, markup, punctuation, other.</param>
/// <param name="Rule">Stable code of the rule that made it.</param>
/// <param name="Evidence">Sentences a clerk can follow: the identities or reference rows that prove it.</param>
/// <param name="Applied">False: a suggestion; the printed text stands.</param>
public sealed record Repair(
    string Class, Place At, string From, string To, string Rule,
    ImmutableArray<string> Evidence, double Confidence, bool Applied);

/// <summary>A stage's value and what it found on the way.</summary>
public sealed record Staged<T>(T Value, ImmutableArray<Finding> Findings)
{
    /// <summary>Runs the next stage on the value and adds its findings to these; checks <paramref name="stop"/> first.</summary>
    public Staged<TNext> Then<TNext>(Func<T, Staged<TNext>> next, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var staged = next(Value);
        return new(staged.Value, Findings.AddRange(staged.Findings));
    }
}

/// <summary>The file cannot be read as a disclosure; retrying gives the same answer.</summary>
/// <param name="code">Stable reason: empty, encrypted, corrupt, unsupported, needs_ocr, limit.size, limit.pages, ….</param>
public sealed class DocumentRejectedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
