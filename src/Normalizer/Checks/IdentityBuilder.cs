using Normalizer.Canonical;
using Normalizer.Reference;

namespace Normalizer.Checks;

/// <summary>Everything the document's amounts owe each other: inside tables, between tables, and in the prose.</summary>
public sealed class IdentityBuilder(ReferenceData reference)
{
    private readonly IdentityCatalogue catalogue = reference.Identities;
    private readonly TreeIdentities trees = new(reference.Identities, CodesByName.Of(reference));
    private readonly RowSumIdentities rows = new();
    private readonly GrowthIdentities growth = new();
    private readonly TwoSidedIdentities sides = new(reference.Identities, CodesByName.Of(reference));
    private readonly ReconciliationIdentities reconciliations = new(reference.Identities);
    private readonly TwinIdentities twins = new(reference.Identities);

    /// <returns>All identities, and for each rule that speaks of the document's tables and has none, one that says why.</returns>
    public IEnumerable<Identity> Build(NormalizedDocument document)
    {
        var built = Stated(document).ToArray();
        var rules = built.Select(identity => identity.Rule).ToHashSet(StringComparer.Ordinal);
        return built.Concat(catalogue.Rules.Where(rule => !rules.Contains(rule.Id)).Select(rule => Missing(rule, document)).OfType<Identity>());
    }

    /// <returns>Null for rules of which no table is here: they don't apply to this document.</returns>
    private static Identity? Missing(IdentityRule rule, NormalizedDocument document)
    {
        var present = rule.Kinds.Where(kind => document.Tables.Any(table => table.Kind == kind && table.Unit is not null)).ToArray();
        if (present.Length == 0) return null;
        var absent = rule.Kinds.Except(present, StringComparer.Ordinal).ToArray();
        var why = absent.Length > 0
            ? $"No table of kind {string.Join(" and ", absent)} was found with amounts."
            : "The tables have no rows or columns that the rule speaks of.";
        return new(rule.Id, IdentityKind.Equality, "document", [], [], rule.Statement, Why: why);
    }

    private IEnumerable<Identity> Stated(NormalizedDocument document)
    {
        foreach (var table in document.Tables)
        {
            if (table.Unit is null) continue;
            foreach (var identity in trees.Of(table)) yield return identity;
            foreach (var identity in rows.Of(table)) yield return identity;
            foreach (var identity in growth.Of(table)) yield return identity;
            foreach (var identity in sides.Of(table)) yield return identity;
        }
        foreach (var identity in reconciliations.Of(document.Tables, document.Identity.FiscalYear)) yield return identity;
        foreach (var identity in document.ProseIdentities) yield return identity;
        foreach (var identity in twins.Of(document.Tables)) yield return identity;
    }
}
