using Normalizer.Canonical;
using Normalizer.Reference;
using Worker.Output;

namespace Worker.Tests.Output;

/// <summary>A small disclosure with every status in it, made by hand.</summary>
internal static class Samples
{
    public static readonly EngineInfo Engine = new("0.1.0", "9f3c00aa");

    public static readonly TableKinds Kinds = new(
        "kind,phase,official_title,aliases,standard_from\nbudget.expenditure,budget,部门支出总表,,2017\nbudget.revenue,budget,部门收入总表,,2017\n" +
        "budget.state_capital,budget,国有资本经营预算支出表,,2023\nfinal.01,final,收入支出决算总表,,2017\n");

    public const string Sha = "d4a4e63cfc2b1d555c7694cc09e642c59cd58691b243d4e0406973f4b9b93144";

    public static Cell Amount(string printed, decimal? yuan, CellStatus status, double confidence, int line) =>
        new(printed, printed.Replace(" ", "", StringComparison.Ordinal), CellState.Amount, yuan, 100m, status, confidence,
            Evidence.OnLine(line, 0, printed.Length));

    public static Row Row(int index, string code, string name, params (string Key, Cell Cell)[] cells) =>
        new(index, RowKind.Item, code, "cn-functional", null, 1, null, name, name,
            RowCells.Of(cells));

    public static CanonicalTable Table(string id = "t01", string kind = "budget.expenditure", string? layout = "expenditure") =>
        new(id, kind, layout, "部门支出总表", "部门支出总表", new("单位：万元", 10000, Evidence.OnLine(9, 0, 5)),
            [Evidence.OnLine(10, 0, 0), Evidence.OnLine(14, 0, 0)], null,
            [
                new("c1", ["科目编码"], "code", ColumnType.Code, null, 0),
                new("c2", ["科目名称"], "name", ColumnType.Name, null, 0),
                new("c3", ["2022年预算数", "小计"], "expenditure.total", ColumnType.Amount, 2022, 0),
                new("c4", ["2022年预算数", "基本支出"], "expenditure.basic", ColumnType.Amount, 2022, 0),
            ],
            [
                Row(0, "210", "卫生健康支出", ("c3", Amount("558.80", 5588000m, CellStatus.Disputed, 0.41, 12)),
                    ("c4", Amount("537.20", 5372000m, CellStatus.Confirmed, 0.9998, 12))),
                Row(1, "21015", "医疗保障管理事务", ("c3", Amount("455. 83", 4558300m, CellStatus.Repaired, 0.997, 13)),
                    ("c4", Amount("440.23", 4402300m, CellStatus.Unchecked, 0.97, 13))),
                Row(2, "2101501", "行政<运行>", ("c3", new("44O.2?", "44O.2?", CellState.Unreadable, null, 0, null, null, Evidence.OnLine(14, 0, 6))),
                    ("c4", new("-", "-", CellState.Dash, null, 0, null, null, Evidence.OnLine(14, 8, 9)))),
            ],
            2,
            [
                ["科目编码", "科目名称", "2022年预算数", ""], ["", "", "小计", "基本支出"],
                ["210", "卫生健康支出", "558.80", "537.20"], ["21015", "医疗保障管理事务", "455.83", "440.23"],
                ["2101501", "行政<运行>", "44O.2?", "-"],
            ],
            [new(0, 0, 2, 1), new(0, 1, 2, 1), new(0, 2, 1, 2)], [], []);

    public static Disclosure Disclosure() => new(
        "002_<b>.txt", Sha, 19890, "text/plain", null,
        new("重庆市綦江区医疗保障事务中心2022年部门预算情况说明", DocumentKind.Budget, 2022,
            new("重庆市綦江区医疗保障事务中心", "天津市蓟江区医疗保障事务中心", "500110", "重庆市綦江区", "county", "unit", 0.99),
            ["The title on line 1 names the agency."]),
        [Table(), Table("t02", "unknown", null)],
        [new("f1", "二、收支预算", "基本支出", new(Evidence.OnLine(3, 4, 20)), "基本支出537.20万元，比上年增加1.20万元。", 537.20m, "万元",
            5372000m, 100, 2022, new("上年", "increase", 1.20m, 12000m, null))],
        [
            new("k1", "B6", ["t01"], "row 0", "558.80 (合计) = 537.20 (基本支出)", 5588000m, 5372000m, 216000m, 100m,
                CheckResult.Broken, null, [new(Evidence.OnLine(12, 0, 6), "t01", 0, "c3"), new(Evidence.OnLine(12, 0, 6), "t01", 0, "c4")]),
            new("k2", "H1", ["t01"], "code 21015", "455.83 = 440.23 + 15.60", 4558300m, 4558300m, 0m, 150m,
                CheckResult.Holds, null, [new(Evidence.OnLine(13, 0, 6), "t01", 1, "c3")]),
            new("k3", "X2", ["t01"], "document", "收支总表 = 支出总表", null, null, null, 0m,
                CheckResult.Undecided, "The document has no 部门收支总表.", []),
        ],
        [
            new("split_number", new(Evidence.OnLine(13, 0, 7), "t01", 1, "c3"), "455. 83", "455.83", "amount.joined",
                ["455.83 = 440.23 + 15.60 holds (H1, code 21015)."], 0.997, true),
            new("digit", new(Evidence.OnLine(14, 0, 6), "t01", 2, "c3"), "44O.2?", "440.23", "amount.lookalike",
                ["440.23 would make H1 hold."], 0.6, false),
        ],
        [
            new("B6", Severity.Error, FindingCause.Source, "合计 558.80 is not 基本支出 537.20.",
                [new(Evidence.OnLine(12, 0, 6), "t01", 0, "c3")], "537.20", "558.80", "21.60", "g1"),
            new("X2", Severity.Warning, FindingCause.Unknown, "The same total differs <script>alert(1)</script>.",
                [new(Evidence.OnLine(12, 0, 6), "t01", 0, "c3")], null, null, null, "g1"),
        ],
        new(Outcome.Review, [new("disputed", "One amount is disputed.", 0)]));
}
