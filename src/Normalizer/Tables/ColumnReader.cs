using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Codes;
using Normalizer.Headers;
using Normalizer.Layouts;

namespace Normalizer.Tables;

/// <summary>Header paths, meanings, types, years and blocks of a table's columns.</summary>
public sealed class ColumnReader(LayoutLibrary library)
{
    /// <summary>Share of a column's filled cells that must be amounts for a column without a meaning to be one of amounts.</summary>
    private const double AmountShare = 0.6;

    /// <param name="paths">Header path of each column.</param>
    /// <param name="match">The layout that claims the table; null for unknown tables.</param>
    /// <param name="tableYear">For 上年 and 本年; null if not known.</param>
    public ImmutableArray<Column> Read(
        ExtractedTable table, ImmutableArray<ImmutableArray<string>> paths, LayoutMatch? match, int? tableYear)
    {
        var columns = ImmutableArray.CreateBuilder<Column>(table.ColumnCount);
        var (block, sawAmount) = (0, false);
        for (var index = 0; index < table.ColumnCount; index++)
        {
            var year = HeaderYear.Of(paths[index], tableYear);
            // Last year's figures must not pass for this year's: without a year to tell them apart they mean nothing.
            var meaning = year is null && HeaderYear.IsLastYear(paths[index]) ? null : match?.Columns[index].Meaning;
            var body = table.Cells.Where(cell => cell.Column == index && cell.Row >= table.HeaderRows && cell.Text.Length > 0).ToArray();
            var type = match?.Layout.Grid == GridKind.Form ? ColumnType.Text
                : meaning is not null ? TypeOf(meaning) : Guess(paths[index], body);
            if (match?.Layout.Grid == GridKind.TwoSided && sawAmount && type is ColumnType.Name or ColumnType.Code)
                (block, sawAmount) = (block + 1, false);
            sawAmount |= type == ColumnType.Amount;
            columns.Add(new($"c{index + 1}", paths[index], meaning, type, year, block));
        }
        return columns.MoveToImmutable();
    }

    private ColumnType TypeOf(string meaning)
    {
        if (library.Meanings.TryGetValue(meaning, out var known)) return known.Type;
        var unprefixed = meaning[(meaning.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return library.Meanings.TryGetValue(unprefixed, out known) ? known.Type : ColumnType.Amount;
    }

    /// <summary>The type told by the words of the header, where they speak for one type only, else by the cells.</summary>
    private ColumnType Guess(ImmutableArray<string> path, GridCell[] body)
    {
        if (path.Length > 0)
        {
            var leaf = FoldedText.Of(path[^1]);
            var types = library.Meanings.Values.Where(meaning => meaning.Words.Any(word => word.IsMatch(leaf)))
                .Select(meaning => meaning.Type).Distinct().ToArray();
            if (types.Length == 1) return types[0];
        }
        if (body.Length == 0) return ColumnType.Text;
        var states = body.Select(cell => UnitReader.OfAmount(cell.Text, cell.At) is null ? AmountReader.Read(cell.Text).State : CellState.Amount).ToArray();
        double Share(CellState state) => (double)states.Count(found => found == state) / states.Length;
        if (Share(CellState.Percent) >= AmountShare) return ColumnType.Percent;
        var codes = body.Count(cell => CodeSystem.CodeOf(cell.Text) is { } code && CodeSystem.Of(code) is not null && !cell.Text.Contains('.', StringComparison.Ordinal));
        if (codes >= 2 && codes * 10 >= body.Length * 8) return ColumnType.Code;
        return Share(CellState.Amount) + Share(CellState.Dash) >= AmountShare && Share(CellState.Amount) > 0 ? ColumnType.Amount : ColumnType.Text;
    }
}
