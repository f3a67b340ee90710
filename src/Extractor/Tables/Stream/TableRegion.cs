using Extractor.Tables.Lattice;

namespace Extractor.Tables.Stream;

/// <summary>A part of a page that looks like a table without closed cells.</summary>
/// <param name="Lines">Its lines of text, from top to bottom.</param>
/// <param name="Rules">The horizontal lines in it, from top to bottom; pieces at one height are not joined.</param>
/// <param name="ColumnHints">x at which the rules of most rows are pieced together: the columns' borders; empty when the rules show none.</param>
public sealed record TableRegion(
    ImmutableArray<SegmentedLine> Lines, ImmutableArray<RulingLine> Rules, ImmutableArray<double> ColumnHints)
{
    public Box Box
    {
        get
        {
            var box = Lines[0].Box;
            foreach (var line in Lines) box = box.Union(line.Box);
            foreach (var rule in Rules) box = box.Union(new(rule.From, rule.At, rule.To, rule.At));
            return box;
        }
    }

    /// <summary>Rules that run over most of the width, one y each.</summary>
    public ImmutableArray<double> WideRules
    {
        get
        {
            var box = Box;
            return [.. Rules.GroupBy(rule => rule.At).Where(row => row.Sum(rule => rule.Length) > 0.7 * box.Width).Select(row => row.Key).Order()];
        }
    }
}
