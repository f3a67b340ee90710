using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Extractor.Reading.Pdf;
using Worker;
using Worker.Azure;
using Worker.Children;
using Worker.Commands;
using Worker.Queues;

if (args is [ChildHost.Verb, var mobileNumbers, var maxErrorRate, .. var options])
    return ChildHost.Run(EngineOptions.Parse(mobileNumbers, maxErrorRate), obeyFaults: options is [FaultyDocument.Option]);
Console.OutputEncoding = new UTF8Encoding(false);
var root = new Command("pipeline", "Turns the budget and final-accounts disclosures of Chinese government departments into data that can be trusted.")
{
    RunCommand.Create(),
    ExtractCommand.Create(),
    IngestCommand.Create(),
    WorkerCommand.Create(),
    StatusCommand.Create(),
    PoisonCommand.Create(),
    DoctorCommand.Create(),
    ExportCommand.Create(),
    SchemaCommand.Create(),
    FixtureCommand.Create(),
    CalibrateCommand.Create(),
    VerbHelp.Of("""
        Examples:
          pipeline run seeds                      reads the example disclosures into ./out
          pipeline extract budget.pdf             one file to standard output
          pipeline VERB --help                    each verb's options, examples and exit codes
        """),
    new VersionOption(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not (VerbHelp or HelpAction))
{
    foreach (var error in parsed.Errors) Terminal.Say($"pipeline: {error.Message}");
    Terminal.Say("Try --help.");
    return ExitCode.Usage;
}
try
{
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (SettingsRefusedException refused)
{
    return Terminal.Fail(refused.Message);
}
catch (StoreUnusableException unusable)
{
    return Terminal.Fail(unusable.Message);
}
catch (PdfiumMissingException missing)
{
    return Terminal.Fail($"{missing.Message} `pipeline doctor` tells what this machine has.");
}
catch (IOException failure)
{
    return Terminal.Fail(failure.Message);
}
