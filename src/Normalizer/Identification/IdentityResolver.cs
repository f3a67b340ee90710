using Normalizer.Canonical;
using Normalizer.Reference;

namespace Normalizer.Identification;

/// <summary>Finds who published what for which year from the document's content; the file name is the weakest voice.</summary>
public sealed class IdentityResolver(ReferenceData reference)
{
    /// <summary>How far from the start a cover or a heading may be, and how many lines it may take.</summary>
    private const int CoverBlocks = 16, LongestTitle = 4;

    private static readonly ImmutableDictionary<StatementSource, (double Weight, double Most)> Weights =
        ImmutableDictionary.CreateRange(new Dictionary<StatementSource, (double, double)>
        {
            [StatementSource.Title] = (6, 6), [StatementSource.Label] = (3, 9), [StatementSource.TableTitle] = (2, 8),
            [StatementSource.Prose] = (0.5, 3), [StatementSource.FileName] = (1, 1),
        });

    /// <param name="fileName">A hint only.</param>
    public Staged<DocumentIdentity> Resolve(ExtractedDocument document, string fileName)
    {
        var lines = Lines(document);
        var title = FindTitle(lines);
        var statements = Statements(document, lines, title).ToList();
        var file = StatementReader.ReadFileName(fileName);
        var (year, yearEvidence) = Vote(statements, file, statement => statement.Year, "The fiscal year", value => $"{value}");
        var (kind, kindEvidence) = Vote(statements, file,
            statement => statement.Kind == DocumentKind.Unknown ? default(DocumentKind?) : statement.Kind, "The kind", Word);

        var texts = lines.Select(line => line.Text).Concat(CellTexts(document)).ToList();
        var publisher = new PublisherVote(reference, year).Decide(statements, texts);
        var (isDisclosure, signs) = DisclosureSigns.Look(texts, title is { Agency: not null } or { Year: not null }, publisher.Publisher.Name is not null);

        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.AddRange(publisher.Findings);
        AddFileConflicts(findings, file, year, kind);
        if (isDisclosure && year is not null && statements.TrueForAll(statement => statement.Year is null))
            findings.Add(new("identity.year_from_file_name", Severity.Warning, FindingCause.Unknown,
                $"No title states the fiscal year; {year} is the file name's.", []));
        if (!isDisclosure)
        {
            if (statements.TrueForAll(statement => statement.Year is null)) year = null;
            kind = kind is null ? DocumentKind.Unknown : DocumentKind.Other;
            findings.Add(new("identity.not_a_disclosure", Severity.Error, FindingCause.Source,
                "The text is no budget or final-accounts disclosure of a department or unit. " + signs, []));
        }
        var scope = publisher.Publisher.Scope ?? statements.Select(statement => statement.Scope).FirstOrDefault(scope => scope is not null);
        return new(new(Repaired(title, publisher.Publisher), kind ?? DocumentKind.Unknown, year, publisher.Publisher with { Scope = scope },
            [.. yearEvidence, .. kindEvidence, .. publisher.Evidence, signs]), findings.ToImmutable());
    }

    private static List<(string Text, TextBlock Block)> Lines(ExtractedDocument document) =>
        [.. document.Blocks.OfType<TextBlock>().Select(block => (new CompactText(block.Text).Text, block)).Where(line => line.Item1.Length > 0)];

    private static IEnumerable<string> CellTexts(ExtractedDocument document) =>
        document.Blocks.OfType<TableBlock>().SelectMany(block => block.Table.Cells).Select(cell => cell.Text);

    /// <summary>The title that says most in the fewest lines, among those that lie before the contents list.</summary>
    private IdentityStatement? FindTitle(List<(string Text, TextBlock Block)> lines)
    {
        (IdentityStatement? Statement, double Score) best = (null, 0);
        for (var first = 0; first < Math.Min(CoverBlocks, lines.Count) && lines[first].Text != "目录"; first++)
        {
            var joined = "";
            for (var count = 0; count < LongestTitle && first + count < lines.Count; count++)
            {
                var line = lines[first + count];
                if (line.Text.Length > 70 || line.Text == "目录") break;
                joined += line.Text;
                if (StatementReader.ReadTitle(joined, lines[first].Block.Locate(0, lines[first].Block.Text.Length)) is not { } statement || IsNumbered(statement)) continue;
                var score = Score(statement) - (0.3 * count) - (0.05 * first);
                if (score > best.Score) best = (statement, score);
            }
        }
        return best.Statement is { } title && !NamesAgency(title) ? WithNameBeside(title, lines) : best.Statement;
    }

    private bool IsNumbered(IdentityStatement title) => title.Agency is { } agency && StatementReader.MayBeNumbered(agency)
        && reference.Divisions.ReadStart(agency, title.Year).Length == 0 && !agency.StartsWith("九三学社", StringComparison.Ordinal);

    /// <summary>False for a title without a name, or with that of a province alone: "安徽省2024年省级部门预算".</summary>
    private bool NamesAgency(IdentityStatement title) =>
        title.Agency is { } agency && new AgencyNameReader(reference.Divisions).Read(agency, title.Year).Body.Length > 0;

