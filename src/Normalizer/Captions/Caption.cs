using Normalizer.Canonical;

namespace Normalizer.Captions;

/// <summary>What stands around a table and belongs to it.</summary>
/// <param name="Title">Joined from its lines, without label and numbering; "" if none was found.</param>
/// <param name="TitleAsPrinted">The same lines as they stand.</param>
/// <param name="TitleAt">Where the title stands; null if there is none.</param>
/// <param name="Label">"附件3-2", "公开01表"; "" if there is none.</param>
/// <param name="Agency">What the agency line names; null if there is none.</param>
/// <param name="Unit">Of the unit line; null if there is none.</param>
/// <param name="Notes">Remarks above or below, in order, without "备注：".</param>
public sealed record Caption(
    string Title, string TitleAsPrinted, Evidence? TitleAt, string Label, string? Agency, UnitLabel? Unit, ImmutableArray<string> Notes);

/// <summary>One line of text near a table.</summary>
/// <param name="IsHeading">The source marks it as a heading.</param>
public readonly record struct CaptionLine(string Text, Evidence At, bool IsHeading);
