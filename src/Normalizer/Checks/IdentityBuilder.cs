using Normalizer.Canonical;

namespace Normalizer.Checks;

/// <summary>Everything the document's amounts owe each other: inside tables, between tables, and in the prose.</summary>
public sealed class IdentityBuilder
{
    private readonly TreeIdentities trees = new();
    private readonly RowSumIdentities rows = new();

    public IEnumerable<Identity> Build(NormalizedDocument document)
    {
        foreach (var table in document.Tables)
        {
            if (table.Unit is null) continue;
            foreach (var identity in trees.Of(table)) yield return identity;
            foreach (var identity in rows.Of(table)) yield return identity;
        }
        foreach (var identity in document.ProseIdentities) yield return identity;
    }
}
