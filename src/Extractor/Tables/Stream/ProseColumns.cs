using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Takes columns of justified prose out of a page's lines, so that a table in the next column of the page is seen by itself.</summary>
internal static class ProseColumns
{
    /// <summary>So many lines that begin and end at the same places are a column of prose.</summary>
    private const int FewestLines = 8;

    /// <summary>Its lines have at least this many characters.</summary>
    private const int ShortestLine = 25;

    /// <summary>Edges within this many points are the same.</summary>
    private const double Alignment = 1.5;

    /// <summary>Lines of one column lie at most this far below each other, in line heights; headings and the ends of paragraphs lie between.</summary>
    private const double WidestStep = 6;

    /// <returns>The lines without the prose, from top to bottom.</returns>
    public static List<SegmentedLine> Without(IReadOnlyList<SegmentedLine> lines)
    {
        var columns = Find(lines);
        if (columns.Count == 0) return [.. lines];
        var rest = new List<SegmentedLine>();
        foreach (var line in lines)
        {
            var own = line.Segments.Where(segment => !columns.Exists(column => Holds(column, segment.Box))).ToImmutableArray();
            if (own.Length == line.Segments.Length) rest.Add(line);
            else if (own.Length > 0) rest.Add(SegmentedLine.Of(own));
        }
        return rest;
    }

    private static List<Box> Find(IReadOnlyList<SegmentedLine> lines)
    {
        var columns = new List<(Box Box, int Count, double LastY)>();
        foreach (var segment in lines.SelectMany(line => line.Segments))
        {
            // Ideographs fill every line of a cell; words do so only where a text is justified.
            if (segment.Text.Length < ShortestLine || Characters.IsCjk(segment.Text)) continue;
            var box = segment.Box;
            var index = columns.FindLastIndex(column => Math.Abs(column.Box.X0 - box.X0) < Alignment && Math.Abs(column.Box.X1 - box.X1) < Alignment
                && box.Y0 - column.LastY < WidestStep * box.Height);
            if (index < 0) columns.Add((box, 1, box.Y1));
            else columns[index] = (columns[index].Box.Union(box), columns[index].Count + 1, box.Y1);
        }
        return [.. columns.Where(column => column.Count >= FewestLines).Select(column => column.Box)];
    }

    /// <summary>Inside the column; the line after its last one ends earlier.</summary>
    private static bool Holds(Box column, Box box) =>
        box.X0 > column.X0 - Alignment && box.X1 < column.X1 + Alignment && box.CenterY > column.Y0 && box.CenterY < column.Y1 + 2 * box.Height;
}
