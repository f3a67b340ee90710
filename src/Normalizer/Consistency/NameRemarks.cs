using Normalizer.Canonical;
using Normalizer.Headers;
using Normalizer.Identification;
using Normalizer.Reference;

namespace Normalizer.Consistency;

/// <summary>One project, unit or account under two names, and names that were another year's.</summary>
internal sealed class NameRemarks(ReferenceData reference, int? year)
{
    /// <summary>Names that share so much of the longer one are meant to be one.</summary>
    private const double Alike = 0.65;

    public IEnumerable<Finding> Of(ImmutableArray<CanonicalTable> tables) => [.. Projects(tables), .. Units(tables), .. StaleNames(tables)];

    /// <summary>The project of a form against the projects that the tables list.</summary>
    private static IEnumerable<Finding> Projects(ImmutableArray<CanonicalTable> tables)
    {
        var listed = tables.Where(table => table.Kind == "budget.project_detail").SelectMany(table => Named(table, "project.name", "name")).ToArray();
        if (listed.Length == 0) yield break;
        foreach (var table in tables.Where(table => table.Kind == "budget.performance_project"))
            if (Field(table, "项目名称") is { } project && Difference(project, listed) is { } other)
                yield return Two("name.project", "project", project, other);
    }

    /// <summary>The names in a list of units against the names that stand beside the units' codes.</summary>
    private IEnumerable<Finding> Units(ImmutableArray<CanonicalTable> tables)
    {
        var coded = tables.SelectMany(table => Named(table, "unit.name")).ToArray();
        if (coded.Length == 0) yield break;
        var reader = new AgencyNameReader(reference.Divisions);
        foreach (var table in tables.Where(table => table.Columns.Any(column => column.Header is [.., "单位名称"] && column.Meaning != "unit.name")))
        {
            var names = table.Rows.Where(row => row.Name is not null).Select(row => (Text: row.Name!, At: PlaceOf(table, row, row.Name!))).ToArray();
            foreach (var unit in names)
                if (reader.Read(unit.Text, year).IsWellFormed
                    && Difference(unit, [.. coded.Where(other => !Array.Exists(names, name => name.Text == other.Text))]) is { } other)
                    yield return Two("name.unit", "unit", unit, other);
        }
    }

    /// <summary>A name that ended by this year, where the code has another one now.</summary>
    private IEnumerable<Finding> StaleNames(ImmutableArray<CanonicalTable> tables) =>
        from table in tables
        from row in table.Rows
        where row is { Code: not null, Name: not null } && reference.Codes(row.CodeSystem) is { } && year is not null
        let codes = reference.Codes(row.CodeSystem)!
        let own = Array.Find(codes.Names(row.Code!).ToArray(), entry => entry.Name == row.Name)
        where own is not null && own.To <= year
        let current = codes.Find(row.Code!, year)
        where current is not null && current.Name != row.Name
        group PlaceOf(table, row, row.Name!) by (row.Code, row.Name, current.Name) into places
        select ConsistencyReader.Remark("name.stale", $"{places.Key.Code} is called {places.Key.Item2}, its name of earlier years; in {year} it is {places.Key.Item3}.",
            [.. places], places.Key.Item3, places.Key.Item2);

    private static Finding Two(string rule, string what, (string Text, Place At) one, (string Text, Place At) other) =>
        ConsistencyReader.Remark(rule, $"One {what} has two names: {one.Text} here, {other.Text} elsewhere.", [one.At, other.At], other.Text, one.Text);

    /// <summary>The one listed name that is nearly this one; null if the very name is listed, or none or several are near.</summary>
    private static (string Text, Place At)? Difference((string Text, Place At) name, (string Text, Place At)[] listed)
    {
        var folded = FoldedText.WithYear(name.Text);
        if (folded.Length < 5 || Array.Exists(listed, other => FoldedText.WithYear(other.Text) == folded)) return null;
        var near = listed.Where(other => Likeness(folded, FoldedText.WithYear(other.Text)) >= Alike).DistinctBy(other => other.Text).Take(2).ToArray();
        return near.Length == 1 ? near[0] : null;
    }

    /// <summary>Characters in common, in order, as a share of the longer text.</summary>
    private static double Likeness(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (var character in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], character == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]));
        }
        return (double)row[^1] / Math.Max(Math.Max(a.Length, b.Length), 1);
    }

    private static IEnumerable<(string Text, Place At)> Named(CanonicalTable table, params string[] meanings)
    {
        var column = meanings.Select(meaning => table.Columns.FirstOrDefault(column => column.Meaning == meaning)).FirstOrDefault(found => found is not null);
        if (column is null) yield break;
        foreach (var row in table.Rows)
            if (row.Kind == RowKind.Item && row.Cells.TryGetValue(column.Key, out var cell) && cell.Text.Length >= 4)
                yield return (cell.Text, new(cell.At, table.Id, row.Index, column.Key));
    }

    /// <summary>What stands behind a label of a form.</summary>
    private static (string Text, Place At)? Field(CanonicalTable table, string label)
    {
        foreach (var row in table.Rows)
        {
            var cells = row.Cells.Where(pair => pair.Value.Text.Length > 0).OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
            var at = Array.FindIndex(cells, pair => FoldedText.WithYear(pair.Value.Text) == label);
            if (at >= 0 && at + 1 < cells.Length) return (cells[at + 1].Value.Text, new(cells[at + 1].Value.At, table.Id, row.Index, cells[at + 1].Key));
        }
        return null;
    }

    private static Place PlaceOf(CanonicalTable table, Row row, string name)
    {
        foreach (var (key, cell) in row.Cells)
            if (cell.Text == name) return new(cell.At, table.Id, row.Index, key);
        return new(row.Cells.Values.FirstOrDefault()?.At ?? table.At[0], table.Id, row.Index);
    }
}
