using Normalizer.Canonical;
using Normalizer.Tests.Reference;
using static Normalizer.Tests.Checks.TableText;

namespace Normalizer.Tests.Repairs;

/// <summary>A table of eight rows in which every figure stands in a sum over rows and one over columns; the tests damage it.</summary>
internal static class SmallTree
{
    public const string Columns = "code|name|合计=expenditure.total|基本支出=expenditure.basic|项目支出=expenditure.project";

    public static readonly RowCheck Sum = new("B6", "expenditure.total", ["expenditure.basic", "expenditure.project"]);

    public const string Right = """
        合计||1,300,518.27|1,200,418.27|100,100.00
        208|社会保障|780,418.27|780,418.27|
        20805|养老|780,418.27|780,418.27|
        2080505|基本养老|520,300.15|520,300.15|
        2080506|年金|260,118.12|260,118.12|
        210|卫生|520,100.00|420,000.00|100,100.00
        21011|医疗|520,100.00|420,000.00|100,100.00
        2101101|行政单位医疗|520,100.00|420,000.00|100,100.00
        """;

    public static Disclosure Verify(string rows) =>
        new Verifier(TestReference.All).Verify(Document(Table("t01", Columns, rows, checks: Sum)), [], new("a.txt", "00", 1, "text/plain", null));

    public static Disclosure VerifyWith(string from, string to)
    {
        Assert.Contains(from, Right, StringComparison.Ordinal);
        return Verify(Right.Replace(from, to, StringComparison.Ordinal));
    }
}
