using Normalizer.Canonical;
using Normalizer.Checks;
using Normalizer.Facts;

namespace Normalizer.Tests.Facts;

public sealed class ProseLinkerTests
{
    private static readonly ProseLinks Links = ProseLinks.Parse("""
        { "version": 1, "links": [
          { "rule": "T2", "thing": "basic expenditure", "subject": "^基本支出$",
            "amounts": [ { "kind": "all", "column": "expenditure.basic" }, { "kind": "gpb", "column": "expenditure.basic" } ] } ] }
        """);

    private static readonly IdentityCatalogue Catalogue = new(new("总计", "合计$", "结转"), [], [], [], []);

    private static CanonicalTable Table(string kind, params (string? Code, string Name, string Last, string Basic)[] rows)
    {
        Cell Amount(string text, int column) => new(text, text, CellState.Amount, decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * 10000, 100,
            CellStatus.Unchecked, null, Evidence.OnLine(9, column, column + 1));
        Row Row((string? Code, string Name, string Last, string Basic) row, int index) => new(
            index, row.Code is null ? RowKind.Total : RowKind.Item, row.Code, null, null, null, null, row.Name, row.Name,
            RowCells.Of([("c2", Amount(row.Last, 2)), ("c3", Amount(row.Basic, 3)), ("c4", Amount(row.Basic, 4))]));
        return new(kind, kind, null, kind, kind, new("万元", 10000, Evidence.OnLine(1, 0, 0)), [], null,
            [
                new("c1", [], "name", ColumnType.Name, null, 0), new("c2", [], "expenditure.total", ColumnType.Amount, 2023, 0),
                new("c3", [], "expenditure.total", ColumnType.Amount, 2024, 0), new("c4", [], "expenditure.basic", ColumnType.Amount, 2024, 0),
            ],
            [.. rows.Select(Row)], 1, [], [], [], []);
    }

    private static string Linked(string text, params CanonicalTable[] tables)
    {
        var reading = new FactReader().Read(
            new("text/plain", null, [new TextBlock(text, 0, [new(0, Evidence.OnLine(1, 0, text.Length))])], []), 2024);
        var linked = new ProseLinker(Links, Catalogue).Link(reading, [.. tables], 2024);
        var ledger = new AmountLedger([.. tables], reading.Facts);
        Figure[] figures = [.. ledger.Amounts.Select(amount => new Figure(amount.Yuan, amount.Resolution, amount.IsBlank))];
        return string.Join(", ", linked.Value.Select(identity => $"{identity.Rule} {Constraint.Bind(identity, identity.Rule, ledger)!.Result(figures)}")
            .Concat(linked.Findings.Select(finding => $"{finding.Severity} {finding.Rule}")));
    }

    [Fact]
    public void One_table_that_agrees_confirms_a_sentence_whose_scope_is_unsaid() =>
        Assert.Equal("T2 Holds", Linked("基本支出 5.00 万元。", Table("all", (null, "合计", "1", "7.00")), Table("gpb", (null, "合计", "1", "5.00"))));

    [Fact]
    public void A_sentence_that_all_tables_contradict_is_broken() =>
        Assert.Equal("T2 Broken", Linked("基本支出 5.10 万元。", Table("all", (null, "合计", "1", "5.00")), Table("gpb", (null, "合计", "1", "5.00"))));

    [Fact]
    public void Where_the_tables_themselves_differ_it_is_a_remark() =>
        Assert.Equal("Info prose.T2.scope", Linked("基本支出 6.00 万元。", Table("all", (null, "合计", "1", "7.00")), Table("gpb", (null, "合计", "1", "5.00"))));

    [Fact]
    public void What_was_carried_over_explains_a_difference_of_scope() =>
        Assert.Equal("", Linked("基本支出 5.00 万元，上年结转 2.00 万元。", Table("all", (null, "合计", "1", "7.00"))));

    [Fact]
    public void An_item_is_found_by_its_name_and_its_change_leads_to_the_year_before() =>
        Assert.Equal("T2 Holds, T4 Holds", Linked(
            "卫生健康支出（类）医疗保障管理事务（款）行政运行（项）2024年预算数为 5.00 万元，较上年增加 2.00 万元。",
            Table("gpb", (null, "合计", "9", "9"), ("2101501", "行政运行", "3.00", "5.00"))));

