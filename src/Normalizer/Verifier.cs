using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Confidence;
using Normalizer.Reference;
using Normalizer.Repairs;

namespace Normalizer;

/// <summary>Checks the document against its own arithmetic, repairs what that proves, and decides.</summary>
/// <param name="thresholds">When a document is accepted; null for the defaults.</param>
public sealed class Verifier(ReferenceData reference, DecisionThresholds? thresholds = null)
{
    private readonly IdentityBuilder identities = new(reference);
    private readonly UnitRepairer units = new();
    private readonly ReadingSolver solver = new(new(reference.Confusions));
    private readonly ScopeDoubts scopes = new(reference.Identities);
    private readonly CheckEvaluator evaluator = new();
    private readonly FindingReporter reporter = new(reference.Identities);
    private readonly DecisionMaker decisions = new(thresholds ?? new());

    /// <param name="findings">What earlier stages found; the decision rests on them too.</param>
    public Disclosure Verify(
        NormalizedDocument document, ImmutableArray<Finding> findings, SourceFacts source)
    {
        var examined = Examine(document);
        var (graph, solution) = (examined.Graph, examined.Solution);
        var assessment = scopes.Consider(examined.Assessment, graph, solution.Figures, examined.Units.Tables);
        var checks = graph.Constraints.Select((constraint, i) =>
            evaluator.Evaluate(i + 1, constraint, assessment.Results[i], assessment.Doubts[i], graph.Ledger, solution.Figures));
        var reported = reporter.Report(graph, solution.Figures, assessment);
        var confidence = examined.Features.Select(reference.Calibration.Probability).ToArray();
        var repaired = RepairWriter.Apply(examined.Units.Tables, graph.Ledger, solution);
        var tables = CellStatuses.Mark(repaired, graph, assessment, confidence, examined.Uncovered(reference.Calibration), reported.Suspects);
        var facts = FactRepairs.Apply(document.Facts, graph.Ledger, solution);
        ImmutableArray<Finding> all = [.. findings, .. examined.Units.Findings, .. reported.Findings];
        return new(source.FileName, source.Sha256, source.Bytes, source.MediaType, source.PageCount, document.Identity,
            tables, facts, [.. checks],
            [.. document.Repairs, .. examined.Units.Repairs, .. RepairWriter.Describe(graph, solution, confidence),
                .. RepairWriter.Suggest(graph, solution, assessment, confidence)], all,
            decisions.Decide(document.Identity, tables, facts, all));
    }

    /// <summary>The document's constraint graph solved, with the features of each amount: what the probabilities are fitted on.</summary>
    public Examination Examine(NormalizedDocument document)
    {
        var choices = units.Repair(document.Tables);
        document = document with { Tables = choices.Tables };
        var graph = ConstraintGraph.Of(new(document.Tables, document.Facts), identities.Build(document));
        var solution = solver.Solve(graph);
        return Examination.Of(choices, graph, solution, Assessment.Of(graph, solution.Figures));
    }
}

/// <summary>What is known of the file itself.</summary>
public sealed record SourceFacts(string FileName, string Sha256, long Bytes, string MediaType, int? PageCount);