    /// <summary>The cover gives the name a line of its own.</summary>
    private IdentityStatement WithNameBeside(IdentityStatement title, List<(string Text, TextBlock Block)> lines)
    {
        var reader = new AgencyNameReader(reference.Divisions);
        foreach (var (text, _) in lines.Take(CoverBlocks).TakeWhile(line => line.Text != "目录"))
            if (StatementReader.IsBareName(text) && reader.Read(text, title.Year).IsWellFormed) return title with { Agency = text };
        return title;
    }

    private double Score(IdentityStatement title)
    {
        var score = title.Year is null ? 0.0 : 1;
        if (title.Scope is not null) score++;
        if (title.Agency is null) return score;
        var name = new AgencyNameReader(reference.Divisions).Read(title.Agency, title.Year);
        return score + (name.DivisionEnd > 0 ? 2 : 0) + (name.HasAgencySuffix ? 2 : 0);
    }

    private static IEnumerable<IdentityStatement> Statements(
        ExtractedDocument document, List<(string Text, TextBlock Block)> lines, IdentityStatement? title)
    {
        if (title is not null) yield return title;
        foreach (var (text, block) in lines)
        {
            if (text.Length > 90 || block.Locate(0, block.Text.Length) == title?.At) continue;
            if ((StatementReader.ReadLabel(text, block.Locate(0, block.Text.Length))
                ?? StatementReader.ReadTableTitle(text, block.Locate(0, block.Text.Length))) is { } statement)
                yield return statement;
        }
        foreach (var table in document.Blocks.OfType<TableBlock>().Select(block => block.Table))
            for (var i = 0; i < table.Cells.Length && table.Cells[i].Row < 3; i++)
            {
                var text = new CompactText(table.Cells[i].Text).Text;
                var next = i + 1 < table.Cells.Length && table.Cells[i + 1].Row == table.Cells[i].Row ? table.Cells[i + 1] : null;
                if ((next is null ? null : StatementReader.ReadLabelCell(text, new CompactText(next.Text).Text, next.At)) is { } named)
                    yield return named;
                else if (StatementReader.ReadLabel(text, table.Cells[i].At) is { } label) yield return label;
                else if (StatementReader.ReadTableTitle(text, table.Cells[i].At) is { Agency: not null } titled) yield return titled;
            }
    }

    /// <summary>The value most of the weight speaks for; each kind of source has an upper limit, so that a repeated line does not outvote the cover.</summary>
    private static (T?, ImmutableArray<string>) Vote<T>(
        List<IdentityStatement> statements, IdentityStatement file, Func<IdentityStatement, T?> value, string what, Func<T, string> print)
        where T : struct
    {
        var votes = statements.Append(file).Where(statement => value(statement) is not null)
            .GroupBy(statement => value(statement)!.Value)
            .Select(group => (Value: group.Key, Weight: Weigh(group), First: group.MinBy(statement => statement.Source)!))
            .OrderByDescending(vote => vote.Weight).ThenBy(vote => vote.First.Source).ToList();
        if (votes.Count == 0) return (null, [$"{what} is not stated anywhere."]);
        var evidence = ImmutableArray.CreateBuilder<string>();
        evidence.Add($"{what} is {print(votes[0].Value)}: {Where(votes[0].First)}.");
        foreach (var other in votes.Skip(1).Take(3))
            evidence.Add($"Against it, {print(other.Value)}: {Where(other.First)}.");
        return (votes[0].Value, evidence.ToImmutable());
    }

    internal static double Weigh(IEnumerable<IdentityStatement> statements) =>
        statements.GroupBy(statement => statement.Source)
            .Sum(group => Math.Min(group.Count() * Weights[group.Key].Weight, Weights[group.Key].Most));

    internal static string Where(IdentityStatement statement)
    {
        var place = statement.At is { Line: { } line } ? $" (line {line})" : statement.At is { Page: { } page } ? $" (page {page})" : "";
        return $"{statement.Source switch
        {
            StatementSource.Title => "the title",
            StatementSource.Label => "the labelled line",
            StatementSource.TableTitle => "the title of a table",
            StatementSource.FileName => "the file name",
            _ => "the text",
        }} “{statement.Text}”{place}";
    }

    private static void AddFileConflicts(
        ImmutableArray<Finding>.Builder findings, IdentityStatement file, int? year, DocumentKind? kind)
    {
        if (file.Year is { } named && year is { } read && named != read)
            findings.Add(new("identity.file_name", Severity.Warning, FindingCause.Unknown,
                $"The file name says {named}, the document itself {read}.", [], $"{read}", $"{named}"));
        if (file.Kind != DocumentKind.Unknown && kind is { } found && file.Kind != found)
            findings.Add(new("identity.file_name", Severity.Warning, FindingCause.Unknown,
                $"The file name says {Word(file.Kind)}, the document itself {Word(found)}.", [], Word(found), Word(file.Kind)));
    }

    /// <summary>The title with the agency's repaired name.</summary>
    private static string Repaired(IdentityStatement? title, Publisher publisher) =>
        title is null ? publisher.Name ?? ""
        : title.Agency is { } agency && publisher.Name is { } name && PublisherVote.SameAgency(agency, name)
            ? title.Text.Replace(agency, name, StringComparison.Ordinal) : title.Text;

    private static string Word(DocumentKind kind) => kind switch
    {
        DocumentKind.Budget => "预算", DocumentKind.FinalAccounts => "决算", DocumentKind.Other => "other", _ => "unknown",
    };
}
