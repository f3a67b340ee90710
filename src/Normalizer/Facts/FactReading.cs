using Normalizer.Canonical;

namespace Normalizer.Facts;

/// <summary>The amounts of the prose with what the sentences say of their relations.</summary>
/// <param name="Repairs">Of numbers whose separators stand in the wrong place.</param>
public sealed record FactReading(ImmutableArray<StatedFact> Stated, ImmutableArray<Repair> Repairs)
{
    public ImmutableArray<Fact> Facts => [.. Stated.Select(stated => stated.Fact)];
}

/// <summary>A fact and the sentence behind it.</summary>
public sealed record StatedFact
{
    internal StatedFact(Fact fact, Statement statement, int paragraph, Place? changeAt, Place? percentAt, Place? shareAt, string printed) =>
        (Fact, Statement, Paragraph, ChangeAt, PercentAt, ShareAt, Printed) = (fact, statement, paragraph, changeAt, percentAt, shareAt, printed);

    public Fact Fact { get; init; }

    internal Statement Statement { get; }

    /// <summary>It stands in a table's cell: it speaks of that table's matter, not of the document's totals.</summary>
    public bool IsInTable { get; init; }

    /// <summary>Number of the paragraph, from 1.</summary>
    public int Paragraph { get; }

    /// <summary>Where the change's amount stands; null where none is stated.</summary>
    public Place? ChangeAt { get; }

    public Place? PercentAt { get; }

    public Place? ShareAt { get; }

    /// <summary>The amount with its unit as it stands in the source.</summary>
    public string Printed { get; }
}
