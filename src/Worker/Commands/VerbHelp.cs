using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Worker.Commands;

/// <summary>Help of one verb: the usual text, then examples that can be pasted, then what a script wants to know.</summary>
internal sealed class VerbHelp(string examples) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override int Invoke(ParseResult parseResult)
    {
        var result = _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(examples);
        return result;
    }

    public static HelpOption Of(string examples) => new() { Action = new VerbHelp(examples) };
}
