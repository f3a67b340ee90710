using Extractor.Tables.Text;

namespace Extractor.Tables.Stream;

/// <summary>Reads a table whose cells no rulings close: columns from white lanes, rows from lines, header from where its texts stand.</summary>
public sealed class StreamTableExtractor
{
    /// <summary>Share of the columns that have a text in a whole header; spanning texts and label columns leave some without.</summary>
    private const double TitledShare = 0.6;

    /// <summary>With fewer lines of several texts than this, the body alone does not show all columns.</summary>
    private const int SmallBody = 4;

    private static readonly HashSet<string> currencySigns = ["$", "US$", "€", "£", "¥", "￥"], percentSigns = ["%", "％"];

    private readonly ColumnFinder columnFinder = new();
    private readonly StreamRowBuilder rowBuilder = new();
    private readonly StreamHeaderBuilder headerBuilder = new();
    private readonly CellTextAssembler assembler = new();

    /// <returns>Null when the region turns out to have no two columns or rows.</returns>
    public PageTable? Extract(int page, TableRegion region)
    {
        var wide = region.WideRules;
        var headerLines = HeaderLineCount(region, wide);
        var body = region.Lines.Skip(headerLines).ToList();
        var columns = Columns(region, headerLines);
        if (region.ColumnHints.IsEmpty) columns = MergeExclusive(columns, body, [.. region.Lines.Take(headerLines)]);
        if (columns.Count < 2 || region.Lines.Length < 2) return null;
        var box = region.Box;

        var header = headerLines > 0 && !body.SequenceEqual(region.Lines)
            ? headerBuilder.Build([.. region.Lines.Take(headerLines)], columns, [.. region.Rules.Where(rule => body.Count == 0 || rule.At < body[0].Box.Y0 + 1)])
            : ([], 0);
        var bodySegments = body.SelectMany(line => line.Segments).SelectMany(segment => LaneCutter.Cut(segment, columns)).ToList();
        var rows = rowBuilder.Build(bodySegments, [.. wide.Where(y => body.Count > 0 && y > body[0].Box.Y0)], columns);
        if (header.Rows + rows.Count < 2) return null;

        var cells = ImmutableArray.CreateBuilder<GridCell>();
        foreach (var block in header.Blocks.OrderBy(block => block.Row).ThenBy(block => block.First))
            cells.Add(new(block.Row, block.First, block.RowSpan, block.Last - block.First + 1, Text(block.Parts), Text(block.Parts), Evidence.OnPage(page, block.Box)));
        var indents = new IndentMeasure();
        for (var row = 0; row < rows.Count; row++)
        {
            if (IsHeading(rows[row], rows, columns)) cells.Add(HeadingOf(page, header.Rows + row, rows[row].Segments, columns.Count));
            else AddRow(page, header.Rows + row, rows[row], columns, cells, indents);
        }
        indents.Apply(cells);
        return new(page, box, ColumnEdges(columns, box), RowEdges(header.Blocks, header.Rows, rows, box), cells.ToImmutable(), false);
    }

    /// <summary>The header ends at the first wide rule above which most columns have a text and none a figure; without rules, where the figures begin.</summary>
    private int HeaderLineCount(TableRegion region, ImmutableArray<double> wide)
    {
        var firstData = region.Lines.TakeWhile((line, i) => !line.Segments.Any(IsFigure) && !(i > 0 && TableCaption.IsTotal(line))).Count();
        if (firstData == region.Lines.Length) firstData = LinesToTitleAll(region.Lines, Columns(region, 1));
        var columns = Columns(region, firstData);
        var best = 0;
        foreach (var y in wide)
        {
            var above = region.Lines.Count(line => line.Box.CenterY < y);
            if (above == 0 || above > firstData || above == region.Lines.Length) continue;
            best = above;
            var titled = columns.Count(column => region.Lines.Take(above).Any(line => line.Segments.Any(segment => column.Overlaps(segment.Box))));
            if (titled >= TitledShare * columns.Count) break;
        }
        return best > 0 ? best : firstData - LinesOfBody(region.Lines, firstData, columns);
    }

