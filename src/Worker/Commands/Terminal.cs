using Spectre.Console;

namespace Worker.Commands;

/// <summary>Plain words to the person at the terminal: on standard error, so that standard output is only the answer.</summary>
internal static class Terminal
{
    public static IAnsiConsole Errors { get; } = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });

    public static void Say(string message) => Console.Error.WriteLine(message);

    public static int Fail(string message)
    {
        Console.Error.WriteLine($"pipeline: {message}");
        return ExitCode.SomethingFailed;
    }

    public static int Refuse(string message)
    {
        Console.Error.WriteLine($"pipeline: {message}");
        return ExitCode.Usage;
    }

    /// <summary>Text from a document or a file name, safe to print: control characters (escape sequences too) are made visible.</summary>
    public static string Safe(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
