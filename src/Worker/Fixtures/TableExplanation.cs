using System.Globalization;
using Normalizer.Layouts;
using Normalizer.Tables;

namespace Worker.Fixtures;

/// <summary>Why each layout did or did not claim a table, in plain words, column by column.</summary>
public sealed class TableExplanation(LayoutLibrary library)
{
    /// <summary>Layouts that do not claim and whose title does not fit either are named, no more.</summary>
    private const double Noteworthy = 0.5;

    /// <param name="number">From 1, in reading order.</param>
    /// <exception cref="InvalidDataException">The document has no such table.</exception>
    /// <exception cref="DocumentRejectedException">The document cannot be read.</exception>
    public IEnumerable<string> Of(string path, int number)
    {
        var document = CaseDocument.Read(path);
        var places = Enumerable.Range(0, document.Blocks.Length).Where(index => document.Blocks[index] is TableBlock).ToArray();
        if (number < 1 || number > places.Length) throw new InvalidDataException($"the document has {places.Length} tables");
        var reader = new TableReader(library);
        var table = reader.Read(document).Tables[number - 1];
        yield return $"table {number} of {places.Length}: \"{table.Title}\", {table.Rows.Length} rows, {table.HeaderRows} header rows";
        foreach (var match in reader.Explain(document.Blocks, places[number - 1]))
        {
            var score = match.Score.ToString("0.00", CultureInfo.InvariantCulture);
            yield return $"{(match.Claims ? "claims   " : "does not ")} {match.Layout.Name} ({score}): {match.Reason}";
            if (!match.Claims && match.Score < Noteworthy) continue;
            foreach (var column in match.Columns)
                yield return $"    c{column.Column + 1} {string.Join('/', table.Columns[column.Column].Header)}: {column.Meaning ?? "-"} ({column.Why})";
        }
    }
}
