using Normalizer.Canonical;

namespace Normalizer.Identification;

/// <summary>Where a statement about the publisher stands, the most telling first.</summary>
internal enum StatementSource { Title, Label, TableTitle, Prose, FileName }

/// <summary>What one line says of who publishes what for which year.</summary>
/// <param name="Agency">Without white space; null if the line names none.</param>
/// <param name="Kind">Unknown if the line says neither 预算 nor 决算.</param>
/// <param name="Scope">department | unit | null.</param>
/// <param name="Text">The whole line, for the evidence.</param>
/// <param name="At">Null for the file name.</param>
internal sealed record IdentityStatement(
    StatementSource Source, string? Agency, int? Year, DocumentKind Kind, string? Scope, string Text, Evidence? At);
