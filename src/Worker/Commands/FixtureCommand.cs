using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extractor.Reading;
using Extractor.Reading.Pdf;
using Normalizer.Layouts;
using Worker.Fixtures;
using Worker.Sources;

namespace Worker.Commands;

/// <summary><c>fixture new|run|accept|explain|coverage</c>: table layouts, the cases that prove them, and what no layout claims yet.</summary>
internal static class FixtureCommand
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var folder = new Option<string>("--fixtures") { Description = "The fixtures folder.", DefaultValueFactory = _ => "fixtures", Recursive = true };
        return new Command("fixture", "Table layouts and the cases that prove them.")
        {
            folder, New(folder), Run(folder), Accept(folder), Explain(folder), Coverage(folder),
            VerbHelp.Of("""
                Examples:
                  pipeline fixture coverage disclosures/
                  pipeline fixture new sichuan-monthly-plan/2024-example-county --from budget.pdf --pages 12-13
                  pipeline fixture run sichuan-monthly-plan/2024-example-county
                  pipeline fixture accept sichuan-monthly-plan/2024-example-county
                  pipeline fixture explain budget.txt --table 3

                docs/layouts.md walks through it. Exit codes: 0 done, 1 a case differs, a sum is broken or a file is malformed,
                64 what is named does not exist.
                """),
        };
    }

    private static Command New(Option<string> folder)
    {
        var name = new Argument<string>("CASE") { Description = "LAYOUT/CASE; the layout is proposed if there is none of that name." };
        var from = new Option<string>("--from") { Description = "The document.", Required = true };
        var pages = new Option<string?>("--pages") { Description = "Of a PDF: \"12\" or \"12-13\"." };
        var sheet = new Option<string?>("--sheet") { Description = "Of a workbook: the sheet's number." };
        var lines = new Option<string?>("--lines") { Description = "Of a text: \"108-130\"." };
        var table = new Option<int?>("--table") { Description = "Which table there, from 1, if there are several." };
        var meanings = new Option<bool>("--new-meanings") { Description = "Adds a meaning to meanings.json for each column that none fits." };
        var command = new Command("new", "Makes a case from a document: cuts the input down, proposes a layout, writes what comes out.") { name, from, pages, sheet, lines, table, meanings };
        command.SetAction(parsed => Guarded(() =>
        {
            var path = parsed.GetValue(from)!;
            if (!File.Exists(path)) return Terminal.Refuse($"{Terminal.Safe(path)}: there is no such file.");
            var range = new CaseRange(Range(parsed.GetValue(pages) ?? parsed.GetValue(sheet)), Range(parsed.GetValue(lines)), parsed.GetValue(table));
            foreach (var line in new NewCase(parsed.GetValue(folder)!, ReferenceFiles.Load()).Make(parsed.GetValue(name)!, path, range, parsed.GetValue(meanings))) Say(line);
            return ExitCode.AllAccepted;
        }));
        return command;
    }

    private static Command Run(Option<string> folder)
    {
        var name = new Argument<string?>("CASE") { Description = "LAYOUT/CASE; all cases if left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("run", "Runs cases, writes actual.json beside each, prints differences cell by cell.") { name };
        command.SetAction(parsed => OnCases(parsed.GetValue(folder)!, parsed.GetValue(name), RunCase));
        return command;
    }

    private static Command Accept(Option<string> folder)
    {
        var name = new Argument<string>("CASE") { Description = "LAYOUT/CASE." };
        var asPrinted = new Option<string?>("--as-printed") { Description = "Accept although a sum is broken, because the document prints it so; the reason is kept in source.json." };
        var command = new Command("accept", "Takes what a case gives now over into its expected.json.") { name, asPrinted };
        command.SetAction(parsed => OnCases(parsed.GetValue(folder)!, parsed.GetValue(name),
            (runner, fixture) => AcceptCase(runner, fixture, parsed.GetValue(asPrinted))));
        return command;
    }

    private static Command Explain(Option<string> folder)
    {
        var file = new Argument<string>("FILE") { Description = "The document." };
        var table = new Option<int>("--table") { Description = "Which table, from 1.", DefaultValueFactory = _ => 1 };
        var command = new Command("explain", "Says for every layout why it did or did not claim a table, column by column.") { file, table };
        command.SetAction(parsed => Guarded(() =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) return Terminal.Refuse($"{Terminal.Safe(path)}: there is no such file.");
            foreach (var line in new TableExplanation(LayoutFiles.Load(parsed.GetValue(folder))).Of(path, parsed.GetValue(table))) Console.WriteLine(Terminal.Safe(line));
            return ExitCode.AllAccepted;
        }));
        return command;
    }

    private static Command Coverage(Option<string> folder)
    {
        var path = new Argument<string>("PATH") { Description = "A document, or a folder of them." };
        var most = new Option<int>("--most") { Description = "How many shapes to list.", DefaultValueFactory = _ => 20 };
        var command = new Command("coverage", "Lists the tables no layout claims, alike ones together, by how many documents each shape would unlock.") { path, most };
        command.SetAction((parsed, stop) => Task.FromResult(Guarded(() =>
        {
            var root = parsed.GetValue(path)!;
            if (!File.Exists(root) && !Directory.Exists(root)) return Terminal.Refuse($"{Terminal.Safe(root)}: there is no such file or folder.");
            var tables = new UnclaimedTables(LayoutFiles.Load(parsed.GetValue(folder)));
            var (below, names) = FolderWalker.Walk(root, "");
            foreach (var name in names)
            {
                stop.ThrowIfCancellationRequested();
                try { tables.Add(name, CaseDocument.Read(Path.Combine(below, name))); }
                catch (DocumentRejectedException rejected) { Say($"not read: {name}: {rejected.Message}"); }
            }
            Print(tables, parsed.GetValue(most));
            return ExitCode.AllAccepted;
        })));
        return command;
    }

    private static void Print(UnclaimedTables tables, int most)
    {
        var share = tables.WithAmounts == 0 ? 100 : 100.0 * tables.Claimed / tables.WithAmounts;
        Console.WriteLine(FormattableString.Invariant($"{tables.Documents} documents: layouts claim {tables.Claimed} of {tables.WithAmounts} tables that hold amounts ({share:0.0} %)."));
        foreach (var shape in tables.Shapes.Take(most))
        {
            Console.WriteLine(Terminal.Safe($"{shape.Documents.Count} documents, {shape.Tables} tables: \"{shape.Title}\", for example {shape.Example}"));
            Console.WriteLine(Terminal.Safe($"    {string.Join(" | ", shape.Headers.Take(12))}"));
        }
    }

    private static bool RunCase(CaseRunner runner, FixtureCase fixture)
    {
        var actual = runner.Run(fixture);
        File.WriteAllText(Path.Combine(fixture.Folder, "actual.json"), Text(actual));
        var differences = CaseDifference.Between(CaseRunner.Expected(fixture), actual);
        Say($"{fixture.Name}: {(differences.IsEmpty ? "as expected" : $"{differences.Length} differences")}");
        foreach (var difference in differences) Say($"  {difference}");
        return differences.IsEmpty;
    }

    private static bool AcceptCase(CaseRunner runner, FixtureCase fixture, string? asPrinted)
    {
        var table = runner.Table(fixture);
        var broken = table.Layout == fixture.Layout ? new CaseChecks(ReferenceFiles.Load()).Broken(table).ToArray() : [];
        foreach (var sentence in broken) Say($"  {sentence}");
        if (broken.Length > 0 && string.IsNullOrWhiteSpace(asPrinted))
        {
            Say($"{fixture.Name}: not accepted. Where the document itself is wrong: --as-printed \"why\"");
            return false;
        }
        if (broken.Length > 0)
        {
            var source = File.Exists(fixture.Source) ? JsonNode.Parse(File.ReadAllText(fixture.Source)) as JsonObject ?? [] : [];
            source["asPrinted"] = asPrinted;
            File.WriteAllText(fixture.Source, Text(source));
        }
        File.WriteAllText(fixture.Expected, Text(CaseRunner.Outcome(fixture, table)));
        Say($"{fixture.Name}: accepted{(table.Layout == fixture.Layout ? "" : $" as a near miss: {table.Layout ?? "no layout"} claims the table, not {fixture.Layout}")}");
        return true;
    }

    private static int OnCases(string folder, string? name, Func<CaseRunner, FixtureCase, bool> each) => Guarded(() =>
    {
        if (!Directory.Exists(folder)) return Terminal.Refuse($"{folder}: there is no such folder.");
        var cases = FixtureCase.Discover(folder).Where(fixture => name is null || fixture.Name == name).ToArray();
        if (cases.Length == 0) return Terminal.Refuse(name is null ? $"{folder} holds no cases." : $"there is no case {name} in {folder}.");
        var runner = new CaseRunner(LayoutFiles.Load(folder));
        var failed = cases.Count(fixture => !each(runner, fixture));
        return failed == 0 ? ExitCode.AllAccepted : ExitCode.SomethingFailed;
    });

    /// <exception cref="InvalidDataException">It is no range, or several: a case is one piece of a document.</exception>
    private static (int First, int Last)? Range(string? text) => text is null ? null
        : PageSelection.Parse(text) is { Ranges: [var range] } ? range
        : throw new InvalidDataException($"\"{text}\" is no range: give 12 or 12-13");

    private static int Guarded(Func<int> action)
    {
        try { return action(); }
        catch (Exception failure) when (failure is LayoutFormatException or InvalidDataException or DocumentRejectedException or PdfiumMissingException)
        {
            return Terminal.Fail(failure.Message);
        }
    }

    private static void Say(string text) => Terminal.Say(string.Join('\n', text.Split('\n').Select(Terminal.Safe)));

    private static string Text(JsonObject outcome) => outcome.ToJsonString(Written) + "\n";
}
