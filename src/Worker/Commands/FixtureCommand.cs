using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Normalizer.Layouts;
using Worker.Fixtures;

namespace Worker.Commands;

/// <summary><c>fixture run|accept|explain</c>: compares cases, takes a new outcome over, and says why layouts claim a table or not.</summary>
internal static class FixtureCommand
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var folder = new Option<string>("--fixtures") { Description = "The fixtures folder.", DefaultValueFactory = _ => "fixtures", Recursive = true };
        return new Command("fixture", "Table layouts and the cases that prove them.")
        {
            folder, Run(folder), Accept(folder), Explain(folder),
            VerbHelp.Of("""
                Examples:
                  pipeline fixture run gpb-expenditure/with-last-year
                  pipeline fixture accept gpb-expenditure/with-last-year
                  pipeline fixture explain budget.txt --table 3
                """),
        };
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
        var command = new Command("accept", "Takes what a case gives now over into its expected.json.") { name };
        command.SetAction(parsed => OnCases(parsed.GetValue(folder)!, parsed.GetValue(name), (runner, fixture) =>
        {
            File.WriteAllText(fixture.Expected, Text(runner.Run(fixture)));
            Terminal.Say($"{fixture.Name}: accepted");
            return true;
        }));
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
            if (!File.Exists(path)) return Terminal.Refuse($"{path}: there is no such file.");
            foreach (var line in new TableExplanation(LayoutFiles.Load(parsed.GetValue(folder))).Of(path, parsed.GetValue(table))) Console.WriteLine(Terminal.Safe(line));
            return ExitCode.AllAccepted;
        }));
        return command;
    }

    private static bool RunCase(CaseRunner runner, FixtureCase fixture)
    {
        var actual = runner.Run(fixture);
        File.WriteAllText(Path.Combine(fixture.Folder, "actual.json"), Text(actual));
        var differences = CaseDifference.Between(CaseRunner.Expected(fixture), actual);
        Terminal.Say($"{fixture.Name}: {(differences.IsEmpty ? "as expected" : $"{differences.Length} differences")}");
        foreach (var difference in differences) Terminal.Say($"  {Terminal.Safe(difference.ToString())}");
        return differences.IsEmpty;
    }

    private static int OnCases(string folder, string? name, Func<CaseRunner, FixtureCase, bool> each) => Guarded(() =>
    {
        if (!Directory.Exists(folder)) return Terminal.Refuse($"{folder}: there is no such folder.");
        var cases = FixtureCase.Discover(folder).Where(fixture => name is null || fixture.Name == name).ToArray();
        if (cases.Length == 0) return Terminal.Refuse(name is null ? $"{folder} holds no cases." : $"there is no case {name} in {folder}.");
        var runner = new CaseRunner(LayoutFiles.Load(folder));
        return cases.Count(fixture => !each(runner, fixture)) == 0 ? ExitCode.AllAccepted : ExitCode.SomethingFailed;
    });

    private static int Guarded(Func<int> action)
    {
        try { return action(); }
        catch (Exception failure) when (failure is LayoutFormatException or InvalidDataException or DocumentRejectedException)
        {
            return Terminal.Fail(failure.Message);
        }
    }

    private static string Text(JsonObject outcome) => outcome.ToJsonString(Written) + "\n";
}
