using System.CommandLine;

namespace Worker.Commands;

/// <summary>Where results and state lie: the options that most verbs share.</summary>
internal sealed class PlaceOptions
{
    public Option<string?> Out { get; } = new("--out") { Description = "The folder of the results. [default: out]", HelpName = "DIR" };

    public Option<string?> State { get; } = new("--state")
    {
        Description = "The embedded database, on a local disk. [default: .state/pipeline.db in the folder of the results]", HelpName = "FILE",
    };

    public WorkerSettings Apply(ParseResult parsed, WorkerSettings settings) => settings with
    {
        Out = parsed.GetValue(Out) ?? settings.Out,
        State = parsed.GetValue(State) ?? settings.State,
    };
}
