namespace Normalizer.Reference;

/// <summary>What agencies are called once the division is taken off: 医疗保障局, 财政局; and what short names stand for.</summary>
public sealed class AgencyTerms
{
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> fullForms = new(StringComparer.Ordinal);

    internal AgencyTerms(string text)
    {
        var csv = new CsvRows(text);
        var (term, kind, full) = (csv.Column("term"), csv.Column("kind"), csv.Column("full_form"));
        foreach (var row in csv.Rows)
            if (row[kind] == "abbreviation") fullForms[row[term]] = row[full];
            else kinds[row[term]] = row[kind];
    }

    /// <summary>government | institution | party | judicial | …; null if the term is not listed.</summary>
    public string? Kind(string term) => kinds.GetValueOrDefault(term);

    /// <summary>医保局 -> 医疗保障局; null if the term is no known short name.</summary>
    public string? FullForm(string term) => fullForms.GetValueOrDefault(term);

    public IEnumerable<string> All => kinds.Keys;
}
