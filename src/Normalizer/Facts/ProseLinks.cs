using System.Text.Json;
using System.Text.Json.Serialization;

namespace Normalizer.Facts;

/// <summary>Reference/prose_links.json: which amounts of the tables a sentence's subject speaks of.</summary>
public sealed record ProseLinks(ImmutableArray<ProseLink> Links)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="JsonException">The text is no such file; the message names the member.</exception>
    public static ProseLinks Parse(string json)
    {
        var file = JsonSerializer.Deserialize<File>(json, Options) ?? throw new JsonException("The file of prose links is empty.");
        return new([.. file.Links]);
    }

    private sealed record File(int Version, ProseLink[] Links);
}

/// <param name="Thing">For people: what the amounts are of.</param>
/// <param name="Subject">Regular expression over the fact's subject without 当年 and codes.</param>
/// <param name="Under">The headings over the sentence must match; null for any.</param>
/// <param name="NotUnder">The headings over the sentence must not match; null for none.</param>
/// <param name="Amounts">Places where the tables print the same amount; a disclosure has some of them.</param>
public sealed record ProseLink(
    string Rule, string Thing, string Subject, ImmutableArray<LinkedAmount> Amounts, string? Under = null, string? NotUnder = null)
{
    private readonly TextPattern subject = new(Subject);
    private readonly TextPattern? under = Under is null ? null : new(Under);
    private readonly TextPattern? notUnder = NotUnder is null ? null : new(NotUnder);

    public bool Speaks(string of, string headings) =>
        subject.IsMatch(of) && under?.IsMatch(headings) != false && notUnder?.IsMatch(headings) != true;
}

/// <summary>A total: of a column, or a line of a two-sided table.</summary>
/// <param name="Column">Meaning of the amount column; null in two-sided tables for the side's first amount column.</param>
/// <param name="Side">revenue | expenditure in two-sided tables; null in others.</param>
/// <param name="Line">all | current; null where a name says which line.</param>
/// <param name="Name">Regular expression over the line's name without its number.</param>
public sealed record LinkedAmount(string Kind, string? Column = null, string? Side = null, string? Line = null, string? Name = null)
{
    private readonly TextPattern? name = Name is null ? null : new(Name);

    public bool IsNamed(string line) => name?.IsMatch(line) == true;
}
