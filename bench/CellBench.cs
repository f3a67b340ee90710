using System.Collections.Immutable;
using System.Globalization;
using Extractor.Model;
using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Repairs;
using Worker;

namespace Bench;

/// <summary>How long the repair solver takes, by the number of cells: books of made-up tables, one amount in 250 misread.</summary>
internal static class CellBench
{
    private const int RowsOfTable = 40, ColumnsOfTable = 5, CellsBetweenFaults = 250;

    private static readonly int[] Sizes = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    public static int Run()
    {
        var reference = ReferenceFiles.Load();
        var (identities, solver) = (new IdentityBuilder(reference), new ReadingSolver(new(reference.Confusions)));
        for (var warm = 0; warm < 20; warm++) Solve(solver, Graph(Sizes[0], identities));
        Console.WriteLine("   cells  identities  repairs  solved in ms  ms per 1,000 cells");
        foreach (var size in Sizes)
        {
            var graph = Graph(size, identities);
            var fastest = double.MaxValue;
            var repairs = 0;
            for (var round = 0; round < 3; round++)
            {
                GC.Collect();
                var before = Environment.CpuUsage.TotalTime;
                repairs = Solve(solver, graph);
                fastest = Math.Min(fastest, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{graph.Ledger.Amounts.Count,8:#,0}{graph.Constraints.Length,12:#,0}{repairs,9:#,0}{fastest,14:F1}{fastest * 1000 / graph.Ledger.Amounts.Count,20:F2}"));
        }
        return 0;
    }

    private static int Solve(ReadingSolver solver, ConstraintGraph graph) => solver.Solve(graph).Applied.Length;

    private static ConstraintGraph Graph(int cells, IdentityBuilder identities)
    {
        var tables = Enumerable.Range(0, Math.Max(1, cells / (RowsOfTable * ColumnsOfTable))).Select(Table).ToImmutableArray();
        var document = new NormalizedDocument(new("", DocumentKind.Budget, 2024, new(null, null, null, null, null, null, 0), []), tables, [], [], []);
        return ConstraintGraph.Of(new(tables, []), identities.Build(document));
    }

    /// <summary>A total, and items of which each is the sum of its basic, project, operating and other expenditure.</summary>
    private static CanonicalTable Table(int number)
    {
        var random = new Random(number);
        string[] meanings = ["expenditure.total", "expenditure.basic", "expenditure.project", "expenditure.operating", "expenditure.other"];
        var columns = meanings.Select((meaning, i) => new Column($"c{i + 3}", [meaning], meaning, ColumnType.Amount, null, 0)).ToImmutableArray();
        var items = Enumerable.Range(0, RowsOfTable - 1).Select(_ => Enumerable.Range(1, ColumnsOfTable - 1).Select(_ => (decimal)random.Next(10_000, 900_000_000) / 100).ToArray()).ToArray();
        var total = Enumerable.Range(0, ColumnsOfTable - 1).Select(column => items.Sum(item => item[column])).ToArray();
        var rows = items.Prepend(total).Select((amounts, index) => Row(number, index, amounts));
        var at = Evidence.OnLine(1, 0, 0);
        return new($"t{number + 1:00}", "unknown", "bench", $"表{number}", $"表{number}", new("元", 1, at), [at], null, columns, [.. rows], 1, [], [], [],
            [new("B6", meanings[0], [.. meanings[1..]])]);
    }

    private static Row Row(int table, int index, decimal[] amounts)
    {
        var cells = amounts.Prepend(amounts.Sum()).Select((yuan, column) => ($"c{column + 3}", Cell(yuan, IsMisread(table, index, column)))).ToArray();
        return new(index, index == 0 ? RowKind.Total : RowKind.Item, index == 0 ? null : $"{2000000 + index}", null, null, null, null, index == 0 ? "合计" : $"项目{index}", null, RowCells.Of(cells));
    }

    private static bool IsMisread(int table, int row, int column) =>
        ((table * RowsOfTable + row) * ColumnsOfTable + column) % CellsBetweenFaults == CellsBetweenFaults / 2 + 1;

    /// <summary>Misread: the third digit is a letter.</summary>
    private static Cell Cell(decimal yuan, bool isMisread)
    {
        var text = yuan.ToString("0.00", CultureInfo.InvariantCulture);
        if (isMisread) text = $"{text[..2]}Z{text[3..]}";
        var isNumber = decimal.TryParse(text, CultureInfo.InvariantCulture, out var read);
        return new(text, text, isNumber ? CellState.Amount : CellState.Unreadable, isNumber ? read : null, isNumber ? 0.01m : 0, isNumber ? CellStatus.Unchecked : null, null, Evidence.OnLine(1, 0, text.Length));
    }
}
