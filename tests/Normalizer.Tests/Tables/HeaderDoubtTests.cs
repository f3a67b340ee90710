using System.Collections.Immutable;
using Extractor.Model;
using Normalizer.Canonical;
using Normalizer.Tables;

namespace Normalizer.Tests.Tables;

public class HeaderDoubtTests
{
    private static CanonicalTable Table(params (decimal Total, decimal Basic, decimal Project)[] rows)
    {
        ImmutableArray<Column> columns =
        [
            new("c1", ["合计"], "expenditure.total", ColumnType.Amount, null, 0),
            new("c2", ["基本支出"], "expenditure.basic", ColumnType.Amount, null, 0),
            new("c3", ["项目支出"], "expenditure.project", ColumnType.Amount, null, 0),
        ];
        var at = Evidence.OnLine(1, 0, 0);
        Cell Amount(decimal yuan) => new($"{yuan}", $"{yuan}", CellState.Amount, yuan, 0.01m, CellStatus.Unchecked, null, at);
        var read = rows.Select((row, index) => new Row(index, RowKind.Item, null, null, null, null, null, $"行{index}", null,
            RowCells.Of([("c1", Amount(row.Total)), ("c2", Amount(row.Basic)), ("c3", Amount(row.Project))])));
        return new("t01", "budget.expenditure", "expenditure", "部门支出总表", "部门支出总表", new("元", 1, at), [at], null, columns, [.. read],
            1, [], [], [], [new("B6", "expenditure.total", ["expenditure.basic", "expenditure.project"])]);
    }

    [Fact]
    public void A_sum_that_fails_in_every_row_speaks_against_the_header()
    {
        var resolved = HeaderDoubt.Resolve(Table((10, 10, 10), (20, 20, 20), (30, 30, 30)));
        Assert.All(resolved.Value.Columns, column => Assert.Null(column.Meaning));
        Assert.Equal(["header.ambiguous"], resolved.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_publisher_s_error_in_one_row_does_not()
    {
        var resolved = HeaderDoubt.Resolve(Table((10, 4, 6), (21, 8, 12), (30, 10, 20)));
        Assert.All(resolved.Value.Columns, column => Assert.NotNull(column.Meaning));
        Assert.Empty(resolved.Findings);
    }

    [Fact]
    public void Two_rows_prove_nothing() =>
        Assert.Empty(HeaderDoubt.Resolve(Table((10, 10, 10), (20, 20, 20))).Findings);
}
