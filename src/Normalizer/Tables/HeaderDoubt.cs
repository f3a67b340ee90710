using Normalizer.Canonical;

namespace Normalizer.Tables;

/// <summary>Takes back the meanings of columns whose own sums speak against the header as it was read.</summary>
/// <remarks>A publisher errs in a row, not in every row alike. Where a sum the layout states fails in nearly all rows that
/// have its amounts, a scan has lost or moved header cells: the amounts stay, what they mean is not known.</remarks>
public static class HeaderDoubt
{
    /// <summary>Fewer rows with amounts prove nothing.</summary>
    private const int FewestRows = 3;

    /// <summary>Share of rows in which a sum must fail.</summary>
    private const double FailingShare = 0.75;

    public static Staged<CanonicalTable> Resolve(CanonicalTable table)
    {
        var doubted = table.RowChecks.SelectMany(check => Sums(table, check)).Where(sum => Fails(table, sum)).ToArray();
        if (doubted.Length == 0) return new(table, []);
        var columns = doubted.SelectMany(sum => sum.Parts.Append(sum.Total)).Select(column => column.Key).Distinct().ToArray();
        var finding = new Finding("header.ambiguous", Severity.Warning, FindingCause.Extraction,
            $"{table.Title}: the header does not fit its columns: {string.Join(" + ", doubted[0].Parts.Select(Name))} is {Name(doubted[0].Total)} in almost no row; the columns {string.Join(", ", columns)} are delivered without a meaning.",
            [.. table.At.Take(1).Select(at => new Place(at, table.Id))]);
        return new(table with
        {
            Columns = [.. table.Columns.Select(column => columns.Contains(column.Key) ? column with { Meaning = null } : column)],
            RowChecks = [.. table.RowChecks.Where(check => Sums(table, check).All(sum => IsWhole(sum, columns)))],
        }, [finding]);
    }

    /// <summary>All of the sum's columns keep their meaning, or its total has none any more: then it is not asked for.</summary>
    private static bool IsWhole(Sum sum, string[] doubted) =>
        doubted.Contains(sum.Total.Key) || !sum.Parts.Any(part => doubted.Contains(part.Key));

    private static IEnumerable<Sum> Sums(CanonicalTable table, RowCheck check)
    {
        foreach (var total in table.Columns.Where(column => column.Meaning == check.Total))
        {
            var parts = check.Parts.Select(part => table.Columns.FirstOrDefault(column =>
                column.Meaning == part && column.Block == total.Block && column.FiscalYear == total.FiscalYear)).OfType<Column>().ToImmutableArray();
            if (parts.Length == check.Parts.Length) yield return new(check, total, parts);
        }
    }

    private static bool Fails(CanonicalTable table, Sum sum)
    {
        int asked = 0, failed = 0;
        foreach (var row in table.Rows)
        {
            if (row.Kind == RowKind.Note || !row.Cells.TryGetValue(sum.Total.Key, out var total)) continue;
            var parts = sum.Parts.Select(part => row.Cells.GetValueOrDefault(part.Key)).OfType<Cell>().ToArray();
            if (total.Yuan is null && Array.TrueForAll(parts, part => part.Yuan is null)) continue;
            asked++;
            var tolerance = (total.Resolution + parts.Sum(part => part.Resolution)) / 2;
            if (Math.Abs((total.Yuan ?? 0) - parts.Sum(part => part.Yuan ?? 0)) > tolerance) failed++;
        }
        return asked >= FewestRows && failed >= asked * FailingShare;
    }

    private static string Name(Column column) => column.Header.LastOrDefault() ?? column.Key;

    private sealed record Sum(RowCheck Check, Column Total, ImmutableArray<Column> Parts);
}
