using Normalizer.Reference;

namespace Normalizer.Identification;

/// <summary>Finds the one division an agency belongs to: from its name, else from what the document says around it.</summary>
internal sealed class DivisionChoice(DivisionGazetteer gazetteer, AgencyNameReader reader, int? year)
{
    /// <returns>Null if nothing tells, and the sentence for the evidence either way.</returns>
    public (Division? Division, string Evidence) Choose(AgencyName agency, List<IdentityStatement> statements, List<string> texts)
    {
        if (agency.Divisions.Length == 1 && !agency.HasStrangeDivision)
            return (agency.Divisions[0], $"The name begins with {agency.Divisions[0].FullName} ({agency.Divisions[0].Code} in {YearText}).");
        var named = agency.Divisions.Length > 0 ? agency.Divisions : FromStatements(statements);
        if (named.Length == 0) return (null, "No administrative division is named with the agency.");
        if (named.Length == 1) return (named[0], $"The titles name {named[0].FullName} ({named[0].Code} in {YearText}).");
        var byContext = named.Select(division => (Division: division, Count: ContextOf(division, texts)))
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Division.Code, StringComparer.Ordinal).ToArray();
        return byContext[0].Count > byContext[1].Count
            ? (byContext[0].Division, $"Several divisions are called {named[0].Name}; the text speaks of {byContext[0].Division.FullName} ({byContext[0].Division.Code}).")
            : (null, $"Several divisions are called {named[0].Name} ({string.Join(", ", named.Select(division => division.FullName))}), and the text does not tell which.");
    }

    private string YearText => year is { } y ? $"{y}" : "the current list";

    /// <summary>The division that most titles and labels name.</summary>
    private ImmutableArray<Division> FromStatements(List<IdentityStatement> statements)
    {
        var votes = statements.Select(statement => reader.Read(statement.Agency ?? StatementReader.WithoutYear(statement.Text), year))
            .Where(name => name.DivisionEnd > 0 && !name.HasStrangeDivision)
            .GroupBy(name => string.Join(' ', name.Divisions.Select(division => division.Code)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
        return votes?.First().Divisions ?? [];
    }

    /// <summary>How often the text names what lies above the division, or prints a number that starts with its code.</summary>
    private int ContextOf(Division division, List<string> texts)
    {
        var above = new[] { division.Code[..2] + "0000", division.Code[..4] + "00" }
            .Select(code => gazetteer.ByCode(code, year)?.Name).Where(name => name is not null && name != division.Name).Distinct().ToArray();
        return texts.Sum(text => above.Count(name => text.Contains(name!, StringComparison.Ordinal))
            + (text.Length > 10 && char.IsAsciiDigit(text[0]) && text.StartsWith(division.Code, StringComparison.Ordinal) ? 1 : 0));
    }
}
