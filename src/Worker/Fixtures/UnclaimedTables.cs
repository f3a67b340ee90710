using Normalizer.Canonical;
using Normalizer.Headers;
using Normalizer.Layouts;
using Normalizer.Tables;

namespace Worker.Fixtures;

/// <summary>Which tables of a corpus no layout claims, alike ones together, so that a maintainer knows what to do next.</summary>
public sealed class UnclaimedTables(LayoutLibrary library)
{
    /// <summary>Share of headers that two tables must have in common to be one shape.</summary>
    private const double Likeness = 0.6;

    private readonly TableReader tables = new(library);
    private readonly List<UnclaimedShape> shapes = [];

    public int Documents { get; private set; }

    /// <summary>Tables that hold amounts, and those of them that a layout claims.</summary>
    public int WithAmounts { get; private set; }
    public int Claimed { get; private set; }

    /// <summary>Shapes by how many documents each would unlock, most first.</summary>
    public IEnumerable<UnclaimedShape> Shapes => shapes.OrderByDescending(shape => shape.Documents.Count)
        .ThenByDescending(shape => shape.Tables).ThenBy(shape => shape.Example, StringComparer.Ordinal);

    public void Add(string name, ExtractedDocument document)
    {
        Documents++;
        var number = 0;
        foreach (var table in tables.Read(document).Tables)
        {
            number++;
            if (!table.Rows.Any(row => row.Cells.Values.Any(cell => cell.State == CellState.Amount))) continue;
            WithAmounts++;
            if (table.Layout is not null) Claimed++;
            else Place(name, number, table);
        }
    }

    private void Place(string name, int number, CanonicalTable table)
    {
        var headers = table.Columns.SelectMany(column => column.Header).Select(FoldedText.Of).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);
        var shape = shapes.Find(shape => IsAlike(shape, headers, FoldedText.Of(table.Title)));
        if (shape is null) shapes.Add(shape = new(headers, FoldedText.Of(table.Title), table.Title, $"{name} --table {number}"));
        shape.Documents.Add(name);
        shape.Tables++;
    }

    /// <summary>The same headers; without headers, the same title.</summary>
    private static bool IsAlike(UnclaimedShape shape, HashSet<string> headers, string title)
    {
        if (headers.Count == 0 || shape.Headers.Count == 0) return headers.Count == shape.Headers.Count && title == shape.FoldedTitle;
        return headers.Count(shape.Headers.Contains) >= Likeness * headers.Union(shape.Headers).Count();
    }
}

/// <summary>Tables that look alike.</summary>
/// <param name="Example">For `fixture explain`: the file and the table's number.</param>
public sealed record UnclaimedShape(HashSet<string> Headers, string FoldedTitle, string Title, string Example)
{
    public SortedSet<string> Documents { get; } = new(StringComparer.Ordinal);

    public int Tables { get; set; }
}
