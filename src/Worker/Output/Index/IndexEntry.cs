using Normalizer.Canonical;

namespace Worker.Output.Index;

/// <summary>One document in the index: what a reader needs to choose it, taken from its manifest alone.</summary>
/// <remarks>A line of index.jsonl is this record as JSON, its members in this order.</remarks>
/// <param name="Folder">The document's folder below the output folder, with forward slashes; see <see cref="OutputFolder"/>.</param>
/// <param name="Sha256">Null for a failure without content (the source was gone).</param>
/// <param name="Engine">Fingerprint of the engine that made this result.</param>
/// <param name="Outcome">accept | review | reject | failed.</param>
/// <param name="Reason">The first reason of the decision, or the failure; null for a clean acceptance.</param>
/// <param name="Counts">Null for failures.</param>
public sealed record IndexEntry(
    string Id, string? Subject, string Folder, string? Sha256, string Engine, string FileName, string? Title,
    string? Publisher, string? DivisionCode, string? DivisionName, int? FiscalYear, string Kind, string Outcome,
    IndexReason? Reason, IndexCounts? Counts)
{
    public const string Failed = "failed";

    public static IndexEntry Of(Disclosure d, EngineInfo engine)
    {
        var publisher = d.Identity.Publisher;
        var reason = d.Decision.Reasons.FirstOrDefault();
        return new(DisclosureJson.Id(d), DisclosureJson.Subject(d), OutputFolder.Of(d.Sha256, engine.Fingerprint), d.Sha256,
            engine.Fingerprint, d.FileName, d.Identity.Title, publisher.Name, publisher.DivisionCode,
            publisher.DivisionName, d.Identity.FiscalYear, CanonicalJson.Name(d.Identity.Kind),
            CanonicalJson.Name(d.Decision.Outcome), reason is null ? null : new(reason.Code, reason.Message),
            new(d.Tables.Length, d.Facts.Length, AmountCounts.Of(d.Tables), CheckCounts.Of(d.Checks),
                d.Repairs.Count(repair => repair.Applied), d.Findings.Count(finding => finding.Severity == Severity.Error),
                d.Findings.Count(finding => finding.Severity == Severity.Warning)));
    }

    /// <param name="folder">Where the sink keeps it: <see cref="OutputFolder"/>, but for files without content.</param>
    public static IndexEntry Of(FailureRecord failure, EngineInfo engine, string folder) =>
        new(failure.Sha256 is null ? $"unidentified-{OutputFolder.HashOf(folder)[..12]}" : failure.Id, null, folder, failure.Sha256, engine.Fingerprint,
            failure.FileName, null, null, null, null, null, CanonicalJson.Name(DocumentKind.Unknown), Failed,
            new(failure.Code, failure.Message), null);
}

public sealed record IndexReason(string Code, string Message);

/// <param name="Repairs">Applied ones; suggestions are not counted.</param>
/// <param name="Errors">Findings of severity error.</param>
public sealed record IndexCounts(
    int Tables, int Facts, AmountCounts Amounts, CheckCounts Checks, int Repairs, int Errors, int Warnings);

public static class OutputFolder
{
    /// <summary><c>documents/ab/abcdef…/fingerprint</c>: nothing of a file's own name goes into a path.</summary>
    public static string Of(string sha256, string fingerprint) => $"documents/{sha256[..2]}/{sha256}/{fingerprint}";

    /// <summary>The hash that a folder is named by.</summary>
    public static string HashOf(string folder) => folder.Split('/')[2];
}
