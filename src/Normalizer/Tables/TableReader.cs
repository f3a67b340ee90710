using System.Runtime.InteropServices;
using Normalizer.Amounts;
using Normalizer.Canonical;
using Normalizer.Captions;
using Normalizer.Codes;
using Normalizer.Headers;
using Normalizer.Layouts;
using Normalizer.Repairs;

namespace Normalizer.Tables;

/// <summary>Turns each extracted table, with the text around it, into a canonical one.</summary>
public sealed class TableReader(LayoutLibrary library)
{
    public const string UnknownKind = "unknown";

    private readonly LayoutMatcher matcher = new(library);
    private readonly ColumnReader columnReader = new(library);
    private readonly RowShapeRepairer rowShapes = new();
    private readonly DuplicateRowRepairer duplicates = new();

    /// <param name="fiscalYear">The document's year, for headers that say 上年 or 本年; null if not known.</param>
    /// <returns>In reading order, one for each table block.</returns>
    public TableReading Read(ExtractedDocument document, int? fiscalYear = null)
    {
        var tables = ImmutableArray.CreateBuilder<CanonicalTable>();
        var repairs = ImmutableArray.CreateBuilder<Repair>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        for (var index = 0; index < document.Blocks.Length; index++)
        {
            if (document.Blocks[index] is not TableBlock) continue;
            var table = HeaderDoubt.Resolve(Read(document.Blocks, index, $"t{tables.Count + 1:00}", fiscalYear, repairs));
            tables.Add(table.Value);
            findings.AddRange(table.Findings);
            findings.AddRange(Missing(table.Value));
        }
        return new(tables.ToImmutable(), repairs.ToImmutable(), findings.ToImmutable());
    }

    /// <summary>What keeps a table's amounts from being understood: no layout, or no unit.</summary>
    private static IEnumerable<Finding> Missing(CanonicalTable table)
    {
        if (!table.Rows.Any(row => row.Cells.Values.Any(cell => cell.State == CellState.Amount))) yield break;
        ImmutableArray<Place> place = [new(table.At[0], table.Id)];
        if (table.Layout is null)
            yield return new("table.unknown", Severity.Info, FindingCause.Unknown, $"No layout claims the table \"{table.Title}\"; it is delivered as it stands.", place);
        if (table.Unit is null)
            yield return new("unit.missing", Severity.Warning, FindingCause.Unknown, $"No unit is stated for the table \"{table.Title}\"; its amounts have no value in yuan.", place);
    }

    /// <summary>What every layout makes of the table at this block, best first.</summary>
    public ImmutableArray<LayoutMatch> Explain(ImmutableArray<Block> blocks, int index) => matcher.Match(ViewOf(blocks, index));

    /// <summary>What the matcher looks at of the table at this block.</summary>
    public static TableView ViewOf(ImmutableArray<Block> blocks, int index)
    {
        var (table, caption) = Captioned(blocks, index);
        return View(table, caption, HeaderPaths.Of(table));
    }

    private CanonicalTable Read(
        ImmutableArray<Block> blocks, int index, string id, int? fiscalYear, ImmutableArray<Repair>.Builder repairs)
    {
        var (table, caption) = Captioned(blocks, index);
        var paths = HeaderPaths.Of(table);
        var match = matcher.Best(View(table, caption, paths));
        var layout = match?.Layout;
        if (layout?.Grid == GridKind.Form) (table, paths) = (table with { HeaderRows = 0 }, [.. paths.Select(_ => ImmutableArray<string>.Empty)]);
        var columns = columnReader.Read(table, paths, match, HeaderYear.First(caption.Title) ?? fiscalYear);
        var unit = caption.Unit ?? UnitInside(table) ?? (layout?.Unit is { } assumed ? UnitReader.OfLine($"单位：{assumed}", table.At[0]) : null);
        // A unit line above a form speaks for nothing where every amount's own label states another.
        unit = FormAmounts.Of(table, layout, unit).Common ?? unit;
        (table, var repeated) = duplicates.Repair(table);
        (table, var moved) = rowShapes.Repair(table, columns);
        repairs.AddRange(repeated.AddRange(moved));
        var rows = new RowReader(table, columns, unit, layout, library).Read();
        var indicators = layout?.Indicators is { } shape ? new IndicatorReader(shape).Read(table) : [];
        return new(id, layout?.Kind ?? UnknownKind, layout?.Name, caption.Title, caption.TitleAsPrinted, unit, At(table, caption),
            EmptyReason(caption, rows), columns, rows, table.HeaderRows, Grid(table), Spans(table), indicators, Checks(layout, columns));
    }

