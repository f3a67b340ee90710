namespace Normalizer.Checks;

/// <summary>Finds the sums among lines that are printed alike: "服务 183.00, 审计局 183.00" of which the second is all of the first.</summary>
/// <remarks>Only for lists that count money twice as they stand. The answer must account for every line and reach the printed total in
/// every column; chance does not do that.</remarks>
internal static class AmountOutline
{
    /// <param name="lines">Amounts of each line in the same columns, from the top down.</param>
    /// <param name="total">What the lines of the top level must sum to.</param>
    /// <param name="slack">What rounding leaves open in each column, for one line.</param>
    /// <returns>For each line its parent's place, -1 for the top level; null where no such reading is found.</returns>
    public static int[]? Of(IReadOnlyList<decimal[]> lines, decimal[] total, decimal[] slack)
    {
        var parents = new int[lines.Count];
        // Behind each line and what it is the sum of; a line's parts are settled before the line, so from the bottom up.
        var ends = new int[lines.Count];
        for (var line = lines.Count - 1; line >= 0; line--) ends[line] = EndOf(lines, line, ends, parents, slack);
        var top = new decimal[total.Length];
        var count = 0;
        for (var at = 0; at < lines.Count; at = ends[at], count++)
        {
            parents[at] = -1;
            Add(top, lines[at]);
        }
        return Reaches(top, total, slack, count) ? parents : null;
    }

    /// <summary>The first run of lines behind a line that sums to it becomes its parts.</summary>
    private static int EndOf(IReadOnlyList<decimal[]> lines, int line, int[] ends, int[] parents, decimal[] slack)
    {
        var sum = new decimal[slack.Length];
        var parts = new List<int>();
        for (var at = line + 1; at < lines.Count && sum.Sum() < lines[line].Sum();)
        {
            parts.Add(at);
            Add(sum, lines[at]);
            at = ends[at];
            if (!Reaches(sum, lines[line], slack, parts.Count)) continue;
            foreach (var part in parts) parents[part] = line;
            return at;
        }
        return line + 1;
    }

    private static void Add(decimal[] sum, decimal[] line)
    {
        for (var column = 0; column < sum.Length; column++) sum[column] += line[column];
    }

    private static bool Reaches(decimal[] sum, decimal[] whole, decimal[] slack, int parts)
    {
        for (var column = 0; column < sum.Length; column++)
            if (Math.Abs(sum[column] - whole[column]) > slack[column] * (parts + 1) / 2) return false;
        return true;
    }
}