    /// <summary>How many of the lines before the first figure are no header: headings of a group of rows, the first lines of a wrapped label.</summary>
    private static int LinesOfBody(ImmutableArray<SegmentedLine> lines, int firstData, List<ColumnExtent> columns)
    {
        if (firstData == lines.Length || columns.Count == 0) return 0;
        var titled = LinesToTitleAll(lines[..firstData], columns);
        var count = 0;
        while (firstData - count > titled && lines[firstData - count - 1].Segments is [var lone]
            && (ColumnOf(lone.Box, columns) == 0 || columns.Count(column => column.Overlaps(lone.Box)) != 1) && !WrappedText.StartsInside(lone.Text)) count++;
        // The first column's own title may stand alone below the others.
        var hasTitle = lines.Take(firstData - count).Any(line => columns[0].Overlaps(line.Segments[0].Box));
        return count == 1 && !hasTitle ? 0 : count;
    }

    /// <summary>Without any figure, the header goes down to where every column has a text of its own: in a table of words the first line, in an empty table the last.</summary>
    private static int LinesToTitleAll(ImmutableArray<SegmentedLine> lines, List<ColumnExtent> columns)
    {
        var titled = new bool[columns.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var segment in lines[i].Segments)
            {
                var over = Enumerable.Range(0, columns.Count).Where(column => columns[column].Overlaps(segment.Box)).ToList();
                if (over is [var own]) titled[own] = true;
            }
            if (titled.All(has => has)) return i + 1;
        }
        return 1;
    }

    /// <summary>An amount or a code, not a year.</summary>
    private static bool IsFigure(Segment segment)
    {
        if (!segment.IsNumeric) return false;
        var text = segment.Text;
        return !(text.Length == 4 && (text.StartsWith("19", StringComparison.Ordinal) || text.StartsWith("20", StringComparison.Ordinal)));
    }

    /// <summary>The body says where the columns are; where it is too small for that, the lowest texts of the header do.</summary>
    private List<ColumnExtent> Columns(TableRegion region, int headerLines)
    {
        if (!region.ColumnHints.IsEmpty)
            return [.. region.ColumnHints.Zip(region.ColumnHints.Skip(1), (from, to) => new ColumnExtent(from + 0.5, to - 0.5))];
        var body = region.Lines.Skip(headerLines).ToList();
        if (body.Count(line => line.Segments.Length > 1) < SmallBody) body.InsertRange(0, LowestTexts([.. region.Lines.Take(headerLines)]));
        var columns = columnFinder.Find(body);
        return MergeMarks(columns.Count >= 2 ? columns : columnFinder.Find(region.Lines), body);
    }

    /// <summary>Currency signs and percent signs set apart from their figures are no columns of their own.</summary>
    private static List<ColumnExtent> MergeMarks(List<ColumnExtent> columns, List<SegmentedLine> body)
    {
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            var texts = body.SelectMany(line => line.Segments).Where(segment => columns[i].Overlaps(segment.Box)).Select(segment => segment.Text).ToHashSet();
            var other = texts.IsSubsetOf(currencySigns) ? i + 1 : texts.IsSubsetOf(percentSigns) ? i - 1 : -1;
            if (texts.Count == 0 || other < 0 || other >= columns.Count) continue;
            columns[other] = new(Math.Min(columns[i].X0, columns[other].X0), Math.Max(columns[i].X1, columns[other].X1));
            columns.RemoveAt(i);
        }
        return columns;
    }

    /// <summary>The header without the texts that stand over several others.</summary>
    private static IEnumerable<SegmentedLine> LowestTexts(List<SegmentedLine> header)
    {
        for (var i = 0; i < header.Count; i++)
        {
            var lowest = header[i].Segments.Where(segment => !header.Skip(i + 1).Any(line => line.Segments.Count(below => below.Box.X0 < segment.Box.X1 && below.Box.X1 > segment.Box.X0) > 1)).ToImmutableArray();
            if (lowest.Length > 0) yield return header[i] with { Segments = lowest };
        }
    }

    /// <summary>A column's few texts that are set apart from the rest (合计 in the middle over codes on the left) are no column of their own.</summary>
    private static List<ColumnExtent> MergeExclusive(List<ColumnExtent> columns, List<SegmentedLine> body, List<SegmentedLine> header)
    {
        for (var i = 0; i + 1 < columns.Count;)
        {
            ColumnExtent left = columns[i], right = columns[i + 1];
            var inLeft = body.Count(line => Holds(line, i));
            var inRight = body.Count(line => Holds(line, i + 1));
            var isExclusive = !body.Exists(line => Holds(line, i) && Holds(line, i + 1))
                && Math.Min(inLeft, inRight) <= Math.Max(2, 0.15 * body.Count)
                && inLeft > 0 && inRight > 0 && !(HasOwnTitle(left, right) && HasOwnTitle(right, left));
            if (isExclusive && header.Count > 0)
            {
                columns[i] = new(left.X0, right.X1);
                columns.RemoveAt(i + 1);
            }
            else i++;
        }
        return columns;

        bool HasOwnTitle(ColumnExtent column, ColumnExtent other) =>
            header.Exists(line => line.Segments.Any(segment => column.Overlaps(segment.Box) && !other.Overlaps(segment.Box)));

        bool Holds(SegmentedLine line, int column) => line.Segments.Any(segment => ColumnOf(segment.Box, columns) == column);
    }

    /// <summary>A lone text in the middle of the table, over several columns or in one of figures, heads the rows below.</summary>
    private static bool IsHeading(StreamRow row, List<StreamRow> rows, List<ColumnExtent> columns)
    {
        if (row.Segments is not [{ IsNumeric: false } text] || columns.Count < 3) return false;
        if (Math.Abs(text.Box.CenterX - (columns[0].X0 + columns[^1].X1) / 2) > text.Size) return false;
        if (columns.Count(column => column.Overlaps(text.Box, 1)) > 1) return true;
        var own = rows.SelectMany(other => other.Segments).Where(other => ColumnOf(other.Box, columns) == ColumnOf(text.Box, columns)).ToList();
        return own.Count(other => other.IsNumeric) > 0.5 * own.Count;
    }

    private GridCell HeadingOf(int page, int row, List<Segment> parts, int columnCount) =>
        new(row, 0, 1, columnCount, Text(parts), Text(parts), Evidence.OnPage(page, parts[0].Box));

    private void AddRow(int page, int row, StreamRow source, List<ColumnExtent> columns, ImmutableArray<GridCell>.Builder cells, IndentMeasure indents)
    {
        var places = source.Segments.GroupBy(segment => ColumnOf(segment.Box, columns)).OrderBy(group => group.Key);
        foreach (var place in places)
        {
            var parts = place.ToList();
            var box = parts[0].Box;
            foreach (var part in parts) box = box.Union(part.Box);
            indents.Add(place.Key, cells.Count, [.. parts.SelectMany(part => part.Runs)]);
            cells.Add(new(row, place.Key, 1, 1, Text(parts), Text(parts), Evidence.OnPage(page, box)));
        }
    }

    /// <summary>The first column that holds a good part of a box: what does not fit runs over to the right.</summary>
    internal static int ColumnOf(Box box, List<ColumnExtent> columns)
    {
        var best = 0;
        var bestOverlap = double.NegativeInfinity;
        for (var i = 0; i < columns.Count; i++)
        {
            var overlap = Math.Min(box.X1, columns[i].X1) - Math.Max(box.X0, columns[i].X0);
            if (overlap >= Math.Min(box.Height, 0.3 * box.Width) && overlap > 0) return i;
            if (overlap > bestOverlap + 0.5) (best, bestOverlap) = (i, overlap);
        }
        return best;
    }

    private string Text(List<Segment> parts) => assembler.Assemble([.. parts.SelectMany(part => part.Runs)], parts.Max(part => part.Box.X1));

    private static ImmutableArray<double> ColumnEdges(List<ColumnExtent> columns, Box box)
    {
        var edges = ImmutableArray.CreateBuilder<double>();
        edges.Add(Math.Min(box.X0, columns[0].X0));
        for (var i = 1; i < columns.Count; i++) edges.Add((columns[i - 1].X1 + columns[i].X0) / 2);
        edges.Add(Math.Max(box.X1, columns[^1].X1));
        return edges.ToImmutable();
    }

    private static ImmutableArray<double> RowEdges(List<HeaderBlock> header, int headerRows, List<StreamRow> rows, Box box)
    {
        var edges = ImmutableArray.CreateBuilder<double>();
        edges.Add(box.Y0);
        var headerEnd = header.Select(block => block.Box.Y1).DefaultIfEmpty(box.Y0).Max();
        for (var row = 1; row < headerRows; row++) edges.Add(box.Y0 + (headerEnd - box.Y0) * row / headerRows);
        if (headerRows > 0 && rows.Count > 0) edges.Add((headerEnd + rows[0].Y0) / 2);
        for (var row = 1; row < rows.Count; row++) edges.Add((rows[row - 1].Y1 + rows[row].Y0) / 2);
        edges.Add(box.Y1);
        return edges.ToImmutable();
    }
}
