using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Reference;
using Normalizer.Repairs;

namespace Normalizer;

/// <summary>Checks the document against its own arithmetic, repairs what that proves, and decides.</summary>
public sealed class Verifier(ReferenceData reference)
{
    private readonly IdentityBuilder identities = new(reference.Identities);
    private readonly ReadingSolver solver = new(new(reference.Confusions));
    private readonly CheckEvaluator evaluator = new();
    private readonly FindingReporter reporter = new(reference.Identities);

    /// <param name="findings">What earlier stages found; the decision rests on them too.</param>
    public Disclosure Verify(
        NormalizedDocument document, ImmutableArray<Finding> findings, SourceFacts source)
    {
        var ledger = new AmountLedger(document.Tables, document.Facts);
        var graph = ConstraintGraph.Of(ledger, identities.Build(document));
        var solution = solver.Solve(graph);
        var assessment = Assessment.Of(graph, solution.Figures);
        var checks = graph.Constraints.Select((constraint, i) =>
            evaluator.Evaluate(i + 1, constraint, assessment.Results[i], assessment.Doubts[i], ledger, solution.Figures));
        var tables = RepairWriter.Apply(document.Tables, ledger, solution);
        return new(source.FileName, source.Sha256, source.Bytes, source.MediaType, source.PageCount, document.Identity,
            CellStatuses.Mark(tables, graph, assessment), document.Facts, [.. checks],
            document.Repairs.AddRange(RepairWriter.Describe(graph, solution)),
            findings.AddRange(reporter.Report(graph, solution.Figures, assessment)),
            new(Outcome.Review, [new("not-decided", "No decision was made.", null)]));
    }
}

/// <summary>What is known of the file itself.</summary>
public sealed record SourceFacts(string FileName, string Sha256, long Bytes, string MediaType, int? PageCount);
