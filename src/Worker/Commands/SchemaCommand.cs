using System.CommandLine;
using Worker.Output.Schemas;

namespace Worker.Commands;

/// <summary><c>schema [NAME]</c>: the JSON Schemas of what is written and of the queue message.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = $"Which one: {string.Join(", ", SchemaFiles.Names)}.", DefaultValueFactory = _ => null };
        var command = new Command("schema", "Prints a JSON Schema (2020-12); without NAME, the names.")
        {
            name, VerbHelp.Of("""
                Examples:
                  pipeline schema
                  pipeline schema disclosure > disclosure.schema.json

                Exit codes: 0 printed, 64 there is no schema of that name.
                """),
        };
        command.SetAction(parsed => Run(parsed.GetValue(name)));
        return command;
    }

    private static int Run(string? name)
    {
        if (name is null)
        {
            foreach (var known in SchemaFiles.Names) Console.Out.WriteLine(known);
            return ExitCode.AllAccepted;
        }
        if (SchemaFiles.Find(name) is not { } schema)
            return Terminal.Refuse($"{Terminal.Safe(name)}: there is no such schema; the names are {string.Join(", ", SchemaFiles.Names)}.");
        Console.Out.Write(schema);
        return ExitCode.AllAccepted;
    }
}
