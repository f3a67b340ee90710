using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Normalizer.Layouts;
using Normalizer.Reference;
using Normalizer.Tables;

namespace Worker.Fixtures;

/// <summary>Makes a case folder from a document: the cut input, where it comes from, a layout where none claims the table, and what comes out.</summary>
/// <param name="fixtures">The fixtures folder.</param>
public sealed class NewCase(string fixtures, ReferenceData reference)
{
    /// <param name="name">LAYOUT/CASE.</param>
    /// <param name="path">The document.</param>
    /// <param name="mayName">Columns no meaning fits get new ones, added to meanings.json.</param>
    /// <returns>What was done, what is sure and what is to be decided, line by line.</returns>
    /// <exception cref="InvalidDataException">The name is no LAYOUT/CASE, the case exists, or no single table was meant.</exception>
    /// <exception cref="DocumentRejectedException">The document cannot be read.</exception>
    /// <exception cref="LayoutFormatException">A layout is malformed.</exception>
    public IEnumerable<string> Make(string name, string path, CaseRange range, bool mayName = false)
    {
        var fixture = FixtureCase.Named(fixtures, name);
        if (Directory.Exists(fixture.Folder)) throw new InvalidDataException($"{name} exists already: choose another name, or delete {fixture.Folder}");
        var library = LayoutFiles.Load(fixtures);
        var bytes = File.ReadAllBytes(path);
        var input = new CaseCutter(new TableReader(library)).Cut(Path.GetFileName(path), bytes, range);
        var report = new List<string> { $"{name}: {input.Place} of {Path.GetFileName(path)}, {input.Bytes.Length:#,0} bytes in {input.FileName}" };
        report.Add(input.Blanked == 0 ? "sure: no names or numbers of persons were found; look once more yourself"
            : $"sure: {input.Blanked} names or numbers of persons were blanked out; look once more yourself");

        var document = CaseDocument.Read(input.FileName, input.Bytes);
        var isNew = library.Layouts.All(layout => layout.Name != fixture.Layout);
        var layout = isNew ? Propose(fixture, document, library, mayName) : null;

        // From here on files are written: everything that can be refused has been.
        Directory.CreateDirectory(fixture.Folder);
        File.WriteAllBytes(Path.Combine(fixture.Folder, input.FileName), input.Bytes);
        WriteSource(fixture, Path.GetFileName(path), bytes, input.Place);
        report.AddRange(layout is null ? [$"sure: layout {fixture.Layout} exists and was left as it is"] : WriteLayout(fixture, layout));
        report.AddRange(WriteExpected(fixture, document));
        return report;
    }

    private static void WriteSource(FixtureCase fixture, string fileName, byte[] bytes, string place) => File.WriteAllText(fixture.Source, Json(new()
    {
        ["file"] = fileName, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)), ["part"] = place, ["url"] = null, ["retrieved"] = null,
    }));

    private LayoutProposal Propose(FixtureCase fixture, ExtractedDocument document, LayoutLibrary library, bool mayName)
    {
        var table = new TableReader(library).Read(document).Tables[0];
        var proposal = LayoutProposal.For(fixture.Layout, table, TableReader.ViewOf(document.Blocks, TableAt(document)), library, reference.TableKinds, mayName);
        return table.Layout is not { } claimed ? proposal : proposal with
        {
            Decide = proposal.Decide.Insert(0, $"layout {claimed} claims this table already. Make the case {claimed}/{Path.GetFileName(fixture.Folder)} instead, "
                + $"or see that the new layout wins: a longer title, or \"notTitles\" in {claimed}"),
        };
    }

    private static int TableAt(ExtractedDocument document) => Enumerable.Range(0, document.Blocks.Length).First(at => document.Blocks[at] is TableBlock);

    private IEnumerable<string> WriteLayout(FixtureCase fixture, LayoutProposal proposal)
    {
        var folder = Path.Combine(fixtures, fixture.Layout);
        File.WriteAllText(Path.Combine(folder, "layout.json"), proposal.Json);
        if (!proposal.NewMeanings.IsEmpty)
        {
            AddMeanings(proposal.NewMeanings);
            yield return $"added {proposal.NewMeanings.Length} meanings to meanings.json";
        }
        var readme = Path.Combine(folder, "README.md");
        if (!File.Exists(readme)) File.WriteAllText(readme, $"# {fixture.Layout}\n\nWhich documents print this table, and what is odd about them.\n");
        yield return $"wrote {fixture.Layout}/layout.json and its README.md";
        foreach (var sentence in proposal.Sure) yield return $"sure: {sentence}";
        foreach (var sentence in proposal.Decide) yield return $"decide: {sentence}";
    }

    /// <summary>Puts lines at the end of the list "meanings", leaving the rest of the file as it is.</summary>
    private void AddMeanings(ImmutableArray<string> lines)
    {
        var path = Path.Combine(fixtures, "meanings.json");
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf(']');
        var before = text[..end].TrimEnd();
        File.WriteAllText(path, $"{before},\n    {string.Join(",\n    ", lines)}\n  {text[end..]}");
    }

    private IEnumerable<string> WriteExpected(FixtureCase fixture, ExtractedDocument document)
    {
        var library = LayoutFiles.Load(fixtures);
        var table = new TableReader(library).Read(document).Tables[0];
        File.WriteAllText(fixture.Expected, Json(CaseRunner.Outcome(fixture, table)));
        if (table.Layout == fixture.Layout) yield return "wrote expected.json from what comes out now: read it against the document, then `fixture run` and `fixture accept`";
        else
        {
            var why = new LayoutMatcher(library).Match(TableReader.ViewOf(document.Blocks, TableAt(document)))
                .First(match => match.Layout.Name == fixture.Layout);
            yield return $"decide: {fixture.Layout} does not claim the table yet ({(why.Claims ? $"{table.Layout} fits better" : why.Reason)}); expected.json says so. Edit layout.json, then `fixture run` and `fixture accept`";
        }
        foreach (var broken in new CaseChecks(reference).Broken(table)) yield return $"decide: {broken}";
    }

    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Json(JsonObject value) => value.ToJsonString(Written) + "\n";
}