    private static (ExtractedTable Table, Caption Caption) Captioned(ImmutableArray<Block> blocks, int index)
    {
        var (table, frame) = FrameCaptions.Split(((TableBlock)blocks[index]).Table);
        return (HeaderDepth.Fitted(table), CaptionReader.Read(blocks, index, frame));
    }

    private static TableView View(ExtractedTable table, Caption caption, ImmutableArray<ImmutableArray<string>> paths) =>
        new(caption.Title, caption.Label, paths, [.. table.Cells
            .Where(cell => cell.Row >= table.HeaderRows && cell.Column < 3)
            .Select(cell => CodeSystem.CodeOf(cell.Text)).OfType<string>().Where(code => code.Length >= 3)]);

    /// <summary>Forms print their unit in a label: "资金总额（万元）".</summary>
    private static UnitLabel? UnitInside(ExtractedTable table) =>
        table.Cells.Select(cell => UnitReader.OfLabel(cell.Text, cell.At)).FirstOrDefault(unit => unit is not null);

    /// <summary>The publisher's note, where the table holds no amount at all.</summary>
    private static string? EmptyReason(Caption caption, ImmutableArray<Row> rows)
    {
        if (rows.Any(row => row.Cells.Values.Any(cell => cell.State == CellState.Amount))) return null;
        var inside = rows.Where(row => row.Kind == RowKind.Note).Select(row => CaptionLines.NoteText(row.Name ?? ""));
        var notes = caption.Notes.Concat(inside).Where(note => note.Length > 0).ToArray();
        return notes.Length == 0 ? null : string.Join(' ', notes);
    }

    /// <summary>From its title on, as far as the source counts lines; else the table's own boxes.</summary>
    private static ImmutableArray<Evidence> At(ExtractedTable table, Caption caption) =>
        caption.TitleAt is { Line: { } title } && table.At[0].Line is { } first && title < first
            ? table.At.SetItem(0, Evidence.OnLine(title, 0, 0)) : table.At;

    private static ImmutableArray<RowCheck> Checks(LayoutDefinition? layout, ImmutableArray<Column> columns)
    {
        if (layout is null) return [];
        var meanings = columns.Select(column => column.Meaning).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // A column no one knows may belong to any sum that leaves open what its parts are.
        var allKnown = !columns.Any(column => column.Type == ColumnType.Amount && column.Meaning is null);
        var checks = ImmutableArray.CreateBuilder<RowCheck>();
        foreach (var prefix in layout.Groups.Select(group => group.Prefix).Prepend("").Distinct())
            foreach (var check in layout.Checks.Where(check => allKnown || check.Optional.IsEmpty))
            {
                var parts = check.PartsAmong(meanings, prefix);
                if (!parts.IsEmpty) checks.Add(new(check.Rule, prefix + check.Total, parts));
            }
        return checks.ToImmutable();
    }

    private static ImmutableArray<ImmutableArray<string>> Grid(ExtractedTable table) =>
        [.. table.ToGrid().Select(ImmutableCollectionsMarshal.AsImmutableArray)];

    private static ImmutableArray<GridSpan> Spans(ExtractedTable table) =>
        [.. table.Cells.Where(cell => cell.IsSpanning).Select(cell => new GridSpan(cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan))];
}

/// <param name="Repairs">What was put back into its place for the tables to be read.</param>
/// <param name="Findings">Headers that do not fit their columns, tables without layout or unit.</param>
public sealed record TableReading(
    ImmutableArray<CanonicalTable> Tables, ImmutableArray<Repair> Repairs, ImmutableArray<Finding> Findings);
