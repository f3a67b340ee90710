using Normalizer.Canonical;
using Normalizer.Reference;

namespace Normalizer.Identification;

/// <summary>Decides between the agencies a document names: damaged readings of one name count for the whole name,
/// and where it lies is read from the gazetteer of the fiscal year.</summary>
internal sealed class PublisherVote(ReferenceData reference, int? year)
{
    private readonly AgencyNameReader reader = new(reference.Divisions);

    /// <param name="statements">In reading order.</param>
    /// <param name="texts">All paragraphs and cells, without white space.</param>
    public (Publisher Publisher, ImmutableArray<string> Evidence, ImmutableArray<Finding> Findings) Decide(
        List<IdentityStatement> statements, List<string> texts)
    {
        var candidates = Candidates(statements, texts);
        if (candidates.Count == 0)
            return (new(null, null, null, null, null, null, 0), ["No agency is named in a title or a labelled line."], []);
        var best = candidates.OrderByDescending(candidate => Support(candidate, candidates)).ThenBy(candidate => candidate.Order).First();
        var printed = candidates.Where(candidate => SameAgency(candidate.Name.Text, best.Name.Text)).MinBy(candidate => candidate.Order)!;
        // Among the forms of one name, one that the gazetteer and the language of agencies bear out, else the most frequent.
        best = candidates.Where(candidate => SameAgency(candidate.Name.Text, best.Name.Text))
            .OrderByDescending(candidate => candidate.Name.IsWellFormed).ThenByDescending(candidate => candidate.Weight)
            .ThenBy(candidate => candidate.Order).First();

        var evidence = ImmutableArray.CreateBuilder<string>();
        evidence.Add($"The publisher is {best.Name.Text}: {IdentityResolver.Where(best.First)}; named so {best.Count} times.");
        foreach (var other in candidates.Where(other => other != best && SameAgency(other.Name.Text, best.Name.Text)))
            evidence.Add($"Read as another form of the same name: {IdentityResolver.Where(other.First)}.");
        var (division, divisionEvidence) = new DivisionChoice(reference.Divisions, reader, year).Choose(best.Name, statements, texts);
        evidence.Add(divisionEvidence);

        var rival = candidates.Where(other => !SameAgency(other.Name.Text, best.Name.Text) && other.First.Source == StatementSource.Title
            && other.Name.IsWellFormed).MaxBy(other => other.Weight);
        ImmutableArray<Finding> findings = rival is null ? [] :
        [
            new("identity.conflict", Severity.Warning, FindingCause.Source,
                $"The title names {rival.Name.Text}, the rest of the document {best.Name.Text}.",
                rival.First.At is { } at ? [new(at)] : [], best.Name.Text, rival.Name.Text),
        ];
        var confidence = (best.Sources > 1 ? 0.99 : 0.9) * (rival is null ? 1 : best.Weight / (best.Weight + rival.Weight))
            * (best.Name.IsWellFormed ? 1 : 0.8) * (division is null ? 0.6 : 1);
        return (new(best.Name.Text, printed.Name.Text, division?.Code, division?.FullName, division?.Level, Scope(best.Name), confidence),
            evidence.ToImmutable(), findings);
    }

    /// <summary>Two forms of one name: equal, one an abbreviation of the other, or one a damaged reading.</summary>
    internal static bool SameAgency(string a, string b) =>
        a == b || (a[^1] == b[^1] && (EditDistance.IsShortened(a, b) || EditDistance.IsShortened(b, a)))
        || EditDistance.Between(a, b, 2) <= 2 && a.Length >= 8;

    /// <summary>True if a name is no name as it stands, and a few characters make it the other.</summary>
    internal static bool IsDamagedForm(AgencyName damaged, AgencyName whole) =>
        !damaged.IsWellFormed && whole.IsWellFormed && damaged.Text.Length >= 6
        && EditDistance.Between(damaged.Text, whole.Text, 3) is var distance
        && distance <= (damaged.Body == whole.Body || damaged.Text.EndsWith(whole.Body, StringComparison.Ordinal) ? 3 : 2);

    private sealed record Candidate(AgencyName Name, double Weight, int Count, int Sources, int Order, IdentityStatement First);

    private List<Candidate> Candidates(List<IdentityStatement> statements, List<string> texts)
    {
        var candidates = new List<Candidate>();
        foreach (var group in statements.Where(statement => statement.Agency is not null).GroupBy(statement => statement.Agency!, StringComparer.Ordinal))
        {
            var name = reader.Read(group.Key, year);
            if (!name.HasAgencySuffix && (name.DivisionEnd == 0 || name.Body.Length < 3)) continue;
            var mentions = texts.Sum(text => Occurrences(text, group.Key));
            var weight = (IdentityResolver.Weigh(group) + Math.Min(mentions * 0.5, 3)) * (name.DivisionEnd > 0 ? 1 : 0.5);
            candidates.Add(new(name, weight, Math.Max(mentions, group.Count()), group.Select(statement => statement.Source).Distinct().Count() + (mentions > group.Count() ? 1 : 0),
                candidates.Count, group.MinBy(statement => statement.Source)!));
        }
        return candidates;
    }

    private static double Support(Candidate candidate, List<Candidate> all) =>
        all.Where(other => SameAgency(candidate.Name.Text, other.Name.Text)).Sum(other => other.Weight) + candidate.Weight;

    private static int Occurrences(string text, string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    /// <summary>A body that is an institution by name, or the bureau alone (本级), discloses a unit's budget whatever the title calls it.</summary>
    private string? Scope(AgencyName name)
    {
        if (name.Text.Contains("本级", StringComparison.Ordinal)) return "unit";
        return reference.AgencyTerms.Kind(name.Body) == "institution" || IsInstitution(name.Body) ? "unit" : null;
    }

    private static bool IsInstitution(string body) =>
        body.Length > 2 && (body.EndsWith("中心", StringComparison.Ordinal) || "站所队校学园馆场库社".Contains(body[^1], StringComparison.Ordinal)
            || (body.EndsWith('院') && !body.EndsWith("法院", StringComparison.Ordinal) && !body.EndsWith("检察院", StringComparison.Ordinal)));
}