    [Fact]
    public void Of_two_rows_with_one_name_the_printed_code_chooses() =>
        Assert.Equal("T2 Broken", Linked("行政运行（2101501）6.00万元。",
            Table("gpb", (null, "合计", "9", "11"), ("2101501", "行政运行", "3.00", "5.00"), ("2010301", "行政运行", "3.00", "6.00"))));

    [Fact]
    public void Parts_of_another_whole_than_the_tables_are_not_held_against_it() =>
        Assert.Equal("", Linked("当年支出 8.00 万元，其中：行政运行 6.00 万元。",
            Table("gpb", (null, "合计", "9", "11"), ("2101501", "行政运行", "3.00", "7.00"))));

    [Theory]
    [InlineData("基本支出 394,17 万元。", "39417.00", "39417", "39417万元 applied")]
    [InlineData("基本支出 394,17 万元。", "394.17", "394.17", "394.17万元 applied")]
    [InlineData("基本支出 394,17 万元。", "1.00", null, "39417万元 suggested, 394.17万元 suggested")]
    [InlineData("总支出 394,17 万元，其中：基本支出 563 万元，项目支出 38854 万元。", "1.00", "39417", "39417万元 applied")]
    [InlineData("基本支出 72,00,077.03 万元。", "7200077.03", "7200077.03", "7200077.03万元 applied")]
    [InlineData("基本支出 11,58.02 万元。", "1.00", null, "1158.02万元 suggested")] // a comma moved, or a digit lost
    [InlineData("基本支出 11,58.02 万元，较上年增加 58.02 万元，增长 5.3%。", "1.00", "1158.02", "1158.02万元 applied")]
    public void Tables_sums_and_growth_decide_what_a_misplaced_separator_means(string text, string table, string? value, string repairs)
    {
        CanonicalTable[] tables = [Table("all", (null, "合计", "1", table))];
        var reading = new ProseLinker(Links, Catalogue).Settle(new FactReader().Read(
            new("text/plain", null, [new TextBlock(text, 0, [new(0, Evidence.OnLine(1, 0, text.Length))])], []), 2024), [.. tables], 2024);
        Assert.Equal(value, reading.Facts[0].Value?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(repairs, string.Join(", ", reading.Repairs.Select(repair => $"{repair.To} {(repair.Applied ? "applied" : "suggested")}")));
    }

    [Fact]
    public void A_list_that_goes_through_a_table_and_leaves_an_item_out_is_a_remark()
    {
        (string?, string, string, string)[] rows = [.. Enumerable.Range(1, 5).Select(i => ((string?)$"210150{i}", $"事务{"甲乙丙丁戊"[i - 1]}", "3.00", $"{i}.00"))];
        var text = string.Concat(rows.Select(row => $"{row.Item2}{row.Item4}万元；"));
        Assert.EndsWith("T2 Holds", Linked(text, Table("gpb", [(null, "合计", "15", "15"), .. rows])));
        Assert.EndsWith("T2 Holds", Linked(text + "其他事务0万元，较上年减少5.00万元。", Table("gpb", [(null, "合计", "20", "15"), .. rows, ("2101599", "其他事务", "5.00", "0")])).Replace(", T4 Holds", "", StringComparison.Ordinal));
        Assert.EndsWith("Info prose.omitted_item", Linked(text, Table("gpb", [(null, "合计", "20", "15"), .. rows, ("2101599", "其他事务", "5.00", "0")])));
    }

    [Fact]
    public void A_table_whose_row_sums_fail_in_several_rows_contradicts_no_sentence()
    {
        var shifted = Table("all", (null, "合计", "1", "7.00"), ("2101501", "行政运行", "3.00", "5.00")) with
        {
            RowChecks = [new("B9", "expenditure.basic", ["expenditure.total"])],
        };
        var sound = shifted with { RowChecks = [] };
        Assert.Equal("T2 Broken", Linked("基本支出 6.00 万元。", sound));
        Assert.Equal("", Linked("基本支出 6.00 万元。", shifted with { Columns = [.. shifted.Columns.Select(column => column.Key == "c3" ? column with { Meaning = "other" } : column with { FiscalYear = null })] }));
    }
}
