using Worker.Output.Index;

namespace Worker.Export;

/// <summary>What may be done with an exported figure.</summary>
internal enum Release
{
    /// <summary>Of an accepted document, and confirmed or repaired with a proof.</summary>
    Released,

    /// <summary>Confirmed or repaired, but a person has yet to look at its document.</summary>
    Review,

    /// <summary>Not to be published; the line says why.</summary>
    Held,
}

/// <summary>One amount of one table of one document.</summary>
/// <param name="Leaf">No row of the table lies below this one in the code tree.</param>
/// <param name="Ancestors">Codes and names of the rows above, the class first; empty for rows without codes.</param>
/// <param name="Yuan">Decimal text; null where unreadable or without unit.</param>
internal sealed record AmountLine(
    IndexEntry Document, string Table, string TableKind, string TableTitle, int Row, string RowKind, string? Code, string? CodeSystem,
    string? Name, bool Leaf, ImmutableArray<(string Code, string? Name)> Ancestors, string Column, string Header, string? Meaning,
    int? FiscalYear, string? Yuan, string Printed, string Text, string? Unit, string? Status, double? Confidence)
{
    public string Id => $"{Document.Id}/{Table}/r{Row}/{Column}";

    public bool IsReadable => Status is not null;

    /// <summary>Why the figure must not be published; null where it may.</summary>
    public string? HeldBecause =>
        Document.Outcome is not ("accept" or "review") ? "document_rejected"
        : !IsReadable ? "unreadable"
        : Yuan is null ? "no_unit"
        : Status is "confirmed" or "repaired" ? null : Status;

    public Release Release => HeldBecause is not null ? Release.Held : Document.Outcome == "accept" ? Release.Released : Release.Review;
}
