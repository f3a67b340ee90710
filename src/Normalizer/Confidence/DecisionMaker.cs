using Normalizer.Canonical;

namespace Normalizer.Confidence;

/// <summary>When a document is published without a person looking at it.</summary>
/// <param name="MaxErrorRate">The errors that the calibrated probabilities may lead one to expect, as a share of the amounts.</param>
/// <param name="MaxUnchecked">Share of amounts that no identity covers.</param>
/// <param name="LeastIdentity">Confidence in who published.</param>
public sealed record DecisionThresholds(double MaxErrorRate = 1e-4, double MaxUnchecked = 0.5, double LeastIdentity = 0.9);

/// <summary>Accept, review or reject, each with its reasons.</summary>
/// <remarks>Reject is for what cannot be used at all: no disclosure, or nothing in it that is an amount. All else that is short of
/// acceptance is for a person.</remarks>
public sealed class DecisionMaker(DecisionThresholds thresholds)
{
    public Decision Decide(DocumentIdentity identity, ImmutableArray<CanonicalTable> tables, ImmutableArray<Fact> facts, ImmutableArray<Finding> findings)
    {
        var amounts = tables.SelectMany(table => table.Rows).SelectMany(row => row.Cells.Values).Where(cell => cell.State == CellState.Amount).ToArray();
        for (var i = 0; i < findings.Length; i++)
            if (findings[i].Rule == "identity.not_a_disclosure") return new(Outcome.Reject, [new("not-a-disclosure", findings[i].Message, i)]);
        if (amounts.Length == 0 && facts.IsEmpty)
            return new(Outcome.Reject, [new("no-amounts", "The document states no amount: there is nothing to publish.", null)]);
        var reasons = ImmutableArray.CreateBuilder<DecisionReason>();
        for (var i = 0; i < findings.Length; i++)
            if (findings[i].Severity == Severity.Error) reasons.Add(new("finding", findings[i].Message, i));
        reasons.AddRange(OfIdentity(identity));
        reasons.AddRange(OfAmounts(tables, amounts));
        if (amounts.Length == 0)
            reasons.Add(new("prose-only", $"The {facts.Length} amounts stand in prose alone: no table was read that could bear them out.", null));
        return reasons.Count > 0 ? new(Outcome.Review, reasons.ToImmutable())
            : new(Outcome.Accept, [new("checked", Checked(amounts), null)]);
    }

    private string Checked(Cell[] amounts)
    {
        var bare = amounts.Count(cell => cell.Status == CellStatus.Unchecked);
        return FormattableString.Invariant($"Of {amounts.Length} amounts identities bear out {amounts.Length - bare}, and {bare} are not checked; nothing contradicts them, ")
            + FormattableString.Invariant($"and the expected share of wrong amounts is within {thresholds.MaxErrorRate:0.######}.");
    }

    private IEnumerable<DecisionReason> OfIdentity(DocumentIdentity identity)
    {
        if (identity.Kind == DocumentKind.Unknown) yield return new("kind-unknown", "Neither budget nor final accounts: the document does not say which it is.", null);
        if (identity.FiscalYear is null) yield return new("year-unknown", "The fiscal year was not found.", null);
        if (identity.Publisher.Name is null || identity.Publisher.Confidence < thresholds.LeastIdentity)
            yield return new("publisher-uncertain", "Who published the document is not certain enough.", null);
    }

    private IEnumerable<DecisionReason> OfAmounts(ImmutableArray<CanonicalTable> tables, Cell[] amounts)
    {
        if (amounts.Length == 0) yield break;
        var unreadable = tables.SelectMany(table => table.Rows).SelectMany(row => row.Cells.Values).Count(cell => cell.State == CellState.Unreadable);
        if (unreadable > 0) yield return new("unreadable", $"{unreadable} cells hold something that could not be read as an amount.", null);
        var disputed = amounts.Count(cell => cell.Status == CellStatus.Disputed);
        if (disputed > 0) yield return new("disputed", $"{disputed} amounts stand in an identity that fails.", null);
        var unchecked_ = amounts.Count(cell => cell.Status == CellStatus.Unchecked);
        if (unchecked_ > thresholds.MaxUnchecked * amounts.Length)
            yield return new("unchecked", $"{unchecked_} of {amounts.Length} amounts are covered by no identity.", null);
        var expected = amounts.Average(cell => 1 - (cell.Confidence ?? 0));
        if (expected > thresholds.MaxErrorRate)
            yield return new("error-rate", $"The expected share of wrong amounts is {expected:0.######}, more than {thresholds.MaxErrorRate:0.######}.", null);
    }
}
