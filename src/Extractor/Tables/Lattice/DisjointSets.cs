namespace Extractor.Tables.Lattice;

/// <summary>Groups the numbers 0 to count - 1 by pairs that belong together.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parent = [.. Enumerable.Range(0, count)];

    /// <returns>The smallest member of the group.</returns>
    public int Find(int item)
    {
        while (parent[item] != item) item = parent[item] = parent[parent[item]];
        return item;
    }

    public void Join(int a, int b)
    {
        int rootA = Find(a), rootB = Find(b);
        parent[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }
}
