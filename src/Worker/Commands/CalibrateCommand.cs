using System.CommandLine;
using Extractor.Reading;
using Normalizer;
using Normalizer.Confidence;
using Worker.Calibration;

namespace Worker.Commands;

/// <summary><c>calibrate CORPUS --truth DIR</c>: fits the confidence of amounts on documents whose truth is known.</summary>
internal static class CalibrateCommand
{
    private const int Folds = 10;

    public static Command Create()
    {
        var corpus = new Argument<string>("CORPUS") { Description = "A folder with manifest.json and the documents it names: texts, damaged texts, PDF and office files." };
        var truth = new Option<string>("--truth") { Description = "The folder with one truth file a book.", HelpName = "DIR", Required = true };
        var model = new Option<string>("--model")
        {
            Description = "Where the model is written.", HelpName = "FILE", DefaultValueFactory = _ => "src/Normalizer/Reference/calibration.json",
        };
        var docs = new Option<string>("--docs") { Description = "Where calibration.md and calibration.svg are written.", HelpName = "DIR", DefaultValueFactory = _ => "docs" };
        var command = new Command("calibrate", "Fits the confidence of amounts on documents whose truth is known.")
        {
            corpus, truth, model, docs, VerbHelp.Of("""
                Examples:
                  pipeline calibrate ../corpus --truth ../corpus/truth

                Exit codes: 0 fitted and written, 64 the corpus is not there or empty.
                """),
        };
        command.SetAction((parsed, stop) => Task.FromResult(
            Run(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(truth), parsed.GetRequiredValue(model), parsed.GetRequiredValue(docs), stop)));
        return command;
    }

    private static int Run(string corpus, string truth, string modelFile, string docs, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(corpus, "manifest.json"))) return Terminal.Refuse($"{Terminal.Safe(corpus)}: there is no manifest.json.");
        var reference = ReferenceFiles.Load();
        var source = new CalibrationCorpus(new DocumentReader(), new TableNormalizer(LayoutFiles.Load(), reference), new Verifier(reference));
        var samples = source.Read(corpus, truth, stop).ToArray();
        if (samples.Length == 0) return Terminal.Refuse($"{Terminal.Safe(corpus)}: no document of it could be compared with its truth.");
        var fitter = new CalibrationFitter();
        var model = fitter.Fit(samples, $"{samples.Length} amounts of {samples.Select(sample => sample.Group).Distinct().Count()} synthetic books, as PDF and office files, as text, and as text with two levels of damage");
        var stated = fitter.HeldOut(samples, Folds);
        var right = samples.Select(sample => sample.IsRight).ToArray();
        var reliability = Reliability.Of(stated, right);
        Directory.CreateDirectory(docs);
        File.WriteAllText(modelFile, model.ToJson());
        File.WriteAllText(Path.Combine(docs, "calibration.md"), CalibrationPage.Text(model, reliability, stated, right));
        File.WriteAllText(Path.Combine(docs, "calibration.svg"), CalibrationPage.Diagram(reliability));
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{samples.Length} amounts, {right.Count(ok => !ok)} wrong; held out: calibration error {reliability.Error:0.00000}, accepted at 1e-4: {Reliability.AcceptedShare(stated, right, 1e-4):0.0000}"));
        return ExitCode.AllAccepted;
    }
}
