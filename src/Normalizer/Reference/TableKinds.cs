using System.Globalization;

namespace Normalizer.Reference;

/// <summary>A kind of table that disclosures carry.</summary>
/// <param name="Phase">budget | final.</param>
/// <param name="StandardFrom">First fiscal year for which every department must publish it; null for kinds of some provinces only.</param>
/// <param name="Aliases">Other titles it is published under.</param>
public sealed record TableKind(string Id, string Phase, string OfficialTitle, int? StandardFrom, ImmutableArray<string> Aliases)
{
    /// <summary>The official title, then the others.</summary>
    public IEnumerable<string> Titles => Aliases.Prepend(OfficialTitle);
}

/// <summary>The kinds of table_kinds.csv, in the order of the official forms.</summary>
public sealed class TableKinds
{
    /// <param name="csv">The text of table_kinds.csv.</param>
    public TableKinds(string csv)
    {
        var rows = new CsvRows(csv);
        var (kind, phase, title, aliases, standard) =
            (rows.Column("kind"), rows.Column("phase"), rows.Column("official_title"), rows.Column("aliases"), rows.Column("standard_from"));
        All = [.. rows.Rows.Select(row => new TableKind(row[kind], row[phase], row[title],
            row[standard].Length > 0 ? int.Parse(row[standard], CultureInfo.InvariantCulture) : null,
            [.. row[aliases].Split(';', StringSplitOptions.RemoveEmptyEntries)]))];
    }

    public ImmutableArray<TableKind> All { get; }

    public TableKind? Find(string kind) => All.FirstOrDefault(candidate => candidate.Id == kind);

    /// <summary>What a book of this kind and year must carry; empty for papers that are neither budget nor final accounts.</summary>
    /// <param name="year">Null if not known: then the newest rules are taken.</param>
    public IEnumerable<TableKind> Standard(Canonical.DocumentKind kind, int? year)
    {
        var phase = kind switch
        {
            Canonical.DocumentKind.Budget => "budget",
            Canonical.DocumentKind.FinalAccounts => "final",
            _ => null,
        };
        return All.Where(candidate => candidate.Phase == phase && candidate.StandardFrom <= (year ?? int.MaxValue));
    }
}
